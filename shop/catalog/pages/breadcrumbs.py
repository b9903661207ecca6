"""The way from the front page to where a shopper is."""

from typing import NamedTuple

from shop.catalog.navigation import Branch
from shop.templating.slots import Slot


class Breadcrumb(NamedTuple):
    """A step of the way behind the front page; the last one leads nowhere."""

    name: Slot
    url: Slot = ""


def breadcrumbs_to(above: Branch | None, here: str) -> tuple[Breadcrumb, ...]:
    """Return the way through the categories above it to what is called `here`."""
    trail = [branch.category for branch in above.trail] if above else []
    return (*(Breadcrumb(category.name, category.get_absolute_url()) for category in trail), Breadcrumb(here))
