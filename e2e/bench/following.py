"""How long it takes from the click on a product until its page is painted."""

import json
from dataclasses import dataclass

from e2e.bench import hand
from e2e.bench.figures import HEAD, row, table
from e2e.tabs import Tab

VISITS = 100
GOAL = "100"
PATHS = ("/category/kitchen/", "/category/textiles/", "/category/lighting/", "/category/furniture/")
LINKS = "[...document.querySelectorAll('.card__title a')].map(link => link.getAttribute('href'))"
LISTEN = """for (const happened of ["pointerdown", "click"]) {
    addEventListener(happened, ({timeStamp}) => (sessionStorage[happened] = performance.timeOrigin + timeStamp), true);
}"""
# A page's own clock begins when it is asked for: for one that was prerendered, before the click.
PAINTED = """(() => {
    const [paint] = performance.getEntriesByName("first-contentful-paint");
    if (!paint || location.pathname !== %s) return null;
    const {activationStart, deliveryType} = performance.getEntriesByType("navigation")[0];
    const painted = performance.timeOrigin + paint.startTime;
    const how = activationStart > 0 ? "prerendered" : deliveryType || "asked for";
    return [painted - sessionStorage.click, painted - sessionStorage.pointerdown, how];
})()"""


@dataclass(frozen=True)
class Followed:
    """A link that was followed: milliseconds from the click and from the press to the paint, and how the page came."""

    clicked: float
    pressed: float
    how: str


def measure(tab: Tab, url: str) -> str:
    """Follow links to products, and return a table of how long each page took to be painted."""
    followed = [each for path in PATHS for each in follow_all(tab, url, path, VISITS // len(PATHS) + 1)]
    ways = {each.how for each in followed}
    shares = ", ".join(f"{sum(each.how == way for each in followed)} {way}" for way in sorted(ways))
    rows = [
        row("from the click", [each.clicked for each in followed], GOAL),
        row("from the press before it", [each.pressed for each in followed]),
    ]
    return f"{table([HEAD, *rows])}\n\nOf the pages, {shares}."


def follow_all(tab: Tab, url: str, path: str, most: int) -> list[Followed]:
    """Follow links of a list, each from the list as it is opened anew."""
    followed: list[Followed] = []
    while len(followed) < most:
        tab.open(f"{url}{path}")
        links = tab.evaluate(LINKS)
        followed.append(follow(tab, links[len(followed) % len(links)]))
    return followed


def follow(tab: Tab, link: str) -> Followed:
    """Hover a link, press it and let it go."""
    tab.evaluate(LISTEN)
    hand.click(tab, f".card__title a[href='{link}']")
    return Followed(*tab.wait_for(PAINTED % json.dumps(link)))
