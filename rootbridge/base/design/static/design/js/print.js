// [data-print] prints the page.
addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) print();
});
