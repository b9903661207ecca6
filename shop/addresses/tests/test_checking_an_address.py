"""An address is refused with a sentence that says what to do, or kept as its country writes it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shop.addresses import COUNTRIES, FIELDS, MAX_LENGTHS, InvalidAddress, address_lines, clean_address
from shop.addresses.formats import format_of

GERMAN = {
    "name": "Jana Weiß",
    "street_address": "Lindenstraße 12",
    "postal_code": "10969",
    "city": "Berlin",
    "country_code": "DE",
}
AMERICAN = {
    "name": "Ada Park",
    "street_address": "1 Infinite Loop",
    "postal_code": "95014",
    "city": "Cupertino",
    "country_area": "CA",
    "country_code": "US",
}


def errors(address: dict[str, str], **changed: str) -> dict[str, str]:
    with pytest.raises(InvalidAddress) as refusal:
        clean_address(address | changed)
    return refusal.value.errors


def test_it_gives_all_keys_and_keeps_what_was_typed() -> None:
    assert clean_address(GERMAN) == dict.fromkeys(FIELDS, "") | GERMAN


@pytest.mark.parametrize("code", ["", "XX", "ZZ", "ALL", "D", "../de", "DE\0"])
def test_it_asks_for_a_country_first(code: str) -> None:
    assert errors(GERMAN, country_code=code) == {"country_code": "Please choose a country."}


def test_it_asks_for_everything_that_is_missing_at_once() -> None:
    assert errors({"country_code": "DE"}) == {
        "name": "Please give the name of the person who receives it.",
        "street_address": "Please give the street and number.",
        "postal_code": "Please give the postcode.",
        "city": "Please give the city.",
    }
    assert errors({"country_code": "us"}, name="Ada", street_address="1 Loop", city="Cupertino") == {
        "country_area": "Please choose a state from the list.",
        "postal_code": "Please give the ZIP code.",
    }


@pytest.mark.parametrize("blank", ["", "   ", "\u200b", "\u200d", "\u00a0\u3000", "\u0301"])
def test_it_takes_what_cannot_be_seen_for_nothing(blank: str) -> None:
    assert errors(GERMAN, city=blank) == {"city": "Please give the city."}


@pytest.mark.parametrize(
    ("country", "postcode", "sentence"),
    [
        ("DE", "1234", "Please give the postcode as 12345."),
        ("DE", "123456", "Please give the postcode as 12345."),
        ("DE", "10969x", "Please give the postcode as 12345."),
        ("DE", "10969\n", "Postcode: please remove the character U+000A, which cannot be printed."),
        ("US", "9501", "Please give the ZIP code as 12345."),
        ("GB", "GIR 0AAX", "Please give the postcode as EC1Y 8SY."),
        ("IE", "D02", "Please give the Eircode as A65 F4E2."),
        ("IN", "1234", "Please give the PIN code as 123456."),
        ("PL", "1-234", "Please give the postcode as 12-345."),
    ],
)
def test_it_says_what_a_postcode_looks_like(country: str, postcode: str, sentence: str) -> None:
    address = (AMERICAN if country == "US" else GERMAN) | {"country_code": country, "postal_code": postcode}
    assert errors(address)["postal_code"] == sentence


@pytest.mark.parametrize(
    ("country", "typed", "stored"),
    [
        ("DE", "D-10969", "10969"),
        ("DE", "de 10 969", "10969"),
        ("DE", "\N{FULLWIDTH DIGIT ONE}0969", "10969"),
        ("GB", "ec1y8sy", "EC1Y 8SY"),
        ("GB", "m2  5bq", "M2 5BQ"),
        ("JP", "1540023", "154-0023"),
        ("JP", "〒154-0023", "154-0023"),
        ("BR", "40301110", "40301-110"),
        ("PL", "00950", "00-950"),
        ("NL", "1234ab", "1234 AB"),
        ("SE", "SE-114 55", "11455"),
        ("CH", "CH-8001", "8001"),
        ("LV", "1073", "LV-1073"),
        ("CA", "h3z2y7", "H3Z 2Y7"),
        ("IR", "۱۱۹۳۶۱۲۳۴۵", "11936-12345"),
        ("KR", "03051", "03051"),
    ],
)
def test_it_writes_postcodes_as_the_country_does(country: str, typed: str, stored: str) -> None:
    area = {"CA": "Quebec", "JP": "Tokyo", "BR": "Bahia", "KR": "Seoul", "IR": "استان تهران"}.get(country, "")
    address = GERMAN | {"country_code": country, "postal_code": typed, "country_area": area}
    assert clean_address(address)["postal_code"] == stored


def test_it_takes_every_example_of_every_country_and_keeps_it() -> None:
    for country in COUNTRIES:
        written = format_of(country)
        for example in written.postcode_examples:
            address = GERMAN | {"country_code": country, "postal_code": example}
            if written.areas:
                fitting = (area for area in written.areas if not area.postcodes or area.postcodes.match(example))
                address["country_area"] = next(fitting, written.areas[0]).key
            elif "country_area" in written.required:
                address["country_area"] = "Somewhere"
            assert clean_address(address)["postal_code"] in ("", example), country


@pytest.mark.parametrize("area", ["CA", "ca", "California", "CALIFORNIA "])
def test_it_knows_an_area_by_key_and_by_name(area: str) -> None:
    assert clean_address(AMERICAN | {"country_area": area})["country_area"] == "CA"


def test_it_refuses_an_area_that_is_none_of_the_countrys() -> None:
    assert errors(AMERICAN, country_area="Bavaria") == {"country_area": "Please choose a state from the list."}


def test_it_asks_for_an_area_to_be_typed_where_there_is_no_list() -> None:
    address = GERMAN | {"country_code": "CR", "postal_code": "10101"}
    assert errors(address) == {"country_area": "Province: please fill this in."}
    assert clean_address(address | {"country_area": "Alajuela"})["country_area"] == "Alajuela"


def test_it_notices_a_postcode_of_another_area() -> None:
    assert errors(AMERICAN, postal_code="10001") == {
        "postal_code": "10001 is in New York, not in California. Please check both.",
    }


def test_it_lets_a_postcode_through_that_is_of_no_known_area() -> None:
    assert clean_address(AMERICAN | {"postal_code": "00000"})["postal_code"] == "00000"


def test_it_leaves_out_what_the_country_does_not_write() -> None:
    kept = clean_address(GERMAN | {"country_area": "Bavaria", "sorting_code": "x", "color": "red"})
    assert kept == dict.fromkeys(FIELDS, "") | GERMAN


def test_it_makes_white_space_single_and_keeps_three_lines_of_a_street() -> None:
    kept = clean_address(
        GERMAN | {"name": " Jana \u00a0 Weiß ", "street_address": "c/o Abel\r\n\r\nHof 2\rTür 3\n4. Stock"}
    )
    assert kept["name"] == "Jana Weiß"
    assert kept["street_address"] == "c/o Abel\nHof 2\nTür 3 4. Stock"


@pytest.mark.parametrize("field", ["name", "company_name", "street_address", "city"])
def test_it_limits_the_length(field: str) -> None:
    most = MAX_LENGTHS[field]
    assert clean_address(GERMAN | {field: "ß" * most})[field] == "ß" * most
    for long in ("ß" * (most + 1), "ß" * 100_000):
        assert errors(GERMAN, **{field: long})[field].endswith(f": please use at most {most} characters.")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Ja\0na", "U+0000"),
        ("Jana\x1b[31m", "U+001B"),
        ("Jana\x07", "U+0007"),
        ("Jana\tWeiß", "U+0009"),
        ("Jana\nBcc: x@y.example", "U+000A"),
        ("Jana\x85", "U+0085"),
        ("Jana\u2028", "U+2028"),
        ("Jana\u202etxt", "U+202E"),
        ("Jana\ud800", "U+D800"),
        ("Jana\uffff", "U+FFFF"),
    ],
)
def test_it_refuses_what_cannot_be_printed_and_says_which(text: str, code: str) -> None:
    assert errors(GERMAN, name=text) == {
        "name": f"Name: please remove the character {code}, which cannot be printed.",
    }


@pytest.mark.parametrize(
    "name",
    [
        "김민지", "山田 花子", "王小明", "Ольга Ёлкина", "Αλέξανδρος", "محمد علي", "שרה לוי", "प्रिया शर्मा", "สมชาย ใจดี",
        "መሠረት", "Գագիկ", "გიორგი", "தமிழ்ச்செல்வி", "ᏣᎳᎩ", "Ngũgĩ wa Thiong'o", "Nguyễn Thị Hồng", "O'Brien-Łukasz",
        "می\u200cنو", "क्\u200dष", "👩\u200d🚀 Ada", "𠮷野", "𐐷𐐲", "\U0001fae8",
    ],
)  # fmt: skip
def test_it_accepts_every_script(name: str) -> None:
    assert clean_address(GERMAN | {"name": name})["name"] == name


@pytest.mark.parametrize("invisible", ["\u200b", "\u200e", "\u200f", "\u2060", "\ufeff", "\u00ad"])
def test_it_drops_what_was_pasted_unseen(invisible: str) -> None:
    assert clean_address(GERMAN | {"name": f"{invisible}Ja{invisible}na"})["name"] == "Jana"


def test_it_stores_the_same_name_in_the_same_way_however_it_is_composed() -> None:
    assert clean_address(GERMAN | {"name": "Jose\u0301"})["name"] == "José"


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(st.sampled_from([*FIELDS, "x"]), st.text(max_size=40)), st.sampled_from(sorted(COUNTRIES)))
def test_it_answers_anything_with_a_sentence_or_an_address_that_stays_as_it_is(
    data: dict[str, str], country: str
) -> None:
    try:
        kept = clean_address(data | {"country_code": country})
    except InvalidAddress as refused:
        refusal = refused
    else:
        assert clean_address(kept) == kept
        assert address_lines(kept)
        return
    assert refusal.errors
    assert all(refusal.errors.values())


@pytest.mark.parametrize(
    ("street", "city", "is_taken"),
    [("若林 1-2", "世田谷区", True), ("世田谷区若林 1-2", "", True), ("1-2 Wakabayashi, Setagaya-ku", "", True),
     ("若林 1-2", "", False), ("1-2 Wakabayashi", " ", False)],
)  # fmt: skip
def test_a_japanese_address_says_its_municipality(street: str, city: str, is_taken: bool) -> None:
    given = {"country_code": "JP", "name": "山田", "street_address": street, "city": city, "postal_code": "154-0023"}
    address = given | {"country_area": "東京都"}
    if is_taken:
        assert clean_address(address)["city"] == city
    else:
        with pytest.raises(InvalidAddress) as refused:
            clean_address(address)
        assert refused.value.errors == {"city": "Please give the city."}
