/* Ticks of a plan stay on this device: nothing of them is sent. Without this, a button puts them into the address. */
for (const form of document.querySelectorAll("[data-ticks]")) {
  const name = `ticks:${form.dataset.ticks}`;
  const boxes = [...form.querySelectorAll("input[type=checkbox][name=done]")];
  const said = document.querySelector("[data-ticks-said]");
  const links = [...document.querySelectorAll('a[href*="plan.ics"]')];
  const kept = () => {
    try {
      return new Set(JSON.parse(localStorage.getItem(name) || "[]"));
    } catch {
      return new Set();
    }
  };
  const show = () => {
    const done = boxes.filter((box) => box.checked);
    for (const box of boxes) box.closest("li").classList.toggle("done", box.checked);
    if (said) said.textContent = said.dataset.ticksSaid.replace("{done}", done.length).replace("{all}", boxes.length);
    for (const link of links) {
      const url = new URL(link.href);
      url.searchParams.delete("done");
      for (const box of done) url.searchParams.append("done", box.value);
      link.href = url;
    }
  };
  const keep = () => {
    const all = kept();
    for (const box of boxes) box.checked ? all.add(box.value) : all.delete(box.value);
    try {
      localStorage.setItem(name, JSON.stringify([...all]));
    } catch {
      return;
    }
  };
  const known = kept();
  for (const box of boxes) box.checked ||= known.has(box.value);
  form.addEventListener("change", () => {
    keep();
    show();
  });
  for (const other of document.querySelectorAll("form[data-ticks-with]"))
    other.addEventListener("submit", () => {
      for (const old of other.querySelectorAll("[name=done]")) old.remove();
      for (const box of boxes) if (box.checked) other.append(Object.assign(document.createElement("input"), { type: "hidden", name: "done", value: box.value }));
    });
  keep();
  show();
  form.querySelector("[data-ticks-plain]")?.setAttribute("hidden", "");
}
