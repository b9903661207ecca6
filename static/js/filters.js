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
  const fresh = new Map([...fragment.querySelectorAll("input, [id$='-count']")].map((part) => [part.id, part]));
  const old = [...target.querySelectorAll("input, [id$='-count']")];
  if (old.length !== fresh.size || !old.every(({ id, value }) => isSame(fresh.get(id), value))) return;
  event.detail.shouldSwap = false;
  for (const part of old) update(part, fresh.get(part.id));
});

// A price that cannot be one is said to be none, rather than that nothing happens.
document.addEventListener("htmx:validation:halted", ({ target }) => {
  target.querySelectorAll("details:has(:invalid)").forEach((group) => (group.open = true));
  target.reportValidity();
});

document.addEventListener("submit", (event) => {
  if (event.target.id === "filters-form") event.target.closest("dialog[open]")?.close();
});

function isSame(part, value) {
  return part && (part.type !== "checkbox" || part.value === value);
}

function update(part, fresh) {
  if (part.type === "checkbox") {
    part.checked = fresh.checked;
    part.disabled = fresh.disabled;
  } else if (part.tagName === "INPUT") {
    if (part !== document.activeElement || part.value === sent.get(part.name)) part.value = fresh.value;
  } else {
    part.replaceChildren(...fresh.childNodes);
  }
}
