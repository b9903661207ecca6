// Opens dialogs: by a click on [data-opens="id"], by the event dialog:open, and [data-opens-when-filled] after a swap.
// While a dialog is open the rest of the page is inert, so that what must be heard, [data-in-front], moves into it.

let opener = null;

function open(dialog) {
  if (dialog.open || !dialog.firstElementChild) return;
  document.querySelectorAll("dialog[open]").forEach((other) => other.close());
  opener = document.activeElement;
  dialog.showModal();
  document.querySelectorAll("[data-in-front]").forEach((element) => dialog.append(element));
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-opens]");
  if (button && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    const dialog = document.getElementById(button.dataset.opens);
    if (!dialog.firstElementChild) return;
    event.preventDefault();
    open(dialog);
  } else if (event.target.matches("dialog") && event.detail < 2) {
    // The second click of a double click on what opened the dialog falls on its backdrop: that one is not meant.
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
