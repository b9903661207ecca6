// A click that comes at once after the one before at the same place, or after a swap or a dialog there, is meant for what
// was there. Where that has given way to another control, the click does nothing. Who scrolls or types has looked.

import * as placing from "./placing.js";

const AT_ONCE = 500;
const JITTER = { mouse: 4, touch: 24, pen: 12 };
let aimed = null;
let shownAt = 0;
let hand = { x: 0, y: 0, type: "mouse" };

for (const type of ["pointerover", "pointermove", "pointerdown"]) {
  addEventListener(type, noteHand, { capture: true, passive: true });
}
document.addEventListener("keydown", () => (aimed = null), { capture: true });
document.addEventListener("input", ({ target }) => ["checkbox", "radio"].includes(target.type) || (aimed = null));
document.addEventListener("htmx:beforeSwap", aimBefore);
// That anchoring.js has scrolled is no reason to look.
document.addEventListener("htmx:afterSettle", () => {
  if (aimed) aimed.scrolled = scrolledAt(document.elementFromPoint(aimed.x, aimed.y));
});
document.addEventListener("dialog:open", aimBefore, { capture: true });

document.addEventListener(
  "click",
  (event) => {
    // A key and a script aim at no place.
    if (event.detail === 0) return;
    const at = { ...pointOf(event), scrolled: scrolledAt(event.target), when: event.timeStamp };
    const name = nameAt(event.target);
    if (!isAimedAt(at) || name === aimed.name) return (aimed = { ...at, name });
    aimed.when = event.timeStamp;
    event.preventDefault();
    event.stopImmediatePropagation();
  },
  { capture: true },
);

function noteHand(event) {
  hand = { ...pointOf(event), type: event.pointerType };
}

function aimBefore() {
  const under = document.elementFromPoint(hand.x, hand.y);
  const at = { ...hand, scrolled: scrolledAt(under), when: performance.now() };
  if (!isAimedAt(at)) aimed = { ...at, name: nameAt(under) };
  aimed.when = at.when;
  // Nobody has seen it before it is painted, which may take a slow machine long.
  requestAnimationFrame(() => setTimeout(() => (shownAt = performance.now())));
}

function isAimedAt({ x, y, scrolled, when }) {
  if (!aimed || when - Math.max(aimed.when, shownAt) > AT_ONCE || Math.abs(scrolled - aimed.scrolled) > 1) return false;
  return Math.hypot(x - aimed.x, y - aimed.y) <= (JITTER[hand.type] ?? JITTER.touch);
}

function nameAt(element) {
  const control = placing.controlAt(element);
  return control ? placing.identityOf(control) : "";
}

function scrolledAt(element) {
  return element ? placing.scrollersOf(element).reduce((sum, { scrollTop }) => sum + scrollTop, 0) : 0;
}

function pointOf({ clientX: x, clientY: y }) {
  return { x, y };
}
