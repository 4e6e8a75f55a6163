// A form that is on its way: the pressed button says so, keeps its width, and ignores a second press.
const NS = "http://www.w3.org/2000/svg";

function ring() {
  const svg = document.createElementNS(NS, "svg");
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("class", "busy-ring");
  svg.setAttribute("aria-hidden", "true");
  const track = document.createElementNS(NS, "circle");
  for (const [name, value] of Object.entries({ cx: 10, cy: 10, r: 8, fill: "none", stroke: "currentColor", opacity: 0.5 })) track.setAttribute(name, value);
  const dot = document.createElementNS(NS, "circle");
  for (const [name, value] of Object.entries({ cx: 10, cy: 2, r: 2, fill: "currentColor" })) dot.setAttribute(name, value);
  svg.append(track, dot);
  return svg;
}

export default function busy(form) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    const button = event.submitter;
    if (!button) return;
    button.style.minWidth = `${button.offsetWidth}px`;
    button.setAttribute("aria-busy", "true");
    const word = button.dataset.busy;
    if (word) button.replaceChildren(ring(), word);
    else button.prepend(ring());
  });
  // Back from the next page: the form can be sent again.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) window.location.reload();
  });
}
