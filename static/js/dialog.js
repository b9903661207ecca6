// Opens dialogs: by a click on [data-opens="id"], by the event dialog:open, and [data-opens-when-filled] after a swap.
// While a dialog is open the rest of the page is inert, so that what must be heard, [data-in-front], moves into it.

let opener = null;
let pressed = null;

function open(dialog) {
  if (dialog.open || !dialog.firstElementChild) return;
  document.querySelectorAll("dialog[open]").forEach((other) => other.close());
  opener = document.activeElement;
  dialog.showModal();
  document.querySelectorAll("[data-in-front]").forEach((element) => dialog.append(element));
}

document.addEventListener("pointerdown", (event) => (pressed = event.target));

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-opens]");
  if (button && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    const dialog = document.getElementById(button.dataset.opens);
    if (!dialog.firstElementChild) return;
    event.preventDefault();
    open(dialog);
  } else if (event.target.matches("dialog") && event.target === pressed && event.detail < 2) {
    // A drag that ends on the backdrop is not meant, nor the second click of a double click on what opened the dialog.
    event.target.close();
  }
});

document.addEventListener("dialog:open", (event) => open(event.target));

document.addEventListener("htmx:afterSwap", (event) => {
  const dialog = event.detail.target.closest("dialog[data-opens-when-filled]");
  if (dialog) open(dialog);
});

document.addEventListener(
  "close",
  (event) => {
    event.target.querySelectorAll("[data-in-front]").forEach((element) => document.body.append(element));
    // The browser gives the focus back, except to an opener that a swap has replaced meanwhile.
    if (opener?.id && !opener.isConnected) document.getElementById(opener.id)?.focus();
  },
  true,
);

// Tab goes round in an open dialog, not through the browser's own bars and BODY. Between the ends it is the browser's.
document.addEventListener("keydown", (event) => {
  const dialog = document.querySelector("dialog[open]");
  if (event.key !== "Tab" || !dialog) return;
  const all = [...dialog.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")];
  const stops = all.filter((stop) => stop.checkVisibility() && !stop.matches(":disabled") && stop.tabIndex >= 0);
  const [from, to] = event.shiftKey ? [stops.at(0), stops.at(-1)] : [stops.at(-1), stops.at(0)];
  if (document.activeElement !== from) return;
  event.preventDefault();
  to.focus();
});
