// Every request that fails says what happened, in #failure, with a way to try again. Nothing is swapped, so the focus
// stays; what was typed or stepped ahead of the answer goes back to what the cart holds.

const KINDS = { 403: "refused", 404: "gone", 409: "changed", 429: "often" };
let again = null;

document.addEventListener("htmx:responseError", (event) => {
  const { status } = event.detail.xhr;
  fail(event, KINDS[status] ?? (status < 500 ? "unclear" : "failed"));
});
document.addEventListener("htmx:sendError", (event) => fail(event, navigator.onLine ? "cut" : "offline"));
document.addEventListener("htmx:timeout", (event) => fail(event, "slow"));

document.addEventListener("htmx:beforeSwap", (event) => {
  const { target, xhr } = event.detail;
  if (target.id !== "cart-contents" || (xhr.status >= 400 && xhr.status !== 422)) return;
  // The announcement ends every answer about the cart: without it this is no such answer, or not all of it.
  if (/ id="cart-status"[^>]*>[^<]*<\/p>\s*$/.test(xhr.responseText)) return;
  event.detail.shouldSwap = false;
  fail(event, "cut");
});

document.addEventListener("htmx:beforeRequest", (event) => {
  if (!isRefresh(event)) tell("");
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-try-again]")) again();
  else if (event.target.closest("[data-dismiss]")) tell("");
});

function fail(event, kind) {
  if (isRefresh(event)) return;
  const { target, requestConfig } = event.detail;
  const { verb, path, elt, formData } = requestConfig;
  const values = Object.fromEntries(formData);
  const drawer = document.getElementById("cart-drawer");
  again = () => {
    const source = elt.isConnected ? elt : drawer;
    const swap = elt.getAttribute("hx-swap");
    htmx.ajax(verb, path, { source, event: new Event("again"), target: `#${target.id}`, swap, values });
  };
  document.querySelectorAll("#cart-contents [name=quantity]").forEach((field) => (field.value = field.defaultValue));
  tell(kind);
  // Whether the server did it before it failed is not known here.
  if (kind !== "offline") drawer.dispatchEvent(new Event("cart:stale"));
}

function isRefresh(event) {
  return event.detail.requestConfig.triggeringEvent?.type === "cart:stale";
}

function tell(kind) {
  const region = document.getElementById("failure");
  region.querySelector("[data-text]").textContent = region.dataset[kind] ?? "";
  region.firstElementChild.hidden = !kind;
}
