// All writes of the cart wait in htmx's queue (hx-sync on the drawer). A swap would remove the forms that still wait in
// it, and htmx drops what is no longer on the page; a button that is replaced while it is pressed never clicks, and a
// field that is replaced forgets what is being typed. So only the last answer is drawn, and not under busy hands: each
// answer shows the whole cart, and what was not drawn is asked for again. The badge and what is said never wait.

const waiting = new Map();
const shelter = document.createElement("div");
let isBehind = false;

shelter.hidden = true;
document.body.append(shelter);

document.addEventListener("htmx:confirm", (event) => {
  const { target, triggeringEvent, elt } = event.detail;
  if (target?.id === "cart-contents" && !event.defaultPrevented) waiting.set(triggeringEvent, elt);
});

document.addEventListener("htmx:beforeSwap", (event) => {
  const { target, requestConfig, shouldSwap } = event.detail;
  if (target.id !== "cart-contents") {
    if (shouldSwap) takeIn(target);
    return;
  }
  isBehind = waiting.size > 1 || isPressing() || isTyping(requestConfig);
  if (isBehind) event.detail.swapOverride = "none";
});

document.addEventListener("htmx:afterRequest", (event) => {
  const { elt, triggeringEvent } = event.detail.requestConfig;
  waiting.delete(triggeringEvent);
  // Not at once: htmx has more to tell of it.
  if (shelter.contains(elt)) setTimeout(() => elt.remove());
});

for (const released of ["pointerup", "pointercancel", "keyup", "focusout"]) {
  document.addEventListener(released, () => setTimeout(catchUp));
}

function catchUp() {
  if (!isBehind || waiting.size > 0 || isPressing() || isTyping()) return;
  document.getElementById("cart-drawer").dispatchEvent(new Event("cart:stale"));
}

// Another swap, of an offer whose options change, would take a form away while its answer is awaited.
function takeIn(target) {
  for (const form of waiting.values()) {
    if (!target.contains(form)) continue;
    form.querySelectorAll("[id]").forEach((element) => element.removeAttribute("id"));
    shelter.append(form);
  }
}

function isPressing() {
  return document.querySelector("#cart-contents button:active") !== null;
}

function isTyping(request) {
  const field = document.activeElement;
  if (!field.matches("#cart-contents input") || field.value === field.defaultValue) return false;
  return !request?.elt.contains(field) || request.formData.get(field.name) !== field.value;
}
