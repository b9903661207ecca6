"""The front page, put together from its sections."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from shop.catalog.navigation import Roots
from shop.display import Picture
from shop.frontpage.kinds.registry import KINDS
from shop.frontpage.models import MOST_SECTIONS, Section
from shop.frontpage.supply import Supply
from shop.frontpage.view_models import FrontPage, SectionView
from shop.frontpage.wanted import hand_out
from shop.rich_text.markup import merchants_html

Source = Section.Source


def read_sections(at: datetime | None = None, *, with_off: bool = False) -> list[Section]:
    """Return the sections that show at a moment, or now. Queries once."""
    rows = Section.objects.showing(at)
    return list((rows if with_off else rows.filter(is_on=True))[:MOST_SECTIONS])


def build_front_page(sections: Sequence[Section], categories: Roots, names: dict[str, str]) -> FrontPage:
    """Return all that is on the front page; a shop without sections gets the usual ones.

    Queries for the products of all sections at once, for the pictures of the categories, and for quotes.
    """
    name, tagline = names["shop_name"], names["shop_tagline"]
    views = build_sections(sections, categories, tagline) or usual(categories, tagline)
    views, picture, sizes = with_eager(named(views))
    return FrontPage(
        description=describe(name, tagline, categories),
        title=f"{name} · {tagline}" if tagline else name,
        sections=views,
        largest=picture,
        largest_sizes=sizes,
        has_title=any(view.is_title for view in views),
    )


def usual(categories: Roots, tagline: str) -> list[SectionView]:
    """Return what a shop shows that has no section of its own; one that has nothing to sell says so."""
    newest, on_sale = (Section(kind="products", source=source) for source in (Source.NEWEST, Source.ON_SALE))
    sections = [Section(kind="hero"), Section(kind="categories"), newest, on_sale]
    views = build_sections(sections, categories, tagline)
    if any(view.cards or view.picture.src for view in views):
        return views
    return [views[0]._replace(html=merchants_html(_("The shelves are still empty. Please come back soon.")))]


def build_sections(sections: Iterable[Section], categories: Roots, tagline: str) -> list[SectionView]:
    """Return what there is to show, in the order of the page. Sections of a kind that the shop lacks are left out."""
    known = [(section, KINDS[section.kind]) for section in sections if section.kind in KINDS]
    supply = Supply(categories, [section for section, kind in known if kind.rows == "quotes"], tagline)
    given = hand_out([kind.wanted(section, categories) for section, kind in known])
    views = (kind.view(section, supply, rows) for (section, kind), rows in zip(known, given, strict=True))
    return [view for view in views if view]


def named(views: Sequence[SectionView]) -> Iterator[SectionView]:
    """Give each section an id. The heading of a page that begins with a hero is the hero's."""
    for number, view in enumerate(views, start=1):
        is_title = number == 1 and bool(view.heading) and view.template == "frontpage/_hero.html"
        yield view._replace(id=f"section-{number}", is_title=is_title)


def with_eager(views: Iterable[SectionView]) -> tuple[list[SectionView], Picture, str]:
    """Let the first picture of the page be fetched at once; return it with how wide it is drawn."""
    done: list[SectionView] = []
    first, sizes = Picture(), ""
    for view in views:
        if first.src:
            done.append(view)
        else:
            eager, first, sizes = eagerly(view)
            done.append(eager)
    return done, first, sizes


def eagerly(view: SectionView) -> tuple[SectionView, Picture, str]:
    """Return a section whose first picture is fetched at once, with the picture."""
    if view.picture.src:
        return view._replace(is_eager=True), view.picture, view.sizes
    cards, tiles = list(view.cards), list(view.tiles)
    for number, tile in enumerate(tiles):
        if tile.picture.src:
            tiles[number] = tile._replace(eager=True)
            return view._replace(tiles=tiles), tile.picture, tile.sizes
    for number, card in enumerate(cards):
        if card.picture.src:
            cards[number] = card._replace(eager=True)
            return view._replace(cards=cards), card.picture, card.sizes
    return view, Picture(), ""


def describe(name: str, tagline: str, categories: Roots) -> str:
    """Return what search engines may show below the title."""
    names = ", ".join(branch.category.name for branch in categories.in_menu)
    shop = f"{name} · {tagline}"
    return f"{shop}: {names}" if names else shop
