// What is under the pointer, or has the focus where keys are used, stays in its place while a swap changes what is
// around it. Where it goes away itself, what stands above it stays. Where there is nothing to scroll, a margin holds it.

import * as placing from "./placing.js";

let pointerAt = null;
let heldBySwap = null;
let margined = null;

for (const type of ["pointerover", "pointermove", "pointerdown"]) {
  addEventListener(type, ({ clientX: x, clientY: y }) => (pointerAt = { x, y }), { capture: true, passive: true });
}
addEventListener("keydown", () => (pointerAt = null), { capture: true });

document.addEventListener("htmx:beforeSwap", ({ detail: { target, shouldSwap } }) => {
  heldBySwap = shouldSwap && target.checkVisibility() ? lookAround(target.closest("[id]")) : null;
});

document.addEventListener("htmx:afterSettle", () => {
  if (heldBySwap) holdStill(heldBySwap);
  heldBySwap = null;
});

// The margin goes when the pointer is elsewhere, and nothing moves that is there.
document.addEventListener("pointerover", ({ target }) => margined?.contains(target) || releaseMargin());
document.addEventListener("close", releaseMargin, { capture: true });

function releaseMargin() {
  const element = margined;
  margined = null;
  if (!element?.isConnected) return;
  const held = lookAround(element);
  delete element.dataset.held;
  holdStill(held);
}

function lookAround(target) {
  const focused = document.activeElement;
  const { x, y } = pointerAt ?? placing.middleOf(focused);
  const under = placing.ancestorsOf(document.elementFromPoint(x, y)).filter((element) => !element.contains(target));
  const inside = [...target.querySelectorAll(placing.ANCHORS)].map(placing.placed);
  const above = inside.filter(({ top, bottom, height }) => bottom > 0 && bottom <= y && height > 0);
  const anchors = [
    // More of a list comes where the button was that asked for it.
    ...under.filter((element) => element.matches(`:is(${placing.ANCHORS}):not([data-loads-more])`)).map(placing.placed),
    ...above.sort((one, other) => other.top - one.top),
  ];
  const scrollers = placing.scrollersOf(target).map((scroller) => ({ scroller, top: scroller.scrollTop }));
  return { id: target.id, focused, scrollers, anchors };
}

function holdStill({ id, focused, scrollers, anchors }) {
  for (const { scroller, top } of scrollers) scroller.scrollTo({ top, behavior: "instant" });
  const target = document.getElementById(id);
  const [anchor, now] = findAgain(anchors, target);
  const rest = now ? placing.scrollBack(now, anchor) : 0;
  if (rest > 0 || (rest < 0 && target.contains(now))) {
    const { style } = document.documentElement;
    style.setProperty("--held-above", `${Math.max(-rest, 0)}px`);
    style.setProperty("--held-below", `${Math.max(rest, 0)}px`);
    target.dataset.held = "";
    margined = target;
    placing.scrollBack(now, anchor);
  }
  const { activeElement } = document;
  if (activeElement.id === focused.id || !target.contains(activeElement)) return;
  activeElement.scrollIntoView({ block: "nearest", behavior: "instant" });
}

function findAgain(anchors, target) {
  for (const { element, name, ...place } of anchors) {
    const isIt = (other) => placing.identityOf(other) === name;
    const now = element.isConnected ? element : [...target.querySelectorAll(placing.ANCHORS)].find(isIt);
    if (now?.checkVisibility()) return [place, now];
  }
  return [];
}
