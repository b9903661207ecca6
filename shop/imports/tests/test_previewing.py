"""A file is looked through before anything is written: what it would do of each product, and why not of others."""

from pathlib import Path

import pytest
from django.test import Client

from shop.catalog.models import Category, CategoryMapping, Product, Variant
from shop.catalog.tests.product_files import bring_in, product_row, read_csv, write_csv
from shop.imports.models import State, Task
from shop.imports.running import run
from shop.imports.tests.uploads import address, csv_file, page_of, previewed
from shop.testing.builders import make_category

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop_with_a_mug(tmp_path: Path) -> None:
    """A shop that has imported a mug and a bowl before."""
    bring_in(write_csv(tmp_path / "before.csv", [product_row("mug"), product_row("bowl")]))


def test_it_tells_what_becomes_of_each_product(admin_client: Client, tmp_path: Path, shop_with_a_mug: None) -> None:
    rows = [
        product_row("mug", Variant_Price="14.00"),
        product_row("bowl"),
        product_row("jug"),
        product_row("pan", Variant_Price="a lot"),
    ]

    row = previewed(admin_client, csv=csv_file(tmp_path, rows))
    page = page_of(admin_client, row)

    assert row.counts == {"added": 1, "changed": 1, "unchanged": 1, "failed": 1}
    assert "price 12.50 -&gt; 14.00" in page
    assert row.rows["failed"] == [[5, "pan", "", row.rows["failed"][0][3]]]
    assert "a lot" in row.rows["failed"][0][3]
    assert row.rows["added"] == [[4, "jug", "Jug", "1 variant, 0 images"]]


def test_it_writes_nothing(admin_client: Client, tmp_path: Path) -> None:
    row = previewed(admin_client, csv=csv_file(tmp_path, [product_row("jug", Type="Jugs")]))

    assert "Nothing is written yet" in page_of(admin_client, row)
    assert not Product.objects.exists()
    assert not Category.objects.exists()
    assert not CategoryMapping.objects.exists()


def test_all_of_it_is_downloaded(admin_client: Client, tmp_path: Path, shop_with_a_mug: None) -> None:
    rows = [product_row("mug", Variant_Price="14.00"), *(product_row(f"jug-{number}") for number in range(120))]

    row = previewed(admin_client, csv=csv_file(tmp_path, rows))
    answer = admin_client.get(address(row, "table"))
    table = read_csv(b"".join(answer.streaming_content).removeprefix(b"\xef\xbb\xbf"))  # type: ignore[attr-defined]

    assert len(row.rows["added"]) == 100
    assert "The first 100 are shown" in page_of(admin_client, row)
    assert [line["Outcome"] for line in table if line["Handle"]].count("added") == 120
    assert [line["Details"] for line in table if line["Handle"] == "mug"] == ["price 12.50 -> 14.00"]


def test_a_spreadsheet_runs_nothing_of_the_table(admin_client: Client, tmp_path: Path) -> None:
    row = previewed(admin_client, csv=csv_file(tmp_path, [product_row("jug", Title="=HYPERLINK(A1)")]))

    assert "'=HYPERLINK" in row.files.table.read_text()


def test_markup_of_the_file_is_shown_as_text(admin_client: Client, tmp_path: Path) -> None:
    row = previewed(admin_client, csv=csv_file(tmp_path, [product_row("jug", Title="<script>alert(1)</script>")]))

    assert "<script>alert" not in page_of(admin_client, row)


def test_a_mapped_type_counts_at_once(admin_client: Client, tmp_path: Path) -> None:
    tops = make_category(name="Tops", slug="tops")
    row = previewed(admin_client, csv=csv_file(tmp_path, [product_row("tee", Type="T-Shirts"), product_row("cup")]))
    assert [(name["name"], name["category"], name["is_new"]) for name in row.names] == [("T-Shirts", "T-Shirts", True)]
    assert "New category: T-Shirts" in page_of(admin_client, row)

    admin_client.post(address(row, "names"), {"name-0": tops.pk})
    row.refresh_from_db()
    assert (row.task, row.state) == (Task.PREVIEW, State.WAITING)

    run(row.pk)
    row.refresh_from_db()
    assert [(name["category"], name["is_new"]) for name in row.names] == [("Tops", False)]
    assert "new category" not in row.summary
    assert CategoryMapping.objects.get().category == tops


def test_a_type_may_stand_for_no_category(admin_client: Client, tmp_path: Path) -> None:
    make_category(name="Tops", slug="tops")
    row = previewed(admin_client, csv=csv_file(tmp_path, [product_row("tee", Type="T-Shirts")]))

    admin_client.post(address(row, "names"), {"name-0": "none"})

    assert CategoryMapping.objects.get(name="T-Shirts").category is None


@pytest.mark.parametrize("chosen", ["999", "x", "-1"])
def test_a_category_that_is_none_is_refused(admin_client: Client, tmp_path: Path, chosen: str) -> None:
    row = previewed(admin_client, csv=csv_file(tmp_path, [product_row("tee", Type="T-Shirts")]))

    page = admin_client.post(address(row, "names"), {"name-0": chosen}, follow=True).content.decode()

    assert "one of the categories is not there any more" in page
    assert not CategoryMapping.objects.exists()


def test_what_was_edited_is_kept_unless_it_is_overwritten(
    admin_client: Client, tmp_path: Path, shop_with_a_mug: None
) -> None:
    Variant.objects.filter(product__slug="mug").update(price=20)
    row = previewed(admin_client, csv=csv_file(tmp_path, [product_row("mug", Variant_Price="14.00")]))
    assert row.counts == {"unchanged": 1}
    assert "“Overwrite what was edited in the shop” takes what the file has" in row.summary

    row = previewed(admin_client, csv=csv_file(tmp_path, [product_row("mug", Variant_Price="14.00")]), overwrites="on")
    assert row.counts == {"changed": 1}
