// What scripts that keep the page still ask of an element: what it is called from one swap to the next, and where it is.

export const ANCHORS = "a, button, [id]";
const CONTROLS = "a[href], button, input, select, textarea, summary, label";

// Two sections of a checkout have a button of the same id, and the rows of a list have links of the same words.
export function identityOf(element) {
  const { dataset, id, form, textContent } = element;
  const own = dataset.anchor || id || element.getAttribute("aria-label") || textContent.trim();
  return `${own} ${form?.getAttribute("action") ?? ""}`;
}

// The control that a click there would use: null, where it would use none.
export function controlAt(element) {
  const control = element?.closest(CONTROLS);
  return control?.control ?? control;
}

export function placed(element) {
  const { top, bottom, left, height } = element.getBoundingClientRect();
  return { element, name: identityOf(element), top, bottom, left, height };
}

export function middleOf(element) {
  const { left, width, top, height } = element.getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2 };
}

export function ancestorsOf(element) {
  return element ? [element, ...ancestorsOf(element.parentElement)] : [];
}

// From the inside out, to the page itself.
export function scrollersOf(element) {
  const scrolls = (ancestor) => /auto|scroll/.test(getComputedStyle(ancestor).overflowY);
  return [...new Set([...ancestorsOf(element.parentElement).filter(scrolls), document.scrollingElement])];
}

// Scroll an element back to its place, and return how many pixels below it that it still is.
export function scrollBack(element, { top, left }) {
  const moved = () => element.getBoundingClientRect();
  for (const scroller of scrollersOf(element)) {
    scroller.scrollBy({ top: moved().top - top, left: moved().left - left, behavior: "instant" });
  }
  return Math.round(moved().top - top);
}
