// After an add the drawer opens; a refused add says why beside its button; the focus is never lost with its line
// or its form, nor what is marked in a field.

import * as failure from "./failure.js";

let wasInCart = false;
let marked = null;
let toSay = null;

document.addEventListener("cart:changed", (event) => {
  const form = event.target.closest("form");
  if (form) explain(form, "");
  if (event.detail.reason !== "added") return;
  toSay = "";
  setTimeout(openDrawer);
});

document.addEventListener("cart:refused", (event) => {
  const form = event.target.closest("form");
  if (form) explain(form, event.detail.said);
  // Where the form went away meanwhile, nobody sees what it says.
  if (form?.checkVisibility()) return;
  failure.tell({ name: "", said: event.detail.said });
});

document.addEventListener("htmx:beforeSwap", () => {
  const { activeElement } = document;
  wasInCart = activeElement.matches("#cart-contents *");
  marked = activeElement.selectionStart === 0 && activeElement.selectionEnd > 0 ? activeElement : null;
});

// What is marked from its first letter on, htmx leaves unmarked: the next key would add to what it should replace.
document.addEventListener("htmx:afterSwap", () => {
  const { activeElement } = document;
  const before = marked;
  marked = null;
  if (!before?.id || before === activeElement || before.id !== activeElement.id) return;
  if (before.selectionEnd === before.value.length) activeElement.select();
  else activeElement.setSelectionRange(0, before.selectionEnd);
});

document.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.target.id !== "cart-contents" || !wasInCart || document.activeElement !== document.body) return;
  const contents = document.getElementById("cart-contents");
  const { elt } = event.detail.requestConfig;
  const row = elt.closest("[data-anchor]")?.dataset.anchor ?? elt.closest("li")?.id;
  const again = [elt.id, row].map((id) => id && contents.querySelector(`#${id}`)).find(Boolean);
  const place = again ?? contents.querySelector("#cart-undo")?.form ?? contents;
  place.querySelector("a, button, input:not([type=hidden])")?.focus();
});

// Not at once: to open it the browser lays the whole page out, and what the answer brings, the badge above all, shall not
// wait for that. What is to be heard does wait: the focus that moves into the drawer would cut it short.
function openDrawer() {
  document.getElementById("cart-drawer").dispatchEvent(new Event("dialog:open", { bubbles: true }));
  if (toSay) document.getElementById("cart-status").textContent = toSay;
  toSay = null;
}

document.addEventListener("htmx:oobBeforeSwap", (event) => {
  if (toSay === null || event.detail.target.id !== "cart-status") return;
  toSay = event.detail.fragment.textContent.trim();
  event.detail.shouldSwap = false;
});

function explain(form, said) {
  const reason = form.querySelector("[data-refusal]");
  if (!reason) return;
  reason.textContent = said;
  form.querySelector("input:not([type=hidden])")?.setAttribute("aria-invalid", String(Boolean(said)));
}
