// Closes what hangs open over the page, <details data-closes>: by Escape, and when the focus or a click goes elsewhere.
// Within [data-hovers] it opens under the mouse too.

const opened = () => document.querySelectorAll("details[data-closes][open]");

function closeWithout(target) {
  opened().forEach((details) => details.contains(target) || (details.open = false));
}

document.addEventListener("click", (event) => {
  closeWithout(event.target);
  // The mouse has opened it by coming here: its click would close it again.
  if (event.pointerType === "mouse" && event.target.closest("[data-hovers] summary")) event.preventDefault();
});
document.addEventListener("focusin", (event) => closeWithout(event.target));

document.addEventListener("keydown", (event) => {
  const details = event.key === "Escape" && document.activeElement?.closest("details[data-closes][open]");
  if (details) {
    details.open = false;
    details.querySelector("summary").focus();
  }
});

function underMouse(event, isOver) {
  const details = event.pointerType === "mouse" && event.target.querySelector("details[data-closes]");
  if (!details || (!isOver && details.contains(document.activeElement))) return;
  if (isOver) closeWithout(details);
  details.open = isOver;
}

for (const item of document.querySelectorAll("[data-hovers]")) {
  item.addEventListener("pointerenter", (event) => underMouse(event, true));
  item.addEventListener("pointerleave", (event) => underMouse(event, false));
}
