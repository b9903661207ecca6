"""Which path of the taxonomy goes with a product's type, by what the file's other products say."""

from collections import Counter, defaultdict

from shop.catalog.shopify_csv.categories import Path, path_in
from shop.catalog.shopify_csv.cells import without_entities
from shop.catalog.shopify_csv.columns import CATEGORY
from shop.catalog.shopify_csv.reading import Spool
from shop.text_identity import identity


def paths_of_types(spool: Spool) -> dict[str, Path]:
    """Return by type, as a key of `identity`, the path for products that have the type and no category of their own.

    It is the path that ends in a category of the type's name; where none does, the path of more than half of the
    products of that type. So a file in which some products lack the taxonomy makes no second category for them.
    """
    named: dict[str, Path] = {}
    beside: defaultdict[str, Counter[Path]] = defaultdict(Counter)
    for category, product_type, count in spool.counted(CATEGORY, "Type"):
        product_type = without_entities(product_type)  # noqa: PLW2901
        path = path_in(category)
        for depth, name in enumerate(path, start=1):
            named.setdefault(identity(name), path[:depth])
        if path and product_type:
            beside[identity(product_type)][path] += count
    usual = {name: (*paths.most_common(1)[0], paths.total()) for name, paths in beside.items()}
    return {name: path for name, (path, count, total) in usual.items() if count * 2 > total} | named
