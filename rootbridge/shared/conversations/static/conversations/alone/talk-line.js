// [data-talk] joins its conversation: by WebSocket, or by plain requests where none gets through. What is said is kept
// until it is stored, and sent again under the same id; after each break it asks for what came after the last number.
// Hears on the element talk:say, talk:typing, talk:seen; tells talk:message, :pending, :stored, :refused, :typing, :seen, :state.
const AGAIN = 500, LONGEST = 30000, SILENT = 12000, BEAT = 25000, POLL = 3000, BLOCKED = 3, RETRY = 60000;
for (const root of document.querySelectorAll("[data-talk]")) {
  const { ticket, live, plain, seat } = root.dataset, key = `talk-${seat}`;
  let after = Number(root.dataset.after), line = null, isOpen = false, isOver = false, isPlain = false, failed = 0, was = false;
  let going = "", heard = 0, resting, polling, outbox = [];
  try { outbox = JSON.parse(sessionStorage.getItem(key)) || []; } catch { /* nothing kept */ }
  const keep = () => { try { sessionStorage.setItem(key, JSON.stringify(outbox)); } catch { /* kept in memory alone */ } };
  const tell = (name, detail) => root.dispatchEvent(new CustomEvent(`talk:${name}`, { detail, bubbles: true }));
  const send = (frame) => isOpen && line.send(JSON.stringify(frame));
  const drop = (id) => { outbox = outbox.filter((one) => one.id !== id); keep(); if (going === id) going = ""; };
  const takes = {
    welcome(it) {
      isOpen = was = true; failed = 0; isPlain = false;
      clearTimeout(polling); tell("state", { state: "open" }); pump();
      for (const [who, number] of Object.entries(it.seen)) tell("seen", { seat: Number(who), number });
    },
    messages(list) {
      for (const one of list) {
        if (one.number <= after) continue;
        after = one.number;
        if (one.id) drop(one.id);
        tell("message", { ...one, mine: String(one.seat) === seat });
      }
    },
    stored(it) { drop(it.id); tell("stored", { ...it, isShown: it.number <= after }); pump(); },
    refused(it) {
      going = "";
      if (!it.wait) drop(it.id);
      tell("refused", it);
      clearTimeout(resting);
      resting = it.wait ? setTimeout(() => { resting = 0; pump(); }, it.wait * 1000 + 100) : 0;
      pump();
    },
    typing: (it) => tell("typing", it), seen: (it) => tell("seen", it), pong() {}, error() {},
    bye(why) { if (why !== "later" && why !== "slow") { isOver = true; tell("state", { state: "over", why }); } },
  };
  const take = (frame) => { heard = Date.now(); for (const [name, value] of Object.entries(frame)) takes[name]?.(value); };
  const ask = async (more) => take(await (await fetch(more ? plain : `${plain}?after=${after}`, { headers: { "X-Ticket": ticket }, ...more })).json());
  const pump = () => {
    if (!outbox.length || going || resting || isOver || !(isOpen || isPlain)) return;
    const one = outbox[0];
    going = one.id;
    if (isOpen) {
      send({ say: one });
      setTimeout(() => { if (going === one.id && isOpen && Date.now() - heard > SILENT) line.close(); }, SILENT);
    } else ask({ method: "POST", body: JSON.stringify({ say: one }) }).then(poll, () => { going = ""; });
  };
  const poll = async () => {
    clearTimeout(polling);
    try { await ask(); tell("state", { state: "plain" }); pump(); } catch { tell("state", { state: "waiting" }); }
    if (isPlain && !isOver) polling = setTimeout(poll, document.hidden ? 3 * POLL : POLL);
  };
  const gone = () => {
    isOpen = false; going = ""; line = null; failed += 1;
    if (isOver) return;
    if (!was && failed >= BLOCKED && !isPlain) { isPlain = true; poll(); }
    if (!isPlain) tell("state", { state: "waiting" });
    setTimeout(join, isPlain ? RETRY : Math.min(LONGEST, AGAIN * 2 ** Math.min(failed, 6)) * (0.5 + Math.random() / 2));
  };
  const join = () => {
    if (line || isOver) return;
    try { line = new WebSocket(`${location.origin.replace(/^http/, "ws")}${live}`); } catch { return gone(); }
    line.onopen = () => line.send(JSON.stringify({ hello: { ticket, after } }));
    line.onmessage = (event) => take(JSON.parse(event.data));
    line.onclose = gone;
  };
  setInterval(() => { if (isOpen && Date.now() - heard > BEAT + SILENT) line.close(); else send({ ping: 1 }); }, BEAT);
  addEventListener("online", join);
  root.addEventListener("talk:say", ({ detail: { words, language } }) => {
    const id = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    outbox.push({ id, words, language: language || "" });
    keep(); tell("pending", outbox.at(-1)); pump();
  });
  root.addEventListener("talk:type", ({ detail }) => send({ typing: detail }));
  root.addEventListener("talk:look", () => send({ seen: after }));
  outbox.forEach((one) => tell("pending", one)); join();
}
