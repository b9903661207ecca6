// The box that tells of a failure covers neither what failed nor the sums: what would lie below it scrolls out from there.

const SUMS = ".cart-foot, .summary__sums";

export function uncover(region, failed) {
  const box = region.firstElementChild;
  if (box.hidden) return;
  const { top, left, right } = box.getBoundingClientRect();
  const isBelow = (element) => {
    const place = element.getBoundingClientRect();
    const isSeen = place.height > 0 && place.top < innerHeight && place.bottom > 0;
    return isSeen && place.bottom > top - 8 && place.left < right && place.right > left;
  };
  const here = failed.map((elt) => (elt.isConnected ? elt : document.getElementById(elt.id))).filter(Boolean);
  const covered = [...document.querySelectorAll(SUMS), ...here].filter(isBelow);
  if (region.closest("dialog")) {
    covered.forEach((element) => element.scrollIntoView({ block: "nearest", behavior: "instant" }));
  } else if (covered.length > 0) {
    const lowest = Math.max(...covered.map((element) => element.getBoundingClientRect().bottom));
    scrollBy({ top: lowest - top + 8, behavior: "instant" });
  }
}
