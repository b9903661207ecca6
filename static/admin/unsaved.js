// Asks before a product's page with changes that are not saved is left, for another page of its variants or elsewhere.
const FORM = "product_form";
let isChanged = false;

function note(event) {
  isChanged ||= event.target.closest("form")?.id === FORM;
}

document.addEventListener("input", note);
document.addEventListener("change", note);
document.addEventListener("formset:added", note);
document.addEventListener("submit", () => {
  isChanged = false;
});
document.addEventListener("DOMContentLoaded", () => {
  // What was refused is not saved either, and what came back to be looked through neither.
  isChanged ||= document.querySelector(".errornote, .not-saved") !== null;
});
window.addEventListener("beforeunload", (event) => {
  if (isChanged) event.preventDefault();
});
