// A folded menu closes when the reader goes elsewhere or presses Escape.
const close = (event) => {
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    if (event.key === "Escape") menu.querySelector("summary").focus();
    else if (event.type === "keydown" || menu.contains(event.target)) continue;
    menu.open = false;
  }
};
addEventListener("click", close);
addEventListener("keydown", close);
