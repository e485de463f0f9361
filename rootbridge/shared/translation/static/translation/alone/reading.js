// While somebody writes in the editor: how the text reads, measured on the server a moment after the last letter.
const bar = document.querySelector("[data-reading-at]");
const form = bar?.closest("form");
let timer = 0;
let asked = 0;

const measure = async () => {
  const number = ++asked;
  const words = new FormData();
  new FormData(form).forEach((value, name) => { if (typeof value === "string") words.append(name, value); });
  words.set("language", bar.dataset.language);
  try {
    const answer = await fetch(bar.dataset.readingAt, { method: "POST", body: words });
    if (answer.ok && number === asked) bar.innerHTML = await answer.text();
  } catch { /* offline: what was measured last stays */ }
};

form?.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(measure, 1200);
});
