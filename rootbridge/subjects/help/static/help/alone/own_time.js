// [data-own-time="2026-11-23T09:00+02:00"]: the moment on the clock of whoever reads, where their country is not known.
for (const said of document.querySelectorAll("[data-own-time]")) {
  const style = { weekday: "long", day: "numeric", month: "long", hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  const own = new Intl.DateTimeFormat(said.dataset.lang, style).format(new Date(said.dataset.ownTime));
  said.textContent = said.textContent.replace("{}", own);
  said.hidden = false;
}
