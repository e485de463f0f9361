// [data-refresh="10"]: a part of the page is fetched again every so many seconds, and at each event of the talk.
// Where the fresh part rings ([data-ring] holds more than before) and the tab is away, its title says so.
const title = document.title;
let rang = Number(document.querySelector("[data-ring]")?.dataset.ring || 0);
let fresh = 0;
const bell = () => document.querySelector("[data-bell]");
const ring = () => {
  const now = Number(document.querySelector("[data-ring]")?.dataset.ring || 0);
  if (now > rang) {
    if (document.hidden) document.title = `(${now}) ${title}`;
    if (bell()?.checked) sound();
  }
  rang = now;
};
const sound = () => {
  const context = new AudioContext();
  const tone = context.createOscillator();
  const level = context.createGain();
  level.gain.value = 0.1;
  tone.frequency.value = 660;
  tone.connect(level).connect(context.destination);
  tone.start();
  tone.stop(context.currentTime + 0.25);
};
const refresh = async () => {
  const parts = [...document.querySelectorAll("[data-refresh]")];
  if (!parts.length || parts.some((part) => part.contains(document.activeElement) && document.activeElement.matches("input, textarea, select"))) return;
  const turn = ++fresh;
  try {
    const answer = await fetch(location.href, { headers: { "X-Refresh": "1" } });
    if (!answer.ok || turn !== fresh) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const part of parts) {
      const next = page.getElementById(part.id);
      if (!next || next.innerHTML === part.innerHTML) continue;
      const held = part.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
      part.replaceChildren(...next.childNodes);
      if (!next.hasAttribute("data-refresh")) part.removeAttribute("data-refresh");
      if (next.dataset.ring !== undefined) part.dataset.ring = next.dataset.ring;
      if (held) part.querySelector(`[href="${CSS.escape(held)}"]`)?.focus();
    }
    ring();
  } catch {
    // The line is cut: the next look tries again.
  }
};
const every = Number(document.querySelector("[data-refresh]")?.dataset.refresh || 0);
if (every) setInterval(refresh, every * 1000);
addEventListener("talk:message", (event) => {
  if (event.detail.kind === "event") refresh();
});
addEventListener("visibilitychange", () => {
  if (!document.hidden) document.title = title;
});
const kept = bell();
if (kept) {
  kept.checked = localStorage.getItem("bell") === "on";
  kept.closest("[hidden]")?.removeAttribute("hidden");
  kept.addEventListener("change", () => localStorage.setItem("bell", kept.checked ? "on" : "off"));
}
