// After an error or a swap the reader is brought to what changed.
const first = document.querySelector("[data-focus]");
if (first) first.focus();
addEventListener("htmx:afterSettle", (event) => {
  const target = event.target.querySelector("[data-focus]");
  if (target) target.focus();
});
