// A list that is narrowed keeps what the shopper has open, scrolled and in focus: of its filters only the counts and
// the marks become others. Back and forward show the page as it would be drawn now.

let shownBefore = null;

document.addEventListener("htmx:oobBeforeSwap", (event) => {
  const { target, fragment } = event.detail;
  if (target.id !== "filter-groups") return;
  const fresh = new Map([...fragment.querySelectorAll("input, [id$='-count']")].map((part) => [part.id, part]));
  const old = [...target.querySelectorAll("input, [id$='-count']")];
  if (old.length !== fresh.size || !old.every(({ id, value }) => isSame(fresh.get(id), value))) return;
  event.detail.shouldSwap = false;
  for (const part of old) update(part, fresh.get(part.id));
});

document.addEventListener("htmx:beforeRequest", ({ target }) => {
  shownBefore = target.hasAttribute("data-loads-more") ? document.querySelectorAll("#shelf > li").length : null;
});

document.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.target.id !== "listing") return;
  if (shownBefore !== null) {
    document.querySelectorAll("#shelf > li")[shownBefore]?.querySelector("h3 a").focus({ preventScroll: true });
    shownBefore = null;
  } else if (document.activeElement === document.body) {
    document.getElementById("listing-count").focus({ preventScroll: true });
  }
});

document.addEventListener("submit", (event) => {
  if (event.target.id === "filters-form") event.target.closest("dialog[open]")?.close();
});

document.addEventListener("htmx:historyCacheMiss", (event) => {
  if (!document.getElementById("listing")) return;
  event.preventDefault();
  location.reload();
});

function isSame(part, value) {
  return part && (part.type !== "checkbox" || part.value === value);
}

function update(part, fresh) {
  if (part.type === "checkbox") {
    part.checked = fresh.checked;
    part.disabled = fresh.disabled;
  } else if (part.tagName === "INPUT") {
    if (part !== document.activeElement) part.value = fresh.value;
  } else {
    part.replaceChildren(...fresh.childNodes);
  }
}
