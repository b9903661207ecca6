// A form with [data-submits-on-change] needs no button where this script runs.

document.addEventListener("change", (event) => {
  event.target.closest("form[data-submits-on-change]")?.requestSubmit();
});
