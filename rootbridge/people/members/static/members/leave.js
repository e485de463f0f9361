// [data-leave]: a link away from here. With a script the page is replaced in the history; Escape three times does it too.
for (const link of document.querySelectorAll("[data-leave]")) {
  const go = () => location.replace(link.href);
  let presses = [];
  for (const hint of document.querySelectorAll("[data-leave-hint]")) hint.hidden = false;
  link.addEventListener("click", (event) => { event.preventDefault(); go(); });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") { presses = []; return; }
    presses = [...presses.filter((at) => event.timeStamp - at < 2000), event.timeStamp];
    if (presses.length >= 3) go();
  });
}
