// Records a voice in the browser and puts it in the form's own file field, which works without it.
// Nothing leaves the machine before the form is sent.
import { behaviour } from "./mandat.js";

const KINDS = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"];
const BITS = 32_000;
const OFTEN = 100;
const SHORTEST = 0.5;

const clock = (seconds) => `${Math.floor(seconds / 60)}.${String(Math.floor(seconds % 60)).padStart(2, "0")}`;

function loudness(stream) {
  const context = new AudioContext();
  const ear = context.createAnalyser();
  context.createMediaStreamSource(stream).connect(ear);
  const heard = new Uint8Array(ear.fftSize);
  return {
    now() {
      ear.getByteTimeDomainData(heard);
      return Math.min(1, heard.reduce((most, one) => Math.max(most, Math.abs(one - 128)), 0) / 100);
    },
    end: () => context.close(),
  };
}

function recorder(root) {
  const form = root.closest("form");
  const field = form.elements.sound;
  const kind = window.MediaRecorder && KINDS.find((one) => MediaRecorder.isTypeSupported(one));
  if (!kind || !navigator.mediaDevices) return;
  const part = (name) => root.querySelector(`[data-${name}]`);
  const [start, stop, live, result] = ["record", "stop", "live", "result"].map(part);
  const player = root.querySelector("audio");
  const meter = root.querySelector("meter");
  const say = (what) => { part("status").textContent = root.dataset[what] || ""; };
  let recording = null;
  let sending = null;

  function forget() {
    if (player.src) URL.revokeObjectURL(player.src);
    player.removeAttribute("src");
    field.value = "";
    part("time").textContent = clock(0);
    result.hidden = true;
  }

  function keep(pieces, seconds) {
    if (seconds < SHORTEST) return say("short");
    const type = kind.split(";")[0];
    const file = new File(pieces, `recording.${type.split("/")[1]}`, { type });
    if (file.size > Number(root.dataset.largest) * 1_000_000) return say("large");
    const carrier = new DataTransfer();
    carrier.items.add(file);
    field.files = carrier.files;
    player.src = URL.createObjectURL(file);
    result.hidden = false;
    say("ready");
  }

  function show(on) {
    start.hidden = on;
    stop.hidden = live.hidden = !on;
    (on ? stop : start).focus();
  }

  async function begin() {
    forget();
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch {
      return say("refused");
    }
    const pieces = [];
    const ear = loudness(stream);
    recording = new MediaRecorder(stream, { mimeType: kind, audioBitsPerSecond: BITS });
    const began = performance.now();
    const ticking = setInterval(() => {
      const seconds = (performance.now() - began) / 1000;
      part("time").textContent = clock(seconds);
      meter.value = ear.now();
      if (seconds >= Number(root.dataset.seconds)) end();
    }, OFTEN);
    recording.addEventListener("dataavailable", (event) => pieces.push(event.data));
    recording.addEventListener("stop", () => {
      clearInterval(ticking);
      ear.end();
      for (const track of stream.getTracks()) track.stop();
      recording = null;
      show(false);
      keep(pieces, (performance.now() - began) / 1000);
      if (sending) form.requestSubmit(sending);
      sending = null;
    });
    recording.start();
    show(true);
    say("recording");
  }

  function end() {
    if (recording?.state === "recording") recording.stop();
  }

  // Send while recording: end it first, then send what was said.
  form.addEventListener("submit", (event) => {
    if (!recording) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    sending = event.submitter;
    end();
  }, { capture: true });
  start.addEventListener("click", begin);
  stop.addEventListener("click", end);
  part("discard").addEventListener("click", () => {
    forget();
    say("gone");
    start.focus();
  });
  root.hidden = false;
}

behaviour("recorder", recorder);
