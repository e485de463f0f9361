// In a queue: J and K move, Enter opens; a letter beside a button presses it. Never while somebody writes,
// and never where the reader has switched the keys off.
const resting = () => localStorage.getItem("keys") === "off";
for (const button of document.querySelectorAll("[data-keys]")) {
  button.hidden = false;
  button.setAttribute("aria-pressed", String(!resting()));
  button.addEventListener("click", () => {
    localStorage.setItem("keys", resting() ? "on" : "off");
    button.setAttribute("aria-pressed", String(!resting()));
  });
}
addEventListener("keydown", (event) => {
  if (resting() || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, [contenteditable]")) return;
  const key = event.key.toLowerCase();
  const rows = [...document.querySelectorAll("[data-queue] a")];
  if (rows.length && (key === "j" || key === "k")) {
    const at = rows.indexOf(document.activeElement);
    const from = at < 0 ? rows.findIndex((row) => row.hasAttribute("aria-current")) : at;
    rows[Math.max(0, Math.min(rows.length - 1, from + (key === "j" ? 1 : -1)))].focus();
    return;
  }
  const button = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (button) button.click();
});
