"""The command that builds anew what lists show, and what they are filtered by."""

from shop.catalog import list_field_repair
from shop.catalog.facets import storing
from shop.catalog.models import Product
from shop.catalog.rebuilding import RebuildCommand
from shop.number_format import noun_for


class Command(RebuildCommand):
    help = (
        "Work out anew what lists show of each product, such as its lowest price, and build anew what they are "
        "filtered by. Needed only after products were written past the shop: the admin, imports and orders keep it "
        "true themselves."
    )
    built = "filters"
    rebuild = staticmethod(storing.rebuild)

    def prepare(self) -> None:
        with self.bar(Product.objects.count()) as bar:
            wrong = list_field_repair.put_right(advance=bar.update)
        self.stdout.write(f"Put right what lists show of {wrong:,} {noun_for(wrong, 'product')}.")
