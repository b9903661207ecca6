"""What the columns Status and Published say together: read from a file, and written into one."""

from collections.abc import Container

from shop.catalog.models import Product
from shop.catalog.shopify_csv.columns import PUBLISHED, STATUS

Status = Product.Status
Feed = dict[str, list[str]]

NAMES = (STATUS, PUBLISHED)
SAID = tuple(status.value for status in Status if status != Status.HIDDEN)
"""What the column Status may say: `hidden` is the shop's own name for "active" with Published false."""
CELLS = {
    Status.DRAFT: ("draft", "false"),
    Status.ACTIVE: ("active", "true"),
    Status.UNLISTED: ("unlisted", "true"),
    Status.HIDDEN: ("active", "false"),
    Status.ARCHIVED: ("archived", "false"),
}
"""The cells Status and Published of a product that has no others to remember."""


def status_of(said: str, *, is_published: bool) -> Status:
    """Return the status that the two cells mean together; without a Status, what is not published is a draft."""
    if said in (Status.DRAFT, Status.ARCHIVED):
        return Status(said)
    if not is_published:
        return Status.HIDDEN if said else Status.DRAFT
    return Status.UNLISTED if said == Status.UNLISTED else Status.ACTIVE


def changed(status: str, feed: Feed, *, read: str, columns: Container[str]) -> str:
    """Return the status of a product after a file that has one of the two columns alone, read by itself as `read`."""
    if STATUS not in columns and PUBLISHED in columns:
        return status_of(cells_of(status, feed)[STATUS], is_published=read == Status.ACTIVE)
    is_withheld = PUBLISHED not in columns and status == Status.HIDDEN and read in Product.REACHABLE
    return Status.HIDDEN if is_withheld else read


def remembered(said: str, published: str) -> Feed:
    """Return the cells that the status alone would not bring back, such as Published of a draft, to keep as a feed."""
    status = status_of(said, is_published=published == "true" if published else bool(said))
    usual = CELLS[status]
    return {
        name: [cell] for name, cell, own in zip(NAMES, (said, published), usual, strict=True) if cell and cell != own
    }


def cells_of(status: str, feed: Feed) -> dict[str, str]:
    """Return the two cells: those that were remembered, where they still mean the status that the product has."""
    usual = CELLS[Status(status)]
    said, published = (feed.get(name, [cell])[0] for name, cell in zip(NAMES, usual, strict=True))
    is_true = status_of(said, is_published=published == "true") == status
    return dict(zip(NAMES, (said, published) if is_true else usual, strict=True))
