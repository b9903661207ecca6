"""Of several spellings of one facet the list shows one."""

import pytest

from shop.catalog.facets.spellings import Spellings

pytestmark = pytest.mark.postgresql("it has SQL of its own")


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ({"Red": 1, "red": 1, "RED": 1}, "Red"),
        ({"Red": 1, "red": 2, "RED": 1}, "red"),
        ({"red": 1, "RED": 1}, "RED"),
        ({"iPhone": 1, "IPHONE": 1, "Iphone": 1}, "Iphone"),
        ({"XL": 3, "Xl": 1}, "XL"),
    ],
)
def test_the_most_frequent_one_is_shown_and_of_equal_ones_that_of_both_cases(
    values: dict[str, int], shown: str
) -> None:
    facets = {("option.Color", value): count for value, count in values.items()}

    spellings = Spellings.of(facets, facets.__getitem__)

    assert spellings.shown_for("option.Color", "red" if "red" in values else next(iter(values)))[1] == shown
