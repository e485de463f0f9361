// What was typed or chosen before htmx listened, at the first load or just after a swap: each changed field says so.
const LISTENED_TO = "[hx-trigger^=input], [hx-trigger^=change]";
const isChanged = (field) => field.matches("select")
  ? field.selectedIndex !== Math.max(0, [...field.options].findIndex((option) => option.defaultSelected))
  : field.value !== field.defaultValue;
document.addEventListener("htmx:load", ({ detail: { elt } }) => {
  for (const holder of [elt, ...elt.querySelectorAll(LISTENED_TO)].filter((one) => one.matches(LISTENED_TO))) {
    const field = holder.matches("input, select, textarea") ? holder : holder.querySelector("textarea, select, input");
    if (field && isChanged(field)) field.dispatchEvent(new Event(holder.getAttribute("hx-trigger").split(" ")[0], { bubbles: true }));
  }
});
