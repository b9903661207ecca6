// A list goes on below what is shown, is sorted, and is found again on the way back: back and forward show the page as
// it would be drawn now. More of a list that is about to become another is of no use, and not asked for.

let shownBefore = null;

showCurrent();

document.addEventListener("htmx:beforeRequest", ({ target }) => {
  shownBefore = target.hasAttribute("data-loads-more") ? document.querySelectorAll("#shelf > li").length : null;
  if (shownBefore !== null) target.setAttribute("aria-disabled", "true");
});

document.addEventListener("htmx:afterRequest", ({ target }) => {
  if (target.hasAttribute("data-loads-more")) target.removeAttribute("aria-disabled");
});

document.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.target.id !== "listing") return;
  showCurrent();
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

document.addEventListener("htmx:historyCacheMiss", (event) => {
  if (!document.getElementById("listing")) return;
  event.preventDefault();
  location.reload();
});

// On a phone the categories below one and the ways to sort are rows that scroll: what is in force is in view, also where
// no style says so.
function showCurrent() {
  for (const current of document.querySelectorAll(".rail [aria-current]")) {
    const row = current.closest("ul");
    const [now, room] = [current, row].map((element) => element.getBoundingClientRect());
    const left = Math.min(0, now.left - room.left) || Math.max(0, now.right - room.right);
    if (left !== 0) row.scrollBy({ left, behavior: "instant" });
  }
}

function pairsOf(parameters) {
  return [...parameters].filter(([, value]) => value).map((pair) => JSON.stringify(pair));
}
