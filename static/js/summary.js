// Beside the form of the checkout the summary is open to all: also to who hears that it could be opened.

const wide = matchMedia("(min-width: 56rem)");

wide.addEventListener("change", openWhereWide);
document.addEventListener("htmx:afterSettle", openWhereWide);
openWhereWide();

function openWhereWide() {
  if (wide.matches) document.querySelector("[data-open-where-wide]")?.setAttribute("open", "");
}
