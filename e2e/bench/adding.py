"""How long it takes from the click on "Add to cart" until the badge counts it."""

from collections.abc import Iterator

from e2e.bench import hand
from e2e.bench.figures import HEAD, row, table
from e2e.tabs import Tab

VISITORS = 24
ADDS = 5
GOAL = "30"
PATH = "/category/kitchen/"
# The badge is another element by then. What was changed is painted with the next frame, after which messages come.
LISTEN = """new Promise(heard => {
    const count = () => document.querySelector(".cart-badge__count").dataset.count;
    const before = count();
    let clicked = 0;
    window.added = new Promise(added => {
        addEventListener("click", ({timeStamp}) => (clicked = timeStamp), {capture: true, once: true});
        const observer = new MutationObserver(() => {
            if (count() === before) return;
            observer.disconnect();
            const changed = performance.now();
            const {port1, port2} = new MessageChannel();
            port1.onmessage = () => added([changed - clicked, performance.now() - clicked]);
            requestAnimationFrame(() => port2.postMessage(""));
        });
        observer.observe(document.body, {childList: true, subtree: true});
    });
    requestIdleCallback(heard);
})"""
CLOSE = "document.getElementById('cart-drawer').close()"
BUTTON = ".card:has(> form.add-form)"


def measure(tab: Tab, url: str) -> str:
    """Let visitors fill carts, each with a few products, and return a table of how long each product took."""
    took = [each for _ in range(VISITORS) for each in visit(tab, url)]
    changed, painted = zip(*took, strict=True)
    rows = [row("until the badge has changed", changed, GOAL), row("until that is painted", painted)]
    return table([HEAD, *rows])


def visit(tab: Tab, url: str) -> Iterator[tuple[float, float]]:
    """Add as a new visitor; yield the milliseconds until the badge is changed, and until it is painted."""
    tab.send("Network.clearBrowserCookies", tab.seen)
    tab.open(f"{url}{PATH}")
    tab.evaluate(f"document.querySelectorAll('{BUTTON}').forEach((card, index) => (card.id = `card-${{index}}`))")
    for index in range(ADDS):
        tab.evaluate(LISTEN)
        hand.click(tab, f"#card-{index} .add-form button")
        changed, painted = tab.evaluate("added")
        yield changed, painted
        tab.wait_for("document.getElementById('cart-drawer').open")
        tab.evaluate(CLOSE)
