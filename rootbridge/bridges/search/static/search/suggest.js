// Titles under a search box while somebody types: down and up choose, Enter goes there, Escape closes.
// Without this the box sends the words and gets the page of results.
const WAIT = 180, FEWEST = 2;

const suggesting = (form) => {
  const box = form.querySelector("input[type=search]");
  const list = document.createElement("ul");
  const said = document.createElement("p");
  let timer, asked, now = -1, last = "";
  list.id = `${box.id}-suggested`;
  list.className = "suggested";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", form.dataset.suggestLabel);
  list.hidden = true;
  said.className = "hide";
  said.setAttribute("role", "status");
  form.append(list, said);
  for (const [name, value] of [["role", "combobox"], ["aria-controls", list.id], ["aria-expanded", "false"], ["aria-autocomplete", "list"]])
    box.setAttribute(name, value);

  const options = () => [...list.children];
  const show = (isOpen) => {
    list.hidden = !isOpen;
    box.setAttribute("aria-expanded", isOpen);
    if (!isOpen) choose(-1);
  };
  const choose = (number) => {
    now = number;
    options().forEach((option, place) => option.setAttribute("aria-selected", place === number));
    if (number < 0) box.removeAttribute("aria-activedescendant");
    else box.setAttribute("aria-activedescendant", options()[number].id);
  };
  const ask = async () => {
    const typed = box.value.trim();
    if (typed === last) return show(list.children.length > 0);
    asked?.abort();
    last = typed;
    if ([...typed].length < FEWEST) {
      list.replaceChildren();
      return show(false);
    }
    asked = new AbortController();
    try {
      const answer = await fetch(`${form.dataset.suggest}?q=${encodeURIComponent(typed)}`, { signal: asked.signal });
      if (!answer.ok) return show(false);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      list.replaceChildren(...page.querySelectorAll("li"));
      options().forEach((option, place) => { option.id = `${list.id}-${place}`; });
      said.textContent = list.children.length ? form.dataset.suggestLabel : "";
      show(list.children.length > 0 && document.activeElement === box);
    } catch { /* another letter came, or no network: the button still works */ }
  };
  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
  box.addEventListener("keydown", (event) => {
    const count = list.children.length;
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      show(false);
    } else if (count && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      show(true);
      choose(event.key === "ArrowDown" ? (now + 1) % count : (now < 1 ? count : now) - 1);
    } else if (event.key === "Enter" && now >= 0) {
      event.preventDefault();
      options()[now].querySelector("a").click();
    }
  });
  form.addEventListener("focusout", (event) => { if (!form.contains(event.relatedTarget)) show(false); });
  list.addEventListener("mousedown", (event) => event.preventDefault());
};

document.querySelectorAll("form[data-suggest]").forEach(suggesting);
