// A bar with the way into the cart is there while the button that it stands for is not on the screen.

const looking = new IntersectionObserver((seen) => {
  const isSeen = seen.at(-1).isIntersecting;
  document.querySelector("[data-buy-bar]").toggleAttribute("data-shown", !isSeen);
});

document.addEventListener("htmx:afterSettle", look);
// What the shop says to a refused add stands beside its button.
document.addEventListener("cart:refused", () => {
  if (document.querySelector("[data-buy-bar][data-shown]")) button()?.scrollIntoView({ block: "center" });
});
look();

function look() {
  looking.disconnect();
  if (document.querySelector("[data-buy-bar]") && button()) looking.observe(button());
}

function button() {
  return document.querySelector(".product .add-form > button");
}
