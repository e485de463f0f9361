// [data-keep]: keeps this guide on the device, for when there is no network. The worker does the keeping, and takes the
// page as somebody gets it who is signed out: nothing of the reader goes along.
const button = document.querySelector("[data-keep]");
const worker = navigator.serviceWorker;

const tell = async (words) => {
  const channel = new MessageChannel();
  const { active } = await worker.ready;
  return new Promise((done, failed) => {
    channel.port1.onmessage = ({ data }) => (data.error ? failed(new Error(data.error)) : done(data));
    active.postMessage(words, [channel.port2]);
  });
};

const show = (words) => { button.lastElementChild.textContent = words; };

const showKept = () => {
  show(button.dataset.kept);
  button.dataset.isKept = "";
};

const keep = async () => {
  button.disabled = true;
  try {
    await worker.register("/sw.js", { scope: button.dataset.scope });
    await tell({ keep: [button.dataset.address, button.dataset.reading] });
    showKept();
  } catch {
    show(button.dataset.failed);
  }
  button.disabled = false;
};

if (button && worker && window.caches) {
  button.hidden = false;
  button.addEventListener("click", () => ("isKept" in button.dataset ? location.assign(button.dataset.reading) : keep()));
  caches.has("kept-pages").then((has) => has && caches.open("kept-pages").then((shelf) => shelf.match(button.dataset.address, { ignoreVary: true })).then((found) => found && showKept()));
}
