// The box that tells of a failure covers neither what failed nor the sums: what would lie below it scrolls out from there.

const SUMS = ".cart-totals__sums, .summary__sums";

document.addEventListener("failure:shown", ({ target: region, detail: failed }) => {
  const box = region.firstElementChild;
  if (box.hidden) return;
  const here = failed.map((elt) => (elt.isConnected ? elt : document.getElementById(elt.id))).filter(Boolean);
  if (region.closest("dialog")) {
    here.forEach((elt) => elt.scrollIntoView({ block: "nearest" }));
    return;
  }
  const top = box.getBoundingClientRect().top - 8;
  const covered = [...here, ...document.querySelectorAll(SUMS)]
    .filter((elt) => elt.checkVisibility())
    .map((elt) => elt.getBoundingClientRect())
    .filter((place) => place.bottom > top && place.top < innerHeight);
  if (covered.length > 0) scrollBy({ top: Math.max(...covered.map(({ bottom }) => bottom)) - top, behavior: "instant" });
});
