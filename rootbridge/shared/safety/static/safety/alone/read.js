// [data-safe-read]: opens what is sealed to a trustee with the key file and passphrase; both stay in this browser.
const page = document.querySelector("[data-safe-read]");
const say = (name) => {
  for (const line of document.querySelectorAll("[data-say]")) line.hidden = line.dataset.say !== name;
};
let mine = null;

function show(place, said) {
  const words = document.createElement("p");
  words.dir = "auto";
  words.className = "said-words";
  words.textContent = said.words || "";
  place.replaceChildren(words);
  for (const file of said.files || []) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([sealing.bytes(file.data)], { type: "application/octet-stream" }));
    link.download = file.name;
    link.textContent = `${file.name} (${Math.ceil((file.data.length * 3) / 4096)} KB)`;
    const line = document.createElement("p");
    line.append(link);
    place.append(line);
  }
}

async function openAll() {
  for (const place of document.querySelectorAll("[data-locked]")) {
    const key = await sealing.unseal(mine, sealing.bytes(place.dataset.sealed));
    const answer = await fetch(place.dataset.locked, { cache: "no-store" });
    show(place, await sealing.unlock(key, await answer.arrayBuffer()));
  }
}

const opening = document.querySelector("[data-open]");
if (page && !globalThis.sealing?.subtle) say("old");
opening?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const box = opening.querySelector("[data-passphrase]");
  try {
    mine = await sealing.openKeyFile(JSON.parse(await opening.querySelector("[type=file]").files[0].text()), box.value);
    await openAll();
  } catch {
    mine = null;
    say("wrong");
    return;
  }
  box.value = "";
  opening.hidden = true;
  say("open");
  document.querySelector("[data-reply]").hidden = false;
});

document.querySelector("[data-reply]")?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = event.target;
  const words = form.querySelector("textarea").value.trim();
  if (!words) return;
  const [key, cipher] = await sealing.lock({ words, files: [] });
  const sealed = {};
  for (const [reader, open] of Object.entries(JSON.parse(form.dataset.readers))) {
    sealed[reader] = sealing.text(await sealing.seal(sealing.bytes(open), key));
  }
  form.elements.cipher.value = sealing.text(cipher);
  form.elements.sealed.value = JSON.stringify(sealed);
  form.querySelector("textarea").disabled = true;
  form.submit();
});
