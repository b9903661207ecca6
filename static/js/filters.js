// A list that is narrowed keeps what the shopper has open, scrolled and in focus: of its filters only the counts and
// the marks become others. Back and forward show the page as it would be drawn now.

let shownBefore = null;
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

// What is chosen a moment ago, and not in the list yet, is not lost by sorting or by taking a filter away.
document.addEventListener("htmx:configRequest", ({ target, detail }) => {
  if (!target.matches(".listing__sort, .pill--on")) return;
  const [now, then] = [location, detail.path].map((address) => pairsOf(new URL(address, location).searchParams));
  const chosen = pairsOf(new FormData(document.getElementById("filters-form")));
  const next = [...chosen.filter((pair) => then.includes(pair) || !now.includes(pair)), ...then];
  const wanted = next.filter((pair) => chosen.includes(pair) || !now.includes(pair));
  detail.path = `?${new URLSearchParams([...new Set(wanted)].map(JSON.parse))}`;
});

// The same list again is no further stop on the way back.
document.addEventListener("htmx:beforeHistoryUpdate", ({ detail: { history } }) => {
  if (history.path === location.pathname + location.search) history.type = "replace";
});

// A price that cannot be one is said to be none, rather than that nothing happens.
document.addEventListener("htmx:validation:halted", ({ target }) => {
  target.querySelectorAll("details:has(:invalid)").forEach((group) => (group.open = true));
  target.reportValidity();
});

document.addEventListener("submit", (event) => {
  if (event.target.id === "filters-form") event.target.closest("dialog[open]")?.close();
});

document.addEventListener("htmx:historyCacheMiss", (event) => {
  if (!document.getElementById("listing")) return;
  event.preventDefault();
  location.reload();
});

function pairsOf(parameters) {
  return [...parameters].filter(([, value]) => value).map((pair) => JSON.stringify(pair));
}

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
