// One intention, one effect: the second click of a double click and a key held down do nothing more, and a form with
// [data-once] takes no second submit while the first is under way. Its button keeps the focus. Steppers count clicks.

document.addEventListener(
  "click",
  (event) => {
    // The drawer that an add opens may have come with its links under the pointer.
    if (event.detail > 1 && event.target.closest("form[hx-post]:not([data-step]) button, dialog a")) stop(event);
  },
  true,
);

document.addEventListener(
  "keydown",
  (event) => {
    if (event.repeat && event.key === "Enter" && event.target.closest("a, button, input")) stop(event);
  },
  true,
);

document.addEventListener(
  "submit",
  (event) => {
    const form = event.target.closest("form[data-once]");
    if (!form) return;
    if (form.hasAttribute("aria-busy")) stop(event);
    else setBusy(form, true);
  },
  true,
);

// A request that is tried again was not submitted.
document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.target.matches("form[data-once]")) setBusy(event.target, true);
});

document.addEventListener("htmx:afterRequest", (event) => {
  if (event.target.matches("form[data-once]")) setBusy(event.target, false);
});

window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-once]").forEach((form) => setBusy(form, false));
});

function setBusy(form, busy) {
  if (busy) form.setAttribute("aria-busy", "true");
  else form.removeAttribute("aria-busy");
  const buttons = [...form.elements].filter((element) => element.matches("button"));
  buttons.forEach((button) => button.setAttribute("aria-disabled", String(busy)));
}

function stop(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}
