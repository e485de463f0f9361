// [data-kept-list]: what is kept on this device, told by the kept pages themselves. Online, what has changed is fetched
// anew; each can be taken away. Nothing of it leaves the device.
const list = document.querySelector("[data-kept-list]");
const said = document.querySelector("[data-kept-said]");
const PAGES = "kept-pages";
const language = document.documentElement.lang;
const words = (text) => new DOMParser().parseFromString(text, "text/html").documentElement.textContent;
const day = (moment) => new Date(Number(moment)).toLocaleDateString(language, { day: "numeric", month: "long", year: "numeric" });
const size = (bytes) => new Intl.NumberFormat(language, { style: "unit", unit: "kilobyte", maximumFractionDigits: 0 }).format(Math.ceil(bytes / 1024));

const kept = async () => {
  const shelf = await caches.open(PAGES);
  const found = (await shelf.keys()).map(async (request) => [new URL(request.url), (await shelf.match(request, { ignoreVary: true })).headers]);
  return (await Promise.all(found)).filter(([, headers]) => headers.get("X-Kept-Title"))
    .sort(([, one], [, other]) => Number(other.get("X-Kept-At")) - Number(one.get("X-Kept-At")));
};

const drop = async (address) => {
  await (await caches.open(PAGES)).delete(address, { ignoreVary: true });
  await draw();
  said.textContent = list.dataset.gone;
  said.focus();
};

const row = ([url, headers]) => {
  const piece = document.querySelector("[data-kept-row]").content.cloneNode(true);
  const link = piece.querySelector("a");
  link.href = url.pathname + url.search;
  link.textContent = words(decodeURIComponent(headers.get("X-Kept-Title")));
  link.lang = url.pathname.slice(1, 3);
  link.dir = "auto";
  const note = url.search ? [list.dataset.easy] : [];
  note.push(list.dataset.fetched.replace("%", day(headers.get("X-Kept-At"))), size(headers.get("X-Kept-Bytes")));
  piece.querySelector("small").textContent = note.join(" · ");
  const button = piece.querySelector("button");
  button.setAttribute("aria-label", `${button.textContent}: ${link.textContent}`);
  button.addEventListener("click", () => drop(url.pathname + url.search));
  return piece;
};

const draw = async () => {
  const rows = await kept();
  list.replaceChildren(...rows.map(row));
  document.querySelector("[data-kept-empty]").hidden = rows.length > 0;
  return rows;
};

const renew = async (rows) => {
  const { active } = await navigator.serviceWorker.ready;
  const channel = new MessageChannel();
  channel.port1.onmessage = async ({ data }) => {
    await draw();
    if (data.changed) said.textContent = list.dataset.renewed.replace("%", new Intl.NumberFormat(language).format(data.changed));
  };
  active.postMessage({ renew: [...rows.map(([url]) => url.pathname + url.search), location.pathname] }, [channel.port2]);
};

document.querySelector("[data-kept-needs]")?.remove();
if (list && navigator.serviceWorker && window.caches) {
  navigator.serviceWorker.register("/sw.js", { scope: list.dataset.scope });
  draw().then((rows) => (navigator.onLine ? renew(rows) : (said.textContent = list.dataset.away)));
} else if (list) said.textContent = list.dataset.cannot;
