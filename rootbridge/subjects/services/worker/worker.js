// Guides kept for when there is no network. Only pages of guides, only as a stranger gets them, only those that say of
// themselves that everybody may keep them. Its scope ends at the guides: it never sees another page.
const PAGES = "kept-pages", FILES = "kept-files";
const GUIDE = /^\/[a-z]{2}\/services\/[\w-]+\/(\?easy=1)?$/;
// Milliseconds after which a kept page is shown although the network may still answer.
const PATIENCE = 8000;

addEventListener("install", (event) => event.waitUntil(skipWaiting()));
addEventListener("activate", (event) => event.waitUntil(clients.claim()));

const mayKeep = (address, answer) => {
  const rule = answer.headers.get("Cache-Control") || "";
  return GUIDE.test(address) && answer.status === 200 && !answer.redirected && /\bpublic\b/.test(rule) && !/no-store|private/.test(rule);
};

const part = (page, name) => (page.match(new RegExp(`data-keep${name}="([^"]*)"`)) || ["", ""])[1];
const filesOf = (page) => [...page.matchAll(/(?:href|src)="(\/static\/[^"]+)"/g)].map((found) => found[1]);

const keepFiles = async (page) => {
  const shelf = await caches.open(FILES);
  await Promise.all(filesOf(page).map(async (file) => (await shelf.match(file, { ignoreVary: true })) || shelf.add(file)));
};

// Keeps one page; says whether its text is another than before.
const keep = async (address) => {
  const answer = await fetch(address, { credentials: "omit", cache: "no-cache" });
  const [page, shelf] = [await answer.text(), await caches.open(PAGES)];
  if (answer.status === 404) return shelf.delete(address, { ignoreVary: true }); // taken off the pages
  const isOffered = part(page, "") || address.endsWith("/services/reading/");
  if (!isOffered || !mayKeep(address, answer)) throw new Error("not for keeping");
  const before = await shelf.match(address, { ignoreVary: true });
  const edition = part(page, "-edition");
  const isSame = before && before.headers.get("X-Kept-Edition") === edition;
  await keepFiles(page);
  const headers = new Headers(answer.headers);
  headers.delete("Content-Encoding");
  headers.set("X-Kept-Title", encodeURIComponent(part(page, "")));
  headers.set("X-Kept-Edition", edition);
  headers.set("X-Kept-At", isSame ? before.headers.get("X-Kept-At") : String(Date.now()));
  headers.set("X-Kept-Bytes", String(new Blob([page]).size));
  await shelf.put(address, new Response(page, { headers }));
  return Boolean(before) && !isSame && edition !== "";
};

// Files that no kept page needs any more go.
const sweep = async () => {
  const [pages, files, needed] = [await caches.open(PAGES), await caches.open(FILES), new Set()];
  for (const request of await pages.keys()) {
    for (const file of filesOf(await (await pages.match(request, { ignoreVary: true })).text())) needed.add(file);
  }
  for (const request of await files.keys()) if (!needed.has(new URL(request.url).pathname)) await files.delete(request, { ignoreVary: true });
};

const obey = async ({ keep: wanted, renew = [] }) => {
  if (wanted) await Promise.all(wanted.map(keep));
  const done = await Promise.allSettled(renew.map(keep));
  await sweep();
  return { changed: done.filter((one) => one.value).length };
};

addEventListener("message", (event) => {
  const [port] = event.ports;
  event.waitUntil(obey(event.data).then((done) => port.postMessage(done), (error) => port.postMessage({ error: error.message })));
});

const page = async (request) => {
  const { pathname, search } = new URL(request.url);
  const shelf = await caches.open(PAGES);
  const kept = (await shelf.match(pathname + search, { ignoreVary: true })) || (await shelf.match(pathname, { ignoreVary: true }));
  const late = new Promise((_done, failed) => { if (kept) setTimeout(failed, PATIENCE); });
  return Promise.race([fetch(request), late]).catch(async () => kept || (await shelf.match(`${pathname.slice(0, 3)}/services/reading/`, { ignoreVary: true })) || Response.error());
};

addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(request));
  else if (pathname.startsWith("/static/")) event.respondWith(caches.match(request, { ignoreVary: true }).then((file) => file || fetch(request)));
});
