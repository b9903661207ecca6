// What [data-returns-focus] offers is beside the shopper's way: its buttons give the focus back before they act.

let place = null;

document.addEventListener("focusin", (event) => {
  if (!event.target.closest("[data-returns-focus]")) place = event.target;
});

document.addEventListener(
  "click",
  (event) => {
    if (!event.target.closest("[data-returns-focus] button")) return;
    const dialog = document.querySelector("dialog[open]");
    const here = place?.isConnected ? place : place?.id && document.getElementById(place.id);
    for (const goal of [here, dialog?.querySelector("button"), document.getElementById("main")]) {
      goal?.focus?.();
      if (goal && goal === document.activeElement) return;
    }
  },
  true,
);
