// While the cart refuses something the title begins with "Error:", as that of a page that was loaded with its refusal.

let markedTitle = "";

document.addEventListener("cart:refused", () => {
  if (!document.title.startsWith(errorMark())) markedTitle = document.title = errorMark() + document.title;
});
document.addEventListener("cart:changed", unmarkTitle);
// A cart that is only read anew shows no refusal any more.
document.addEventListener("htmx:afterSettle", ({ detail: { target, requestConfig } }) => {
  if (target.id === "cart-contents" && requestConfig.verb === "get") unmarkTitle();
});

// The checkout's own title tells of its sections: what another put there stays.
function unmarkTitle() {
  if (document.getElementById("checkout") && document.title !== markedTitle) return;
  if (document.title.startsWith(errorMark())) document.title = document.title.slice(errorMark().length);
  markedTitle = "";
}

function errorMark() {
  return `${document.getElementById("failure").dataset.error} `;
}
