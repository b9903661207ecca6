"""Each country's addresses have fields of their own, named and listed in the language of the page."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from shop.addresses import (
    AUTOCOMPLETE,
    COUNTRIES,
    MAX_LENGTHS,
    country_choices,
    country_name,
    fields_for,
    valid_countries,
)
from shop.addresses.formats import CODES, EVERYWHERE, format_of


def test_it_lists_every_country_by_name() -> None:
    choices = country_choices()
    names = [name for _, name in choices]
    assert len(choices) == len(COUNTRIES) > 240
    assert not {"ZZ", "ALL"} & COUNTRIES
    assert names.index("Albania") - names.index("Åland Islands") == 1
    assert dict(choices)["KR"] == "South Korea"


@pytest.mark.parametrize(("language", "name"), [("de", "Österreich"), ("ko", "오스트리아"), ("xx", "Austria")])
def test_it_names_countries_in_the_active_language(language: str, name: str) -> None:
    with translation.override(language):
        assert country_name("AT") == name
        assert ("AT", name) in country_choices()


@pytest.mark.parametrize("code", ["XX", "ZZ", "ALL", "de", "", "../de"])
def test_it_knows_no_fields_of_what_is_no_country(code: str) -> None:
    assert country_name(code) == code
    with pytest.raises(KeyError):
        fields_for(code)


@pytest.mark.parametrize(
    ("country", "order"),
    [
        ("DE", ["name", "company_name", "street_address", "postal_code", "city"]),
        ("US", ["name", "company_name", "street_address", "city", "country_area", "postal_code"]),
        ("FR", ["name", "company_name", "street_address", "postal_code", "city", "sorting_code"]),
        ("HK", ["name", "company_name", "street_address", "city", "country_area"]),
        ("JP", ["name", "company_name", "street_address", "city", "country_area", "postal_code"]),
        ("AE", ["name", "company_name", "street_address", "city", "country_area"]),
    ],
)
def test_it_asks_for_what_the_country_writes_in_its_order(country: str, order: list[str]) -> None:
    assert fields_for(country).order == order


def test_it_asks_for_a_name_and_a_company_first_and_for_a_street_everywhere() -> None:
    for country in COUNTRIES:
        fields = fields_for(country)
        assert fields.order[:2] == ["name", "company_name"], country
        assert "street_address" in fields.order, country
        assert fields.required <= set(fields.order), country
        assert {"name", "street_address"} <= fields.required, country
        assert set(fields.labels) == {*fields.order, "country_code"}, country
        assert set(fields.order) <= set(MAX_LENGTHS)


def test_it_asks_everywhere_for_the_parts_that_browsers_fill_in() -> None:
    without_city = {country for country in COUNTRIES if "city" not in fields_for(country).order}
    assert without_city == {"GI", "MO", "NR", "SG"}
    for country in COUNTRIES:
        fields, written = fields_for(country), format_of(country)
        tokens = [AUTOCOMPLETE[name] for name in fields.order if name != "sorting_code"]
        assert len(tokens) == len(set(tokens)), country
        # Whatever is asked for is printed, in both scripts, and the other way around.
        for lines in (written.lines, written.latin_lines):
            codes = set(re.findall("%(.)", "".join(lines))) - {"N", "O", "A"}
            assert {CODES[code] for code in codes} == set(fields.order) - set(EVERYWHERE), country


def test_it_says_what_is_required() -> None:
    assert fields_for("DE").required == {"name", "street_address", "postal_code", "city"}
    assert fields_for("IE").required == {"name", "street_address", "city"}
    assert fields_for("AE").required == {"name", "street_address", "country_area"}


def test_it_calls_the_parts_as_the_country_calls_them() -> None:
    assert fields_for("US").labels["postal_code"] == "ZIP code"
    assert fields_for("US").labels["country_area"] == "State"
    assert fields_for("GB").labels["city"] == "Town"
    assert fields_for("IE").labels["postal_code"] == "Eircode"
    assert fields_for("JP").labels["country_area"] == "Prefecture"
    assert fields_for("FR").labels["sorting_code"] == "CEDEX"
    assert fields_for("JM").labels["sorting_code"] == "Sorting code"


def test_it_knows_a_word_for_every_kind_of_part() -> None:
    for country in COUNTRIES:
        assert all(fields_for(country).labels.values()), country


@pytest.mark.parametrize(
    ("language", "name"), [("en", "Gangwon-do"), ("de", "Gangwon-do"), ("ko", "강원"), ("ko-kr", "강원")]
)
def test_it_names_provinces_for_the_reader_and_keeps_one_key(language: str, name: str) -> None:
    with translation.override(language):
        assert ("강원도", name) in fields_for("KR").choices["country_area"]


def test_it_names_provinces_in_the_readers_language_where_the_country_speaks_it() -> None:
    with translation.override("fr"):
        assert ("BC", "Colombie-Britannique") in fields_for("CA").choices["country_area"]
    assert ("BC", "British Columbia") in fields_for("CA").choices["country_area"]


def test_it_offers_each_province_once_sorted_by_name() -> None:
    choices = fields_for("CN").choices["country_area"]
    assert len({key for key, _ in choices}) == len(choices) > 30
    names = [name for _, name in choices]
    assert names == sorted(names)
    assert fields_for("DE").choices == {}


def test_it_finds_every_province_by_each_of_its_names() -> None:
    for country in COUNTRIES:
        written = format_of(country)
        for area in written.areas:
            for name in (area.key, area.latin, *area.names.values()):
                assert written.find_area(f" {name.upper()} ") == area, (country, name)


@pytest.mark.parametrize(
    ("country", "shapes"),
    [("DE", ["12345"]), ("US", ["12345", "12345-6789"]), ("JP", ["123-4567"]), ("LV", ["LV-1073", "LV-1000"])],
)
def test_it_shows_what_a_postcode_looks_like(country: str, shapes: list[str]) -> None:
    assert fields_for(country).postal_examples == shapes


def test_it_shows_no_postcode_where_there_are_none() -> None:
    assert fields_for("HK").postal_examples == []


@pytest.mark.parametrize("codes", [["DE", "XX"], ["de"], ["DE", "DE"], "DE", {"DE": 1}, [None], [["DE"]]])
def test_it_refuses_a_list_of_what_are_no_countries(codes: object) -> None:
    with pytest.raises(ValidationError):
        valid_countries(codes)
    valid_countries(["DE", "AT"])
