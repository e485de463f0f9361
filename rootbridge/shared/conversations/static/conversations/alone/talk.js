// [data-talk] draws what its line tells (talk-line.js), from the page's own templates, and sends what its form says.
const hear = (root) => {
  const part = (name) => root.querySelector(`[data-talk-${name}]`);
  const list = part("list"), form = part("form"), state = part("state"), typing = part("typing"), bell = part("bell");
  const phrases = JSON.parse(root.dataset.phrases), names = new Map(), away = { count: 0, title: document.title };
  const box = form?.querySelector("textarea"), draft = `draft-${root.dataset.seat}`;
  let said = 0, stopping, fading;
  const fire = (name, detail) => root.dispatchEvent(new CustomEvent(`talk:${name}`, { detail }));
  const isAtEnd = () => list.scrollHeight - list.scrollTop - list.clientHeight < 80;
  const add = (item) => { const follow = isAtEnd(); list.append(item); if (follow) list.scrollTop = list.scrollHeight; return item; };
  const filled = (sentence, data) => sentence.replace(/%\((\w+)\)s/g, (_all, name) => data[name] ?? "");
  const clock = (at) => new Date(at).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: root.dataset.zone || undefined });
  for (const at of list.querySelectorAll("[data-at]")) at.textContent = clock(at.dateTime);
  const copy = (name) => part(name)?.content.firstElementChild.cloneNode(true);
  const draw = (one) => {
    const item = copy(one.kind === "file" ? "file" : "one"), at = item.querySelector("[data-at]"), words = item.querySelector("[data-words]");
    item.classList.toggle("home", one.side === "desk");
    item.classList.toggle("mine", one.mine);
    item.querySelector("[data-who]").textContent = one.mine ? phrases.you : one.name || phrases[one.side] || "";
    if (one.at) { at.dateTime = one.at; at.textContent = clock(one.at); }
    words.textContent = one.kind === "file" ? "" : one.words;
    if (one.language) words.lang = one.language;
    if (one.kind === "file") { item.querySelector("[data-file]").href = root.dataset.files.replace("{id}", one.data.file); item.querySelector("[data-name]").textContent = one.words; }
    return item;
  };
  const happened = (one) => {
    const item = copy(`event="${CSS.escape(one.data.event)}"`);
    if (item) item.firstElementChild.textContent = filled(item.firstElementChild.textContent, one.data);
    return item;
  };
  const waiting = (id) => list.querySelector(`[data-waits="${CSS.escape(id ?? "")}"]`);
  const ring = () => {
    const sound = new AudioContext(), tone = sound.createOscillator(), loud = sound.createGain();
    loud.gain.value = 0.1; tone.connect(loud).connect(sound.destination); tone.start(); tone.stop(sound.currentTime + 0.2);
    tone.onended = () => sound.close();
  };
  const look = () => { if (!document.hidden) { away.count = 0; document.title = away.title; fire("look"); } };
  const on = (name, act) => root.addEventListener(`talk:${name}`, (event) => act(event.detail));
  on("message", (one) => {
    if (one.name) names.set(one.seat, one.name);
    waiting(one.id)?.remove();
    const item = one.kind === "event" ? happened(one) : draw(one);
    if (item) { item.dataset.number = one.number; add(item); for (const late of list.querySelectorAll("[data-waits]")) list.append(late); }
    if (one.mine) return;
    typing.textContent = "";
    if (document.hidden) { away.count += 1; document.title = `(${away.count}) ${away.title}`; }
    if (bell?.checked && (document.hidden || one.kind !== "event")) ring();
    look();
  });
  on("pending", (one) => {
    const item = draw({ ...one, mine: true, kind: "words", side: root.dataset.side });
    item.dataset.waits = one.id; item.classList.add("waiting"); item.querySelector("[data-mark]").textContent = phrases.sending;
    add(item);
  });
  on("stored", (it) => { if (it.isShown) waiting(it.id)?.remove(); });
  on("refused", (it) => {
    state.textContent = phrases[it.why] || "";
    if (!it.wait) { const item = waiting(it.id); if (box && item && !box.value) box.value = item.querySelector("[data-words]").textContent; item?.remove(); }
  });
  on("typing", (it) => { clearTimeout(fading); typing.textContent = it.is_typing ? filled(phrases.typing, { name: names.get(it.seat) || phrases[root.dataset.side === "desk" ? "asker" : "desk"] }) : ""; fading = setTimeout(() => { typing.textContent = ""; }, 8000); });
  on("seen", (it) => { for (const item of list.querySelectorAll(".mine[data-number]")) item.querySelector("[data-mark]").textContent = it.number >= Number(item.dataset.number) && ![...list.querySelectorAll(".mine[data-number]")].some((later) => Number(later.dataset.number) > Number(item.dataset.number) && Number(later.dataset.number) <= it.number) ? phrases.read : ""; });
  on("state", (it) => { state.textContent = phrases[it.why] || phrases[it.state] || ""; root.dataset.state = it.state; if (it.state === "over" && it.why !== "ticket") form?.setAttribute("inert", ""); });
  const stop = () => { clearTimeout(stopping); if (said) { said = 0; fire("type", false); } };
  form?.addEventListener("submit", (event) => { event.preventDefault(); const words = box.value.trim(); if (words) { fire("say", { words, language: box.lang }); box.value = ""; sessionStorage.removeItem(draft); } stop(); box.focus(); });
  box?.addEventListener("keydown", (event) => { if (event.key === "Enter" && !event.shiftKey && !event.isComposing && matchMedia("(pointer: fine)").matches) { event.preventDefault(); form.requestSubmit(); } });
  box?.addEventListener("input", () => { sessionStorage.setItem(draft, box.value); if (Date.now() - said > 4000) { said = Date.now(); fire("type", true); } clearTimeout(stopping); stopping = setTimeout(stop, 5000); });
  if (box && !box.value) box.value = sessionStorage.getItem(draft) || "";
  if (bell) bell.closest("[hidden]").hidden = false;
  document.addEventListener("visibilitychange", look);
  list.scrollTop = list.scrollHeight;
};
for (const root of document.querySelectorAll("[data-talk]")) hear(root);
