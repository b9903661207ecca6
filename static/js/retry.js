// After a write that failed the cart is asked for, since whether the server did it is not known here. An add that it did
// is said to be done, and not offered again. What is tried again is sent as it was, but for what stands in its form by now.

import * as failure from "./failure.js";

const expected = new Map();

document.addEventListener("failure:happened", ({ detail: { name, said, request } }) => {
  const { verb, elt, formData } = request;
  if (verb === "get") return;
  const field = elt.querySelector("[name=quantity]:not([type=hidden])");
  if (field && isInCart(elt) && !elt.hasAttribute("data-waits")) field.value = field.defaultValue;
  expected.delete(name);
  if (said === "offline") return;
  const variant = formData.get("variant");
  if (variant) expected.set(name, { variant, quantity: held(variant) + Number(formData.get("quantity") ?? 1) });
  document.getElementById("cart-drawer").dispatchEvent(new Event("cart:stale"));
});

document.addEventListener("htmx:afterSettle", (event) => {
  if (event.target.id !== "cart-contents") return;
  for (const [name, { variant, quantity }] of expected) {
    if (held(variant) >= quantity) failure.tell({ name, said: "done" });
  }
  expected.clear();
});

document.addEventListener("failure:retried", ({ detail: { verb, path, elt, formData, target } }) => {
  const source = elt.isConnected ? elt : document.getElementById("cart-drawer");
  const place = target.isConnected ? target : document.getElementById(target.id);
  const swap = elt.getAttribute("hx-swap");
  const values = typedNow(elt, formData);
  // What fails again is told again.
  if (place) htmx.ajax(verb, path, { source, event: new Event("again"), target: place, swap, values }).catch(() => {});
});

function held(variant) {
  return Number(document.getElementById(`line-${variant}-quantity`)?.defaultValue ?? 0);
}

function typedNow(elt, sent) {
  const values = new FormData();
  const form = elt.isConnected && !isInCart(elt) ? elt.closest("form") : null;
  const typed = new Set([...(form?.querySelectorAll("input, select, textarea") ?? [])].map(({ name }) => name));
  for (const [name, value] of sent) if (!typed.has(name)) values.append(name, value);
  return values;
}

function isInCart(elt) {
  return elt.closest("#cart-contents") !== null;
}
