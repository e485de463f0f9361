// [data-put="words"]: puts the words into the message that is being written, and loses nothing that stands there.
addEventListener("click", (event) => {
  const link = event.target.closest("[data-put]");
  const box = document.querySelector("[data-talk-form] textarea");
  if (!link || !box) return;
  event.preventDefault();
  box.value = [box.value.trim(), link.dataset.put].filter(Boolean).join("\n\n");
  box.dispatchEvent(new Event("input", { bubbles: true }));
  box.focus();
});
