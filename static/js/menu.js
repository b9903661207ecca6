// Closes what hangs open over the page, <details data-closes>: by Escape, and when the focus or a click goes elsewhere.

const opened = () => document.querySelectorAll("details[data-closes][open]");

function closeWithout(target) {
  opened().forEach((details) => details.contains(target) || (details.open = false));
}

document.addEventListener("click", (event) => closeWithout(event.target));
document.addEventListener("focusin", (event) => closeWithout(event.target));

document.addEventListener("keydown", (event) => {
  const details = event.key === "Escape" && document.activeElement?.closest("details[data-closes][open]");
  if (details) {
    details.open = false;
    details.querySelector("summary").focus();
  }
});
