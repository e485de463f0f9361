// [data-make-key]: a form that makes a trustee's key here. The file stays with them, the public half goes into the form.
for (const form of document.querySelectorAll("[data-make-key]")) {
  const [make, send] = form.querySelectorAll("[data-make], [data-send]");
  const say = (name) => {
    for (const line of form.querySelectorAll("[data-say]")) line.hidden = line.dataset.say !== name;
  };
  const first = form.querySelector("[data-passphrase]");
  const again = form.querySelector("[data-again]");
  if (!globalThis.sealing?.subtle) { say("old"); continue; }
  make.hidden = false;
  make.addEventListener("click", async () => {
    if (first.value.length < 14) { say("short"); first.focus(); return; }
    if (first.value !== again.value) { say("differs"); again.focus(); return; }
    make.disabled = true;
    const file = await sealing.makeKeyFile(first.value);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify(file, null, 1)], { type: "application/json" }));
    link.download = form.dataset.file;
    link.click();
    form.elements.public.value = file.public;
    for (const box of [first, again]) box.value = "";
    say("made");
    make.disabled = false;
    send.hidden = false;
    send.focus();
  });
}
