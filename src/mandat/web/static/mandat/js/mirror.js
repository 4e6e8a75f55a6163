// Lets the Mirror's limit be dragged, or moved with arrow keys from tick to tick. The page itself
// shows every limit through its form; this only makes it quicker.
import { behaviour } from "./mandat.js";

const PAUSE = 300;
const FAR = 5;
const LEAST_LEFT = 150;

function mirror(root) {
  const form = document.querySelector("[data-mirror-form]");
  if (!form) return;
  const ticks = root.dataset.ticks.trim().split(/\s+/).map(Number);
  const field = form.elements.limit;
  let limit = Number(root.dataset.limit);
  let waiting = 0;
  let asked = 0;

  const pictures = [...root.querySelectorAll("svg[data-low]")].map((svg) => ({
    svg,
    low: Math.log10(Number(svg.dataset.low)),
    high: Math.log10(Number(svg.dataset.high)),
    width: Number(svg.dataset.width),
    handle: svg.querySelector("[data-handle]"),
  }));

  const place = (picture, value) => {
    const share = (Math.log10(value) - picture.low) / (picture.high - picture.low);
    return Math.min(Math.max(share, 0), 1) * picture.width;
  };

  function draw() {
    for (const picture of pictures) {
      const { svg, width, handle } = picture;
      const x = place(picture, limit);
      svg.querySelector("[data-region]").setAttribute("width", x);
      const line = svg.querySelector("[data-line]");
      line.setAttribute("x1", x);
      line.setAttribute("x2", x);
      svg.querySelector("[data-words]").setAttribute("transform", `translate(${x} 0)`);
      svg.querySelector("[data-left]").setAttribute("visibility", x < LEAST_LEFT ? "hidden" : "inherit");
      handle.setAttribute("transform", `translate(${Math.min(Math.max(x, 58), width - 58)} 20)`);
      handle.setAttribute("aria-valuenow", limit);
      for (const mark of svg.querySelectorAll("[data-v]")) {
        const inside = Number(mark.dataset.v) <= limit;
        const kind = mark.tagName === "rect" ? ["bar-point", "bar-out"] : ["dot", "dot-hollow"];
        mark.setAttribute("class", kind[inside ? 0 : 1]);
      }
    }
  }

  function show(consequence) {
    const { inside, outside, shown, lower, higher } = consequence.dataset;
    for (const { svg, handle } of pictures) {
      svg.querySelector("[data-inside]").textContent = inside;
      svg.querySelector("[data-outside]").textContent = outside;
      svg.querySelector("[data-value]").textContent = shown;
      handle.setAttribute("aria-valuetext", shown);
    }
    for (const [step, value] of [["-1", lower], ["1", higher]]) {
      const button = form.querySelector(`[data-step="${step}"]`);
      button.disabled = value === "None" || value === "";
      button.value = value;
    }
  }

  async function ask() {
    const mine = ++asked;
    const address = `${location.pathname}?limit=${limit}`;
    const answer = await fetch(address, { headers: { "HX-Request": "true" } });
    if (!answer.ok || mine !== asked) return;
    const part = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = part.getElementById("consequence");
    const old = document.getElementById("consequence");
    if (!fresh || !old) return;
    Object.assign(old.dataset, fresh.dataset);
    old.replaceChildren(...fresh.childNodes);
    show(old);
    history.replaceState(null, "", address);
  }

  const written = (value) => value.toLocaleString(document.documentElement.lang);

  function set(value) {
    limit = value;
    draw();
    for (const { svg } of pictures) svg.querySelector("[data-value]").textContent = written(limit);
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE);
  }

  function move(value) {
    set(value);
    field.value = written(value);
  }

  field.addEventListener("input", () => {
    const value = Number(field.value.replace(/\s/g, "").replace(/,(?=\d{3}\b)/g, "").replace(",", "."));
    if (value > 0 && Number.isFinite(value)) set(value);
  });

  const up = (by) => ticks.filter((tick) => tick > limit)[by - 1] ?? ticks.at(-1);
  const down = (by) => ticks.filter((tick) => tick < limit).at(-by) ?? ticks[0];
  const keys = {
    ArrowRight: () => up(1),
    ArrowUp: () => up(1),
    ArrowLeft: () => down(1),
    ArrowDown: () => down(1),
    PageUp: () => up(FAR),
    PageDown: () => down(FAR),
    Home: () => ticks[0],
    End: () => ticks.at(-1),
  };

  function nearest(picture, event) {
    const box = picture.svg.getBoundingClientRect();
    const share = (event.clientX - box.left) / box.width;
    const value = 10 ** (picture.low + share * (picture.high - picture.low));
    const off = (tick) => Math.abs(Math.log(tick / value));
    return ticks.reduce((best, tick) => (off(tick) < off(best) ? tick : best));
  }

  for (const picture of pictures) {
    const { handle } = picture;
    const label = form.querySelector("label[for=limit]").textContent;
    const state = { role: "slider", tabindex: "0", "aria-label": label };
    state["aria-valuemin"] = ticks[0];
    state["aria-valuemax"] = ticks.at(-1);
    state["aria-valuenow"] = limit;
    state["aria-valuetext"] = handle.querySelector("[data-value]").textContent;
    for (const [name, value] of Object.entries(state)) handle.setAttribute(name, value);
    handle.addEventListener("keydown", (event) => {
      const to = keys[event.key];
      if (!to) return;
      event.preventDefault();
      move(to());
    });
    handle.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      handle.focus();
      handle.setPointerCapture(event.pointerId);
      handle.onpointermove = (moved) => move(nearest(picture, moved));
    });
    const stop = () => {
      handle.onpointermove = null;
    };
    handle.addEventListener("pointerup", stop);
    handle.addEventListener("pointercancel", stop);
  }

  for (const button of form.querySelectorAll("[data-step]")) {
    button.addEventListener("click", (event) => {
      event.preventDefault();
      move(button.dataset.step === "1" ? up(1) : down(1));
    });
  }
  form.querySelector("[data-show]").hidden = true;
  root.classList.add("mirror-live");
}

behaviour("mirror", mirror);
