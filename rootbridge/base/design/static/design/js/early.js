// What was typed or chosen before the scripts came: once htmx listens, each field that was changed says so.
const isChanged = (field) => field.matches("select")
  ? field.selectedIndex !== Math.max(0, [...field.options].findIndex((option) => option.defaultSelected))
  : field.value !== field.defaultValue;
document.addEventListener("htmx:load", (event) => {
  if (event.target !== document.body) return;
  for (const holder of document.querySelectorAll("[hx-trigger^=input], [hx-trigger^=change]")) {
    const field = holder.matches("input, select, textarea") ? holder : holder.querySelector("textarea, select, input");
    if (field && isChanged(field)) field.dispatchEvent(new Event(holder.getAttribute("hx-trigger").split(" ")[0], { bubbles: true }));
  }
});
