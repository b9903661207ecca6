// A thumbnail of a [data-gallery] scrolls its [data-strip] and nothing else: the page stays, and so does its history.
// The thumbnail of the picture that the strip shows is marked, however it came there.

document.addEventListener("click", (event) => {
  const thumb = event.target.closest("[data-gallery] a[href^='#']");
  if (!thumb || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const strip = thumb.closest("[data-gallery]").querySelector("[data-strip]");
  strip.scrollTo({ left: strip.scrollLeft + distance(strip, document.querySelector(thumb.hash)) });
});

document.addEventListener(
  "scroll",
  (event) => {
    if (event.target instanceof Element && event.target.matches("[data-strip]")) mark(event.target);
  },
  { capture: true, passive: true },
);

document.addEventListener("htmx:afterSettle", markAll);
markAll();

function markAll() {
  document.querySelectorAll("[data-strip]").forEach(mark);
}

function mark(strip) {
  const away = [...strip.children].map((view) => Math.abs(distance(strip, view)));
  const shown = away.indexOf(Math.min(...away));
  strip
    .closest("[data-gallery]")
    .querySelectorAll("a[href^='#']")
    .forEach((thumb, index) => {
      if (index === shown) thumb.setAttribute("aria-current", "true");
      else thumb.removeAttribute("aria-current");
    });
}

function distance(strip, view) {
  return view.getBoundingClientRect().left - strip.getBoundingClientRect().left;
}
