// Plus and minus count every click at once, in the quantity field beside them, and send what stands there. While a
// request waits for its turn, further clicks only change the number that it will carry.

document.addEventListener(
  "submit",
  (event) => {
    const step = event.target.closest("form[data-step]");
    if (!step) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const number = step.parentElement.querySelector("form[data-number]");
    const field = number.elements.quantity;
    field.value = field.value === field.defaultValue ? step.elements.quantity.value : next(field, step);
    if (number.hasAttribute("data-waits")) return;
    number.setAttribute("data-waits", "");
    number.requestSubmit();
  },
  true,
);

function next(field, step) {
  const shown = /^\d+$/.test(field.value) ? Number(field.value) : Number(field.defaultValue) || 0;
  return Math.max(0, shown + Number(step.dataset.step));
}

document.addEventListener("htmx:configRequest", ({ target, detail }) => {
  target.removeAttribute("data-waits");
  if (target.matches("form[data-number]")) target.dataset.sent = detail.formData.get("quantity");
});

document.addEventListener("htmx:afterRequest", (event) => event.target.removeAttribute("data-sent"));

// Enter is a change and a submit of the same number.
document.addEventListener(
  "htmx:confirm",
  (event) => {
    const { elt } = event.detail;
    if (elt.hasAttribute("data-sent") && elt.dataset.sent === elt.elements.quantity.value) event.preventDefault();
  },
  true,
);
