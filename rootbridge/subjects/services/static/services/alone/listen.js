// Reads the page aloud, sentence after sentence, where this device has a voice for its language.
const button = document.querySelector("[data-listen]");
const voices = window.speechSynthesis;
const language = button?.dataset.lang;

const voice = () => voices.getVoices().find((one) => one.lang.toLowerCase().startsWith(language));

const offer = () => { if (voice()) button.hidden = false; };

const sentences = () => [...document.querySelectorAll(button.dataset.listen)]
  .filter((piece) => !piece.closest(".no-print"))
  .flatMap((piece) => piece.innerText.split(/(?<=[.!?؟])\s+/))
  .filter((sentence) => sentence.trim());

const speak = () => {
  for (const sentence of sentences()) {
    const said = new SpeechSynthesisUtterance(sentence);
    said.lang = language;
    said.voice = voice();
    said.onend = () => { if (!voices.pending && !voices.speaking) stop(); };
    voices.speak(said);
  }
  show(true);
};

const stop = () => { voices.cancel(); show(false); };

const show = (speaking) => {
  button.setAttribute("aria-pressed", speaking);
  button.lastElementChild.textContent = speaking ? button.dataset.stop : button.dataset.start;
};

if (button && voices) {
  button.addEventListener("click", () => (voices.speaking ? stop() : speak()));
  voices.addEventListener("voiceschanged", offer);
  window.addEventListener("pagehide", () => voices.cancel());
  offer();
}
