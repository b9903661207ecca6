// After an add the drawer opens; a refused add says why beside its button; the focus is never lost with its line
// or its form.

let wasInCart = false;

document.addEventListener("cart:changed", (event) => {
  const form = event.target.closest("form");
  if (form) explain(form, "");
  if (event.detail.reason === "added") setTimeout(openDrawer);
});

document.addEventListener("cart:refused", (event) => {
  const form = event.target.closest("form");
  if (form) explain(form, event.detail.said);
  // Where the form went away meanwhile, nobody sees what it says.
  if (form?.checkVisibility()) return;
  document.dispatchEvent(new CustomEvent("failure:told", { detail: { name: "", said: event.detail.said } }));
});

document.addEventListener("htmx:beforeSwap", () => {
  wasInCart = document.activeElement.matches("#cart-contents *");
});

document.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.target.id !== "cart-contents" || !wasInCart || document.activeElement !== document.body) return;
  const contents = document.getElementById("cart-contents");
  const { id } = event.detail.requestConfig.elt;
  const place = (id && contents.querySelector(`form#${id}`)) || contents.querySelector("#cart-undo")?.form || contents;
  place.querySelector("a, button, input:not([type=hidden])")?.focus();
});

// Next, and not at once: to open it the browser lays the whole page out, and what the answer brings, the badge above all,
// shall not wait for that.
function openDrawer() {
  document.getElementById("cart-drawer").dispatchEvent(new Event("dialog:open", { bubbles: true }));
}

function explain(form, said) {
  const reason = form.querySelector("[data-refusal]");
  if (!reason) return;
  reason.textContent = said;
  form.querySelector("input:not([type=hidden])")?.setAttribute("aria-invalid", String(Boolean(said)));
}
