// [data-clock="Europe/Rome"] shows the time there, so that a kept page never tells an old one.
const tell = () => {
  for (const clock of document.querySelectorAll("[data-clock]")) {
    try {
      clock.textContent = new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: clock.dataset.clock });
    } catch {
      clock.remove();
    }
  }
};
tell();
setInterval(tell, 20000);
