"""Merchants' own files come in, go out, and come back into an empty shop without a difference."""

import unicodedata
from decimal import Decimal
from pathlib import Path

import pytest

from shop.catalog.tests.product_files import (
    MERCHANTS,
    REAL_FILES,
    SHARED,
    assert_comes_back_the_same,
    bring_in,
    export,
    needs_real_files,
    read_csv,
)
from shop.rich_text.markup import clean

pytestmark = [
    pytest.mark.postgresql("it writes many rows at once, past the ORM"),
    pytest.mark.django_db,
    needs_real_files,
]

FILES = [MERCHANTS / "laslira.csv", MERCHANTS / "ronne.csv", *(SHARED / name for name in REAL_FILES)]
AMOUNTS = ("Variant Price", "Variant Compare At Price", "Cost per item")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_real_shop_comes_back_the_same(tmp_path: Path, path: Path) -> None:
    bring_in(path)

    assert_comes_back_the_same(tmp_path / "export.csv")


def test_several_files_come_back_the_same(tmp_path: Path) -> None:
    bring_in(*[SHARED / name for name in REAL_FILES])

    assert_comes_back_the_same(tmp_path / "export.csv")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_an_export_says_what_the_real_file_said(tmp_path: Path, path: Path) -> None:
    bring_in(path)

    original = read_csv(path.read_bytes())
    written = read_csv(export(tmp_path / "export.csv"))

    assert len(written) == len(original)
    differing = {
        (column, before["Handle"], before[column], after.get(column))
        for before, after in zip(original, written, strict=True)
        for column in before
        if not same(column, before[column] or "", after.get(column, ""))
    }
    assert differing == set()


def same(column: str, before: str, after: str) -> bool:
    """Tell whether two cells mean the same. What else may differ is written here, and is all that may.

    A column in which no product has anything is not written. Amounts and weights are written with the places that the
    shop keeps, and no weight is 0 g. An image that had no position has one. Descriptions are cleaned,
    and their letters composed.
    """
    if column == "Body (HTML)":
        return unicodedata.normalize("NFC", clean(before).strip()) == after
    if column == "Image Position":
        return before in ("", after)
    if column == "Variant Grams" and after:
        return Decimal(before or 0) == Decimal(after)
    if column in AMOUNTS and before and after:
        return Decimal(before) == Decimal(after)
    return before.strip() == after
