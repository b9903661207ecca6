"""What one product of the demo shop is made of."""

from dataclasses import dataclass
from html import escape

from shop.catalog.models import Product

HALM, TIDE, NORD, ORU = "Halm & Co", "Tide Pottery", "Nordlys Works", "Oru Woodshop"


@dataclass(frozen=True)
class Piece:
    """One product by hand. Prices are in euro; `euro.py` turns them into the shop's currency."""

    title: str
    product_type: str
    vendor: str
    price: str
    shape: str
    text: str
    """Paragraphs, parted by blank lines."""
    facts: tuple[str, ...] = ()
    colours: tuple[str, ...] = ("Oak",)
    """Names of tones; more than one make an option."""
    accent: str = "Oak"
    finish: str = "plain"
    sizes: tuple[tuple[str, str], ...] = ()
    """Names and what each adds to the price."""
    third: tuple[str, ...] = ()
    """A third option: its name, then its values."""
    tags: str = ""
    grams: int = 400
    was: str = ""
    """What the cheapest variant used to cost."""
    stock: int | None = None
    """The stock of every variant; without it each has its own."""
    missing: tuple[str, ...] = ()
    """Combinations that are not made, as "Sage / Large"."""
    sold_out: tuple[str, ...] = ()
    backorder: bool = False
    status: str = Product.Status.ACTIVE
    seo: str = ""
    """The SEO description, which comes with an SEO title."""
    gift_card: bool = False

    @property
    def description(self) -> str:
        paragraphs = "".join(f"<p>{part.strip()}</p>" for part in self.text.split("\n\n"))
        facts = "".join(f"<li>{escape(fact)}</li>" for fact in self.facts)
        return paragraphs + (f"<ul>{facts}</ul>" if facts else "")
