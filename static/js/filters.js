// A list that is narrowed keeps what the shopper has open, scrolled and in focus: of its filters only the counts and
// the marks become others. Its fields show what is in force, but for what is typed since it was asked for.

let sent = new FormData();

document.addEventListener("htmx:beforeRequest", ({ detail: { target } }) => {
  if (target.id === "listing") sent = new FormData(document.getElementById("filters-form"));
});

document.addEventListener("htmx:oobBeforeSwap", (event) => {
  const { target, fragment } = event.detail;
  if (target.id !== "filter-groups") return;
  for (const { id, open } of target.querySelectorAll("details")) {
    fragment.querySelector(`#${id}`)?.toggleAttribute("open", open);
  }
  const fresh = new Map([...fragment.querySelectorAll("input")].map((field) => [field.id, field]));
  const old = [...target.querySelectorAll("input")];
  if (old.length !== fresh.size || !old.every(({ id, value }) => isSame(fresh.get(id), value))) return;
  event.detail.shouldSwap = false;
  for (const field of old) update(field, fresh.get(field.id));
});

// A price that cannot be one is said to be none, rather than that nothing happens.
document.addEventListener("htmx:validation:halted", ({ target }) => {
  target.querySelectorAll("details:has(:invalid)").forEach((group) => (group.open = true));
  target.reportValidity();
});

document.addEventListener("submit", (event) => {
  if (event.target.id === "filters-form") event.target.closest("dialog[open]")?.close();
});

// On a screen that has become wide they stand beside the list.
matchMedia("(width >= 64rem)").addEventListener("change", () => {
  const field = document.activeElement;
  document.querySelector("#filters[open]")?.close();
  if (field.closest("#filters")) field.focus({ preventScroll: true });
});

// What was asked for and did not come is not in force; where it is tried again, it is asked for again.
document.addEventListener("failure:happened", ({ detail: { request } }) => {
  if (request.target.id !== "listing") return;
  for (const field of filterFields()) {
    field.checked = field.defaultChecked;
    if (!isTypedIn(field)) field.value = field.defaultValue;
  }
});

document.addEventListener(
  "failure:retried",
  ({ detail: { elt, formData } }) => {
    if (elt.id !== "filters-form") return;
    for (const field of filterFields()) {
      if (field.type === "checkbox") field.checked = formData.getAll(field.name).includes(field.value);
      else field.value = formData.get(field.name) ?? "";
    }
  },
  true,
);

function filterFields() {
  return document.querySelectorAll("#filter-groups input");
}

function isSame(field, value) {
  return field && (field.type !== "checkbox" || field.value === value);
}

function isTypedIn(field) {
  return field.type === "number" && field === document.activeElement && field.value !== sent.get(field.name);
}

function update(field, fresh) {
  field.checked = field.defaultChecked = fresh.checked;
  field.disabled = fresh.disabled;
  field.defaultValue = fresh.value;
  if (!isTypedIn(field)) field.value = fresh.value;
  const [old, now] = [field, fresh].map(({ parentElement }) => parentElement.querySelector(".filter__count"));
  old?.replaceChildren(...now.childNodes);
}
