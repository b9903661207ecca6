"""SKUs and barcodes find what has them, however they are typed."""

import pytest

from shop.catalog.search import find, finding
from shop.catalog.tests.found_titles import titles
from shop.testing.builders import make_product, make_variant

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql("it has SQL of its own")]


def test_a_whole_sku_comes_before_its_likes() -> None:
    make_product(title="First", variant={"sku": "AB-12"})
    make_product(title="Second", tags="ab, 12")

    assert titles("ab-12") == ["First", "Second"]
    assert titles("AB-1") == ["First"]


def test_a_whole_sku_comes_before_those_that_only_begin_so() -> None:
    whole = make_product(title="Tide mug", variant={"sku": "AB12"}).pk
    begun = [make_product(title="Ebb mug", variant={"sku": f"AB12{rest}"}).pk for rest in ("-RED", "7")]
    named = make_product(title="Spare part of ab12").pk

    assert find("ab12") == [whole, *reversed(begun), named]


def test_neither_drafts_nor_one_product_keep_others_from_being_found_by_code(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "MOST_CODES", 4)
    sizes = make_product(options={"Size": ["S", "M", "L"]})
    for number, variant in enumerate(sizes.variants.all()):
        variant.sku = f"XK1{number}"
        variant.save()
    for _ in range(4):
        make_product(status="draft", variant={"sku": "XK1"})
    last = make_product(variant={"sku": "XK19"})

    assert find("XK1") == [last.pk, sizes.pk]


@pytest.mark.parametrize(
    "words",
    [
        *("KDP-601A1M/MS2D", "kdp601a1mms2d", "kdp 601a", "kdp_601a1m.ms2d", "KDP601", "601A1M", "601a", "601a1mms2"),
        *(
            "MS2D",
            "4006381333931",
            "4 006381 333931",
            "400638",
            "036000291452",
            "36000291452",
            "0036000291452",
            "٤٠٠٦٣٨١٣٣٣٩٣١",
        ),
    ],
)
def test_a_code_is_found_however_it_is_punctuated_and_from_each_part_on(words: str) -> None:
    bracket = make_product(variant={"sku": "KDP-601A1M/MS2D", "barcode": "4006381333931"})
    make_variant(product=bracket, option1="Wide", sku="XX-1", barcode="0036000291452")
    make_product(title="Oak board", variant={"sku": "KPD-602", "barcode": "4106381333931"})

    assert find(words) == [bracket.pk]


def test_a_code_is_found_of_what_is_published_alone() -> None:
    make_product(status="draft", variant={"sku": "AB-77", "barcode": "4006381333931"})

    assert find("ab77") == find("4006381333931") == []
