// [data-print] prints the page; without a script it is not shown.
for (const button of document.querySelectorAll("[data-print]")) button.hidden = false;
addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) print();
});
