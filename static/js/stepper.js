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
    const shown = /^\d+$/.test(field.value) ? Number(field.value) : Number(field.defaultValue) || 0;
    field.value = Math.max(0, shown + Number(step.dataset.step));
    if (number.hasAttribute("data-waits")) return;
    number.setAttribute("data-waits", "");
    number.requestSubmit();
  },
  true,
);

document.addEventListener("htmx:configRequest", (event) => event.target.removeAttribute("data-waits"));
