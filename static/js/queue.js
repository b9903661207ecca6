// All writes of the cart wait in htmx's queue (hx-sync on the drawer). A swap would remove the forms that still wait in
// it, and htmx drops what is no longer on the page; and a button that is replaced while it is pressed never clicks. So
// only the last answer is drawn, and none under a pressed button: each shows the whole cart.

const waiting = new Set();
let isBehind = false;

document.addEventListener("htmx:confirm", (event) => {
  if (event.detail.target?.id === "cart-contents") waiting.add(event.detail.triggeringEvent);
});

document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.target.id !== "cart-contents") return;
  const isPressed = document.querySelector("#cart-contents button:active") !== null;
  isBehind = isPressed || waiting.size > 1;
  if (isBehind) event.detail.shouldSwap = false;
});

document.addEventListener("htmx:afterRequest", (event) => {
  waiting.delete(event.detail.requestConfig.triggeringEvent);
});

for (const released of ["pointerup", "pointercancel", "keyup"]) {
  document.addEventListener(released, () => setTimeout(catchUp));
}

function catchUp() {
  if (isBehind && waiting.size === 0) document.getElementById("cart-drawer").dispatchEvent(new Event("cart:stale"));
}
