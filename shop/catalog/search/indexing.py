"""Keeps the index true, in the transaction of the write that changes what products are found by."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator

from django.db import transaction

from shop.catalog.batches import batches
from shop.catalog.facets.swatches import is_colour
from shop.catalog.models import Product, Variant
from shop.catalog.search import codes, spelling
from shop.catalog.search.index import index
from shop.catalog.search.tokens import TEXTS_OF_KIND, Document, document_of

BATCH = 500


@transaction.atomic(savepoint=False)
def refresh(keys: Iterable[int]) -> None:
    """Let the index say what these products and their variants say: four queries for 500, more where they differ."""
    for batch in batches(keys, BATCH):
        documents = dict(read(batch))
        index().forget([key for key in batch if key not in documents])
        codes.write({key: documents[key].codes if key in documents else frozenset() for key in batch})
        changed = index().write([(key, document.tokens) for key, document in documents.items()])
        spelling.learn(set().union(*(documents[key].words for key in changed)))


@transaction.atomic(savepoint=False)
def forget(keys: Iterable[int]) -> None:
    """Take products out."""
    for batch in batches(keys, BATCH):
        index().forget(batch)
        codes.forget(batch)


@transaction.atomic
def rebuild(*, advance: Callable[[int], object] = lambda _: None) -> None:
    """Write the index and the words anew. Writers wait until it is done, readers use the old one."""
    index().begin()
    codes.forget_unpublished()
    counts: Counter[str] = Counter()
    published = Product.objects.published().order_by("pk").values_list("pk", flat=True)
    for batch in batches(published.iterator(), 4 * BATCH):
        documents = dict(read(batch))
        index().fill((key, document.tokens) for key, document in documents.items())
        codes.write({key: document.codes for key, document in documents.items()})
        for document in documents.values():
            counts.update(document.words)
        advance(len(batch))
    index().finish()
    spelling.relearn(counts)


def read(keys: list[int]) -> Iterator[tuple[int, Document]]:
    """Yield what those of the products that are published are found by. Queries twice."""
    found = defaultdict(list)
    variants = Variant.objects.order_by().filter(product__in=keys)
    for key, *values in variants.values_list("product", "sku", "barcode", "option1", "option2", "option3"):
        found[key].append(values)
    names = ("pk", "status", "title", *TEXTS_OF_KIND, "description")
    options = ("option1_name", "option2_name", "option3_name")
    products = Product.objects.order_by("pk").filter(pk__in=keys)
    for key, status, title, *kind, description, one, two, three in products.values_list(*names, *options):
        # Asked for by its status, SQLite would walk along an index of all that is published rather than look these up.
        if status != Product.Status.ACTIVE:
            continue
        skus, barcodes, *columns = [set(column) for column in zip(*found[key], strict=True)] or [set(), set()]
        coloured = [values for name, values in zip((one, two, three), columns, strict=False) if is_colour(name)]
        document = document_of(
            title=title,
            skus=skus,
            barcodes=barcodes,
            kind=(*kind, *set().union(*columns)),
            colours=set().union(*coloured),
            description=description,
        )
        yield key, document
