"""The handles by which files know products: also those that were given another in the shop, or deleted there."""

from collections.abc import Iterable, Mapping

from shop.catalog.models import ImportedHandle, Product

Keys = Mapping[str, int | None]
"""The products by what is compared of their handles in files; None for a product that the shop deleted."""


def imported_handles(keys: Iterable[str]) -> Keys:
    """Return those of these that a file had. Queries once."""
    return dict(ImportedHandle.objects.filter(pk__in=list(keys)).values_list("pk", "product"))


def remember_handles(products: Mapping[str, Product], known: Keys) -> None:
    """Keep by which handles the file has these products, where that is not kept already. Queries once or not at all."""
    ImportedHandle.objects.bulk_create(
        [
            ImportedHandle(handle_key=key, product=product)
            for key, product in products.items()
            if known.get(key) != product.pk
        ],
        update_conflicts=True,
        unique_fields=["handle_key"],
        update_fields=["product"],
    )


def start_anew() -> None:
    """In a shop without products no file brings back what its merchant deleted: all of it is new."""
    ImportedHandle.objects.filter(product=None).delete()
