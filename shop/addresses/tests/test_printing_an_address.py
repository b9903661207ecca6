"""An address is printed as its country writes it, the country last."""

from typing import Any

import pytest
from django.utils import translation

from shop.addresses import address_lines

WHO = {"name": "Ada Park", "company_name": "", "street_address": "1 Main Street"}


@pytest.mark.parametrize(
    ("address", "lines"),
    [
        (
            {"country_code": "DE", "postal_code": "10969", "city": "Berlin", "company_name": "Halm & Co"},
            ["Ada Park", "Halm & Co", "1 Main Street", "10969 Berlin", "Germany"],
        ),
        (
            {"country_code": "US", "postal_code": "95014", "city": "Cupertino", "country_area": "CA"},
            ["Ada Park", "1 Main Street", "Cupertino, CA 95014", "United States"],
        ),
        (
            {"country_code": "CH", "postal_code": "8001", "city": "Zürich", "street_address": "Hof 2\nTür 3"},
            ["Ada Park", "Hof 2", "Tür 3", "CH-8001 Zürich", "Switzerland"],
        ),
        (
            {"country_code": "KR", "postal_code": "03051", "city": "Jongno-gu", "country_area": "서울특별시"},
            ["Ada Park", "1 Main Street", "Jongno-gu", "Seoul", "03051", "South Korea"],
        ),
        (
            {"country_code": "KR", "postal_code": "03051", "city": "종로구", "country_area": "서울특별시",
             "name": "김민지", "street_address": "세종대로 1"},
            ["서울특별시 종로구", "세종대로 1", "김민지", "03051", "South Korea"],
        ),
        (
            {"country_code": "JP", "postal_code": "154-0023", "country_area": "東京都", "name": "山田",
             "street_address": "世田谷区若林 1-2"},
            ["〒154-0023", "東京都", "世田谷区若林 1-2", "山田", "Japan"],
        ),
        (
            {"country_code": "JP", "postal_code": "154-0023", "country_area": "東京都", "city": "世田谷区",
             "name": "山田", "street_address": "若林 1-2"},
            ["〒154-0023", "東京都世田谷区", "若林 1-2", "山田", "Japan"],
        ),
        (
            {"country_code": "JP", "postal_code": "154-0023", "country_area": "東京都", "city": "Setagaya-ku",
             "street_address": "1-2 Wakabayashi"},
            ["Ada Park", "1-2 Wakabayashi", "Setagaya-ku, Tokyo", "154-0023", "Japan"],
        ),
        (
            {"country_code": "FR", "postal_code": "75008", "city": "Paris", "sorting_code": "CEDEX 08"},
            ["Ada Park", "1 Main Street", "75008 Paris CEDEX 08", "France"],
        ),
        (
            {"country_code": "AE", "city": "Al Ain", "country_area": "أبو ظبي"},
            ["Ada Park", "1 Main Street", "Al Ain", "Abu Dhabi", "United Arab Emirates"],
        ),
    ],
)  # fmt: skip
def test_it_follows_the_countrys_format(address: dict[str, str], lines: list[str]) -> None:
    assert address_lines(WHO | address) == lines


@pytest.mark.parametrize(
    ("missing", "line"),
    [("postal_code", "Cupertino, CA"), ("country_area", "Cupertino 95014"), ("city", "CA 95014")],
)
def test_it_leaves_no_comma_behind_where_a_part_is_missing(missing: str, line: str) -> None:
    whole = WHO | {"country_code": "US", "postal_code": "95014", "city": "Cupertino", "country_area": "CA"}
    assert address_lines(whole | {missing: ""}) == ["Ada Park", "1 Main Street", line, "United States"]


def test_it_names_the_country_in_the_language_of_the_page() -> None:
    with translation.override("de"):
        assert address_lines(WHO | {"country_code": "AT", "city": "Wien"})[-1] == "Österreich"


@pytest.mark.parametrize("stored", [{}, {"country_code": "XX"}, {"city": "Berlin"}, {"country_code": "DE"}])
def test_it_prints_what_there_is_of_anything(stored: dict[str, Any]) -> None:
    assert address_lines(stored) == [stored["city"]] if "city" in stored else isinstance(address_lines(stored), list)
