"""Keeps the index true, in the transaction of the write that changes what products are found by."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator

from django.db import transaction

from shop.catalog.batches import batches
from shop.catalog.models import Product, Variant
from shop.catalog.search import spelling
from shop.catalog.search.index import index
from shop.catalog.search.tokens import Document, document_of

BATCH = 500


@transaction.atomic
def refresh(keys: Iterable[int]) -> None:
    """Let the index say what these products and their variants say: three queries for 500, more where they differ."""
    for batch in batches(keys, BATCH):
        documents = dict(read(batch))
        index().forget([key for key in batch if key not in documents])
        changed = index().write([(key, document.tokens) for key, document in documents.items()])
        spelling.learn(set().union(*(documents[key].words for key in changed)))


@transaction.atomic
def forget(keys: Iterable[int]) -> None:
    """Take products out."""
    for batch in batches(keys, BATCH):
        index().forget(batch)


@transaction.atomic
def rebuild(*, advance: Callable[[int], object] = lambda _: None) -> None:
    """Write the index and the words anew. Writers wait until it is done, readers use the old one."""
    index().begin()
    counts: Counter[str] = Counter()
    published = Product.objects.published().order_by("pk").values_list("pk", flat=True)
    for batch in batches(published.iterator(), 4 * BATCH):
        documents = dict(read(batch))
        index().fill((key, document.tokens) for key, document in documents.items())
        for document in documents.values():
            counts.update(document.words)
        advance(len(batch))
    index().finish()
    spelling.relearn(counts)


def read(keys: list[int]) -> Iterator[tuple[int, Document]]:
    """Yield what those of the products that are published are found by. Queries twice."""
    skus, options = defaultdict(set), defaultdict(set)
    variants = Variant.objects.order_by().filter(product__in=keys)
    for key, sku, *values in variants.values_list("product", "sku", "option1", "option2", "option3"):
        skus[key].add(sku)
        options[key].update(values)
    names = ("pk", "status", "title", "vendor", "product_type", "tags", "description")
    products = Product.objects.order_by("pk").filter(pk__in=keys)
    for key, status, title, vendor, product_type, tags, description in products.values_list(*names):
        # Asked for by its status, SQLite would walk along an index of all that is published rather than look these up.
        if status != Product.Status.ACTIVE:
            continue
        kind = (vendor, product_type, tags, *options[key])
        yield key, document_of(title=title, skus=skus[key], kind=kind, description=description)
