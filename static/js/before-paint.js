// What a page must know before it is drawn: which colours its reader chose in this browser, and which picture moves here
// from the page before. That this file stands in the head also asks that nothing is drawn before the pictures above the
// fold are there.

try {
  const chosen = localStorage.getItem("scheme");
  if (chosen) document.documentElement.dataset.scheme = chosen;
} catch {
  // Where the browser keeps nothing, the system chooses.
}

// A product's picture moves from its card to its page and back: in both pages it has the same name, that of the
// product's address.

addEventListener("pageswap", ({ viewTransition, activation }) => carry(viewTransition, activation));
addEventListener("pagereveal", ({ viewTransition }) => carry(viewTransition, window.navigation?.activation));

function carry(transition, activation) {
  // The browser skips one as it likes: that is no failure.
  for (const promise of [transition?.ready, transition?.finished]) promise?.catch(() => {});
  if (!transition || !activation?.from) return;
  const paths = new Set([activation.from, activation.entry].map(({ url }) => new URL(url).pathname));
  for (const path of paths) {
    const picture = pictureOf(path);
    if (!picture) continue;
    picture.style.viewTransitionName = CSS.escape(path);
    // A page that comes back shows other products' pictures too.
    const forget = () => picture.style.removeProperty("view-transition-name");
    transition.finished.then(forget, forget);
  }
}

function pictureOf(path) {
  if (path === location.pathname) {
    const strip = document.querySelector("[data-strip]");
    return strip?.children[Math.round(strip.scrollLeft / strip.clientWidth)];
  }
  const cards = [...document.querySelectorAll(".card__picture")].filter(({ pathname }) => pathname === path);
  const clicked = cards.find((card) => card.parentElement.contains(document.activeElement));
  return clicked ?? cards.find(isInView);
}

function isInView(element) {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}
