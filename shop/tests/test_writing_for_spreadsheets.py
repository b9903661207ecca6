"""No spreadsheet runs what the shop writes, and the shop reads back what it wrote."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.spreadsheets import STARTS, escape, unescape


@pytest.mark.parametrize("start", STARTS)
def test_a_cell_that_could_be_a_formula_becomes_text(start: str) -> None:
    assert escape(f"{start}1") == f"'{start}1"
    assert escape(f"1{start}") == f"1{start}"


@pytest.mark.parametrize("cell", ["", "007", "'007", "'Quoted' start", "''", "a=b", "10 %"])
def test_every_other_cell_stands_as_it_is(cell: str) -> None:
    assert escape(cell) == unescape(cell) == cell


@given(st.text(alphabet=f"'{STARTS}a1 "))
def test_what_was_written_is_read_back_letter_for_letter(cell: str) -> None:
    assert unescape(escape(cell)) == cell
    assert not escape(cell).startswith(tuple(STARTS))
