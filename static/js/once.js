// A form with [data-once] takes no second submit while the first is under way. Its button keeps the focus.

document.addEventListener(
  "submit",
  (event) => {
    const form = event.target.closest("form[data-once]");
    if (!form) return;
    if (form.getAttribute("aria-busy") === "true") {
      event.preventDefault();
      event.stopImmediatePropagation();
    } else {
      setBusy(form, true);
    }
  },
  true,
);

document.addEventListener("htmx:afterRequest", (event) => {
  if (event.target.matches("form[data-once]")) setBusy(event.target, false);
});

window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-once]").forEach((form) => setBusy(form, false));
});

function setBusy(form, busy) {
  form.toggleAttribute("aria-busy", busy);
  if (busy) form.setAttribute("aria-busy", "true");
  form.querySelectorAll("button").forEach((button) => button.setAttribute("aria-disabled", String(busy)));
}
