// All writes of the cart wait in htmx's queue (hx-sync on the drawer). A swap would remove the forms that still wait in
// it, and htmx drops what is no longer on the page; a button that is replaced while it is pressed never clicks, and a
// field that is replaced forgets what is being typed. So only the last answer is drawn, and not under busy hands: each
// answer shows the whole cart, and what was not drawn is asked for again.

const waiting = new Set();
let isBehind = false;

document.addEventListener("htmx:confirm", (event) => {
  if (event.detail.target?.id === "cart-contents") waiting.add(event.detail.triggeringEvent);
});

document.addEventListener("htmx:beforeSwap", (event) => {
  const { target, requestConfig } = event.detail;
  if (target.id !== "cart-contents") return;
  isBehind = waiting.size > 1 || isPressing() || isTyping(requestConfig);
  if (isBehind) event.detail.shouldSwap = false;
});

document.addEventListener("htmx:afterRequest", (event) => {
  waiting.delete(event.detail.requestConfig.triggeringEvent);
});

for (const released of ["pointerup", "pointercancel", "keyup", "focusout"]) {
  document.addEventListener(released, () => setTimeout(catchUp));
}

function catchUp() {
  if (!isBehind || waiting.size > 0 || isPressing() || isTyping()) return;
  document.getElementById("cart-drawer").dispatchEvent(new Event("cart:stale"));
}

function isPressing() {
  return document.querySelector("#cart-contents button:active") !== null;
}

function isTyping(request) {
  const field = document.activeElement;
  if (!field.matches("#cart-contents input") || field.value === field.defaultValue) return false;
  return !request?.elt.contains(field) || request.formData.get(field.name) !== field.value;
}
