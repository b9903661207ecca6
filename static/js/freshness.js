// The cart that a page shows corrects itself. A cookie carries the version of the newest cart; where a page that comes
// out of a cache, into view or to life shows another, it asks for the contents. Other tabs are told at once.

let tabs = null;
// A page that comes to life is told of it by several events at once.
let asked = null;

function listen() {
  if (tabs || !window.BroadcastChannel) return;
  tabs = new BroadcastChannel("cart");
  tabs.addEventListener("message", refresh);
}

// No browser keeps a page for Back that a message may reach.
function hush() {
  tabs?.close();
  tabs = null;
}

function refresh() {
  if (document.prerendering) return;
  // By HTTPS the cookie has a name that no other host can use; one of the other name is then of an earlier version.
  const [newest = ""] = ["__Host-cart_version=", "cart_version="].flatMap(cookiesNamed);
  if (shownVersion() === newest || asked === newest) return;
  asked = newest;
  document.getElementById("cart-drawer").dispatchEvent(new Event("cart:stale"));
}

const cookiesNamed = (start) =>
  document.cookie.split("; ").flatMap((cookie) => (cookie.startsWith(start) ? [cookie.slice(start.length)] : []));

function shownVersion() {
  return document.getElementById("cart-contents")?.dataset.version;
}

listen();
window.addEventListener("pagehide", hush);
window.addEventListener("pageshow", listen);
window.addEventListener("pageshow", refresh);
window.addEventListener("focus", refresh);
document.addEventListener("visibilitychange", () => document.hidden || refresh());
document.addEventListener("prerenderingchange", refresh);
document.addEventListener("htmx:afterRequest", ({ detail: { requestConfig } }) => {
  if (requestConfig.triggeringEvent?.type !== "cart:stale") return;
  // Newer than the newest: carts that two tabs had begun at once were joined.
  if (asked !== null && shownVersion() !== asked) tabs?.postMessage("changed");
  asked = null;
});
document.addEventListener("cart:changed", () => tabs?.postMessage("changed"));
