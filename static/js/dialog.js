// Opens dialogs: by a click on [data-opens="id"], by the event dialog:open, and [data-opens-when-filled] after a swap.
// While a dialog is open the rest of the page is inert, so that what must be heard, [data-in-front], moves into it.

function open(dialog) {
  if (dialog.open || !dialog.firstElementChild) return;
  document.querySelectorAll("dialog[open]").forEach((other) => other.close());
  dialog.showModal();
  document.querySelectorAll("[data-in-front]").forEach((element) => dialog.append(element));
}

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  if (opener && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    const dialog = document.getElementById(opener.dataset.opens);
    if (!dialog.firstElementChild) return;
    event.preventDefault();
    open(dialog);
  } else if (event.target.matches("dialog")) {
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
  (event) => event.target.querySelectorAll("[data-in-front]").forEach((element) => document.body.append(element)),
  true,
);
