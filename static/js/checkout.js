// The checkout keeps what is typed and where the focus is, whatever draws it anew: another country, a changed cart,
// Back and forward. What no request has carried yet is sent when the page is left.

let isUnsent = false;
let sentAt = 0;
let before = null;

document.addEventListener("input", (event) => {
  if (event.target.form === form()) isUnsent = true;
});
document.addEventListener("htmx:beforeRequest", (event) => {
  if (!form().contains(event.target)) return;
  // What was typed before the form was sent went with it.
  const { timeStamp } = event.detail.requestConfig.triggeringEvent;
  if (event.target.id === "checkout-fields" && timeStamp < sentAt) event.preventDefault();
  else sentAt = performance.now();
  isUnsent = false;
});
document.addEventListener("htmx:afterRequest", ({ target, detail }) => {
  isUnsent ||= !detail.successful && form().contains(target);
});
window.addEventListener("pagehide", keep);

// A page comes back whole, with its focus and scrolling as the browser knows them.
document.addEventListener("htmx:historyCacheMiss", (event) => {
  event.preventDefault();
  keep().finally(() => location.reload());
});

document.addEventListener("htmx:beforeSwap", (event) => {
  const { target, requestConfig } = event.detail;
  if (target.id !== "checkout") return;
  const sent = requestConfig.verb === "post" ? requestConfig.formData : null;
  const focused = target.contains(document.activeElement) ? document.activeElement : null;
  const isNew = ({ name, value, checked, type }) => sent.get(name) !== (type !== "checkbox" || checked ? value : null);
  const typed = fields().filter((field) => (field.type !== "radio" || field.checked) && (!sent || isNew(field)));
  before = { action: form().action, typed, focused };
});

document.addEventListener("htmx:afterSettle", (event) => {
  const { target, requestConfig } = event.detail;
  if (target.id === "checkout") {
    isUnsent = false;
    const { action, typed, focused } = before;
    if (action === form().action) typed.forEach(typeAgain);
    if (focused && document.activeElement === document.body) {
      const place = focused.form?.id === "checkout-coupon" ? "#checkout-coupon button" : "[aria-current] h2";
      document.getElementById("checkout").querySelector(place).focus();
    }
  } else if (target.id === "cart-contents" && requestConfig.triggeringEvent?.type === "cart:stale") {
    // Another tab has changed the cart. One that has emptied it has perhaps ordered: the next click finds the order.
    const [checkout, cart] = ["checkout", "cart-contents"].map((id) => document.getElementById(id));
    const isOlder = checkout.dataset.version !== cart.dataset.version;
    if (isOlder && cart.querySelector("li")) checkout.dispatchEvent(new Event("checkout:stale"));
  }
});

function typeAgain(old) {
  const isRadio = old.type === "radio";
  const field = fields().find(({ name, value }) => name === old.name && (!isRadio || value === old.value));
  if (!field || (field.value === old.value && field.checked === old.checked)) return;
  field.checked = old.checked;
  if (!isRadio) field.value = old.value;
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

async function keep() {
  if (!isUnsent) return;
  isUnsent = false;
  const body = new URLSearchParams([...new FormData(form()), ["go", "typed"]]);
  await fetch(form().action, { method: "POST", body, keepalive: true });
}

function form() {
  return document.getElementById("checkout-form");
}

function fields() {
  return [...form().elements].filter(({ name, type }) => name && !["hidden", "submit"].includes(type));
}
