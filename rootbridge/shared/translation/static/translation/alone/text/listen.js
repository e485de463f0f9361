// Reads the page aloud, sentence after sentence, where this device has a voice for its language; where it has none, the
// recording is played. Listen, pause, go on, stop; Escape stops too. What happens is said in a live region, and the piece
// that is read is marked.
const bar = document.querySelector("[data-listen]");
const voices = window.speechSynthesis;
const language = bar?.dataset.lang;
const recording = document.querySelector("audio[data-recording]");
let state = "silent";

const part = (name) => bar.querySelector(`[data-listen-${name}]`);

const voice = () => voices?.getVoices().find((one) => one.lang.toLowerCase().replace("_", "-").split("-")[0] === language);

const offer = () => { if (voice() || recording) bar.hidden = false; };

const pieces = () => [...document.querySelectorAll(bar.dataset.listen)].filter((piece) => !piece.closest(".no-print"));

const mark = (piece) => {
  document.querySelector("[data-read-now]")?.removeAttribute("data-read-now");
  piece?.setAttribute("data-read-now", "");
};

const show = (now, words) => {
  state = now;
  part("start").hidden = now !== "silent";
  part("pause").hidden = now === "silent";
  part("stop").hidden = now === "silent";
  part("pause").lastElementChild.textContent = now === "paused" ? bar.dataset.goOn : bar.dataset.pause;
  part("said").textContent = words;
};

const speak = () => {
  voices.cancel();
  const all = pieces().flatMap((piece) => piece.innerText.split(/(?<=[.!?؟])\s+/)
    .filter((sentence) => sentence.trim()).map((sentence) => [piece, sentence]));
  all.forEach(([piece, sentence], number) => {
    const said = new SpeechSynthesisUtterance(sentence);
    said.lang = language;
    said.voice = voice();
    said.onstart = () => mark(piece);
    said.onend = () => { if (number === all.length - 1 && state === "reading") stop(bar.dataset.saidEnd); };
    voices.speak(said);
  });
  show("reading", bar.dataset.saidStart);
  part("pause").focus();
};

const stop = (words) => {
  const wasHere = bar.contains(document.activeElement);
  voices.cancel();
  mark(null);
  show("silent", words);
  if (wasHere) part("start").focus();
};

const pause = () => {
  if (state === "reading") voices.pause();
  else voices.resume();
  if (state === "reading") show("paused", bar.dataset.saidPause);
  else show("reading", bar.dataset.saidStart);
};

const hear = () => {
  recording.scrollIntoView({ block: "center" });
  recording.play();
  recording.focus();
};

if (bar && (voices || recording)) {
  part("start").addEventListener("click", () => (voice() ? speak() : hear()));
  part("pause").addEventListener("click", pause);
  part("stop").addEventListener("click", () => stop(bar.dataset.saidStop));
  addEventListener("keydown", (event) => { if (event.key === "Escape" && state !== "silent") stop(bar.dataset.saidStop); });
  addEventListener("pagehide", () => voices?.cancel());
  voices?.addEventListener?.("voiceschanged", offer);
  offer();
}
