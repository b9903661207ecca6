"""A product of very many variants opens quickly, and each of them can be bought without a script."""

import re
from time import process_time

import pytest
from django.test import Client

from shop.catalog.models import CatalogueVersion, Product
from shop.catalog.tests.product_files import CASES, bring_in, needs_cases
from shop.testing.builders import make_product

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

MOST_SECONDS = 0.25
SHAPES = {
    "500 in 20 by 25": {"Width": [f"{n} cm" for n in range(20)], "Length": [f"{n} m" for n in range(25)]},
    "2,048 of one option": {"Size": [f"{n} cm" for n in range(2048)]},
    "2,048 in 16 by 16 by 8": {
        "Width": [f"{n} cm" for n in range(16)],
        "Length": [f"{n} m" for n in range(16)],
        "Colour": [f"Nr. {n}" for n in range(8)],
    },
}


def seconds(client: Client, product: Product) -> float:
    """Return how much of a processor the page takes when nothing of it is kept, at its best of three times."""
    taken = []
    for _ in range(3):
        CatalogueVersion.bump()
        start = process_time()
        assert client.get(product.get_absolute_url()).status_code == 200
        taken.append(process_time() - start)
    return min(taken)


@pytest.mark.parametrize("shape", SHAPES)
def test_its_page_opens_quickly_and_any_variant_is_picked_by_plain_addresses_and_bought(
    client: Client, shape: str
) -> None:
    product = make_product(options=SHAPES[shape])
    assert seconds(client, product) < MOST_SECONDS
    wanted = product.variants.last()
    assert wanted is not None
    address = product.get_absolute_url()
    picks: dict[str, str] = {}

    for parameter, value in zip(("option1", "option2", "option3"), wanted.options, strict=False):
        page = client.get(address, picks).content.decode()
        assert re.search(f'name="{parameter}"[^>]* value="{value}"', page)
        picks |= {parameter: value}
    page = client.get(address, picks).content.decode()

    assert f'name="variant" value="{wanted.pk}"' in page
    client.post("/cart/lines/", {"variant": wanted.pk})
    assert " / ".join(wanted.options) in client.get("/cart/").content.decode()


@needs_cases
@pytest.mark.parametrize(("name", "count"), [("products.csv", 400), ("products-500.csv", 500)])
def test_a_file_of_many_variants_comes_in_and_opens(client: Client, name: str, count: int) -> None:
    bring_in(CASES / "10-many-variants" / name)

    product = Product.objects.get()
    assert product.variants.count() == count
    assert seconds(client, product) < MOST_SECONDS
