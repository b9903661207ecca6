"""A row of products."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shop.catalog import navigation
from shop.catalog.cards import Row
from shop.catalog.navigation import Roots
from shop.frontpage.kinds.kind import Kind, with_cards
from shop.frontpage.models import Section
from shop.frontpage.supply import Supply
from shop.frontpage.view_models import SectionView
from shop.frontpage.wanted import Wanted, chosen, in_category, newest, on_sale, tagged


class Products(Kind):
    """Products by category or tag, the newest, those on sale, or chosen by hand."""

    name = "products"
    label = gettext_lazy("Products")
    description = gettext_lazy("The newest, those on sale, those of a category or a tag, or chosen by hand.")
    fields = ("heading", "source", "category", "tag", "count", "button", "link")
    rows = "picks"

    def wanted(self, section: Section, categories: Roots) -> Wanted | None:
        match section.source:
            case Section.Source.NEWEST:
                return newest(section.count)
            case Section.Source.ON_SALE:
                return on_sale(section.count)
            case Section.Source.CATEGORY if branch := navigation.find(categories, pk=section.category_id or 0):
                return in_category(branch, section.count)
            case Section.Source.TAG if section.tag:
                return tagged(section.tag, section.count)
            case Section.Source.CHOSEN if section.pk:
                return chosen(section.pk, section.count)
        return None

    def view(self, section: Section, supply: Supply, products: Sequence[Row]) -> SectionView | None:
        if not products:
            return None
        view = self.begin(section)._replace(heading=section.heading or heading_of(section, supply))
        return with_cards(view, products)


def heading_of(section: Section, supply: Supply) -> str:
    """Return what stands above products where the merchant says nothing."""
    branch = supply.branch_of(section)
    match section.source:
        case Section.Source.NEWEST:
            return _("New in the shop")
        case Section.Source.ON_SALE:
            return _("On sale")
        case Section.Source.CATEGORY if branch:
            return branch.category.name
        case Section.Source.TAG:
            return section.tag
    return _("Chosen for you")
