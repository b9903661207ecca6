"""What words find, and what of it comes first."""

import pytest

from shop.catalog.search import find, finding, postgres
from shop.catalog.tests.found_titles import titles
from shop.testing.builders import make_product

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql("it has SQL of its own")]


@pytest.mark.parametrize(
    "words",
    ["halm", "stoneware", "winter", "TM-01", "tm01", "01", "dipped twice", "sage", "wanders & more", "tide 350 halm"],
)
def test_it_finds_words_of_every_text(words: str) -> None:
    make_product(
        title="Tide mug",
        vendor="Halm",
        product_type="Stoneware",
        tags="winter, gift",
        description="<p>Dipped<br>twice, it <strong>wanders</strong> &amp; more. 350&nbsp;ml</p>",
        options={"Glaze": ["Sage"]},
        variant={"sku": "TM-01"},
    )
    make_product(title="Oak board")

    assert titles(words) == ["Tide mug"]


def test_it_finds_nothing_that_is_not_published() -> None:
    make_product(title="Tide mug", status="draft")

    assert titles("tide") == []


def test_title_and_sku_come_first_then_what_it_is_then_what_is_said() -> None:
    make_product(title="Oak board", description="Goes with a mug")
    make_product(title="Handle", tags="mug")
    make_product(title="Tide mug")
    make_product(title="Mug")
    make_product(title="Zebra", variant={"sku": "MUG-7"})

    assert titles("mug") == ["Mug", "Tide mug", "Zebra", "Handle", "Oak board"]


def test_a_word_comes_before_those_that_begin_with_it() -> None:
    for title in ("Cat bowl", "Catalogue holder", "Caterpillar toy", "Category sign"):
        make_product(title=title)

    assert titles("cat") == ["Cat bowl", "Catalogue holder", "Category sign", "Caterpillar toy"]


def test_all_words_that_begin_so_count_where_they_are_few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "MOST_COMPLETIONS", 2)
    for letter in "abcde":
        make_product(title=f"Proto{letter} thing")

    assert len(titles("proto")) == 5


@pytest.mark.parametrize("words", ["mug and saucer", "a mug with saucer", "saucer for the mug", "mug or saucer"])
def test_words_that_only_join_others_need_not_be_there(words: str) -> None:
    make_product(title="Mug, saucer")

    assert titles(words) == ["Mug, saucer"]


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("청자 머그컵", "청자머그"),
        ("아이폰 케이스", "아이폰케이스"),
        ("보들보들 극세사 담요", "극세사담요"),
        ("iPhone15 case", "iphone 15"),
        ("iPhone 15 case", "iphone15"),
        ("Bottle 350 ml", "bottle 350ml"),
        ("Bottle 350ml", "350 ml"),
        ("Basic T-Shirt", "tshirt"),
        ("Basic T-Shirt", "tshirts"),
        ("Tshirts, basic", "t-shirts"),
        ("Wi-Fi router", "wifi"),
        ("Wifi router", "router wi fi"),
        ("L\u2019Oréal cream", "loreal"),
        ("Rock\u2019n\u2019Roll tee", "rocknroll"),
        ("Kaffeetasse", "kaffee tasse"),
    ],
)
def test_spaces_may_be_set_otherwise(title: str, words: str) -> None:
    make_product(title=title)

    assert titles(words) == [title]


@pytest.mark.parametrize("words", ["t", "ti", "tid", "TIDE M", "mug ti", "stonew", "halm stone"])
def test_the_last_word_may_have_been_begun(words: str) -> None:
    make_product(title="Tide mug", vendor="Halm", tags="stoneware")
    make_product(title="Oak board")

    assert titles(words) == ["Tide mug"]


def test_only_the_last_word_may_have_been_begun() -> None:
    make_product(title="Tide mug")

    assert titles("ti mug") == []


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("mugs", "Tide mug"),
        ("mug tide", "Tide mugs"),
        ("shelves oak", "Oak shelf"),
        ("shelf oak", "Oak shelves"),
        ("knives", "Bread knife"),
        ("gloves", "Oven glove"),
        ("glasses", "Wine glass"),
        ("glass wine", "Wine glasses"),
        ("boxes", "Shoe box"),
        ("shoes red", "Red shoe"),
        ("dishes", "Deep dish"),
        ("berries", "Red berry"),
        ("cookies", "Oat cookie"),
        ("vases", "Tall vase"),
        ("mens shirt", "Men\u2019s shirts"),
        ("men's shirt", "Mens shirt"),
        ("levis", "Levi's jeans"),
    ],
)
def test_singular_and_plural_find_each_other(words: str, title: str) -> None:
    make_product(title=title)
    make_product(title="Bass")

    assert titles(words) == [title]


def test_what_only_ends_like_a_plural_is_none() -> None:
    make_product(title="Gla pencil")
    for number in range(3):
        make_product(title=f"Glass {number}")

    assert titles("glass") == ["Glass 0", "Glass 1", "Glass 2"]


@pytest.mark.parametrize("words", ["creme brulee", "CRÈME BRÛLÉE", "Crème brûlée", "smorrebrod", "SMØRREBRØD"])
def test_case_and_accents_do_not_matter(words: str) -> None:
    make_product(title="Crème Brûlée", tags="Smørrebrød")

    assert titles(words) == ["Crème Brûlée"]


def test_a_sharp_s_is_two() -> None:
    make_product(title="Straße")

    assert titles("strasse") == titles("STRASSE") == titles("straße") == ["Straße"]


@pytest.mark.parametrize("words", ["머그", "그컵", "컵", "머그컵", "푸른 컵", "도자기", "자기", "ＡＢ머그"])
def test_korean_words_are_found_inside_longer_ones(words: str) -> None:
    make_product(title="푸른 AB머그컵", tags="백도자기")
    make_product(title="참나무 도마")

    assert titles(words) == ["푸른 AB머그컵"]


def test_korean_in_single_letters_is_the_same() -> None:
    make_product(title="머그컵")

    assert titles("\u1106\u1165\u1100\u1173\u110f\u1165\u11b8") == ["머그컵"]


@pytest.mark.parametrize("words", ["東京", "マグ", "茶"])
def test_chinese_and_japanese_words_are_found_inside_longer_ones(words: str) -> None:
    make_product(title="東京茶碗とマグカップ")

    assert titles(words) == ["東京茶碗とマグカップ"]


def test_among_too_many_the_newest_of_the_best_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "MOST_FOUND", 3)
    for number in range(3):
        make_product(title=f"Board {number}", tags="mug")
        make_product(title=f"Tide mug {number}")

    assert titles("mug") == ["Tide mug 0", "Tide mug 1", "Tide mug 2"]
    assert len(find("board")) == 3


@pytest.mark.parametrize("most", [1, 5, 100])
def test_the_newest_are_found_first_however_far_back_the_last_is(monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    # What stands for thousands of products on PostgreSQL: each window is asked after the one that is newer.
    monkeypatch.setattr(postgres, "WINDOWS", (1, 2, 4))
    mugs = [make_product(title=f"Tide mug {number}").pk for number in range(7)]
    for number in range(9):
        mugs += [make_product(title="Tide mug").pk] if number % 4 == 0 else []
        make_product(title="Oak board")

    assert list(finding.rank("tide", most)) == mugs[::-1][:most]


@pytest.mark.parametrize("words", ["", " \t ", "-"])
def test_without_words_it_finds_nothing(words: str) -> None:
    make_product(title="Tide mug")

    assert find(words) == []


def test_the_most_relevant_come_first_and_of_these_the_newest() -> None:
    said, *named = [make_product(title=title, tags="mug").pk for title in ("Oak board", "Tide mug", "Fjell mug")]
    named.append(make_product(title="Ebb mug").pk)

    assert find("mug") == [*reversed(named), said]


@pytest.mark.parametrize(
    "words",
    ['"', "'", "''", '"tide', "NEAR", "NEAR(tide, 2)", "*", "ti*", "tide*", "-tide", "tide:mug", "{tokens}: tide",
     "^tide", "+", "AND", "OR NOT", "tide AND", "(", ")", ":*", "<->", "!", "&", "|", "tide & ! mug", "\\", "\\'",
     "%", "_", "§", "§tide", "¦", "\x00", "ti\x00de", "\ud800", "\u200b", "\U0001f600", "a" * 10_000, "tide " * 2_000,
     "머" * 10_000, "é" * 5_000, "ﷺ" * 500, "%s", "{}", "1", "٣", "ⅷ", "½"],
)  # fmt: skip
def test_hostile_words_find_something_or_nothing(words: str) -> None:
    made = make_product(title="Tide mug")

    assert find(words) in ([], [made.pk])


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("ข้าวหอมมะลิ", "มะลิ"),
        ("ข้าวหอมมะลิ", "หอม"),
        ("ກະເປົາຜ້າຝ້າຍ", "ຝ້າຍ"),
        ("កាបូបក្រណាត់", "ក្រណាត់"),
        ("ချည်ထည်အိတ်", "အိတ်"),
        ("棉布手提包", "手提"),
        ("リネンのシャツ", "シャツ"),
        ("สบู่ 100 กรัม", "สบู่ 100"),
        ("हिन्दी किताब", "किताब"),
        ("قهوة عربية", "قهوه"),
        ("کیک شکلاتی", "كيك شكلاتي"),
        ("Türschild", "tuerschild"),
        ("Öl", "oel"),
        ("Blåbær", "blaabaer"),
        ("Bam\u00adboo mat", "bamboo"),
        ("30\u00d740 frame", "30x40"),
        ("Strawberry 🍓 jam", "🍓"),
        ("Strawberry 🍓 jam", "strawberry jam"),
        ("Strawberry jam", "jam 🍓"),
        ("High five 👍🏽", "👍"),
        ("Scarf 🇰🇷", "🇰🇷"),
        ("☕ set", "☕️"),
    ],
)
def test_words_of_every_script_are_found(title: str, words: str) -> None:
    make_product(title=title)
    make_product(title="Oak board กระเป๋า 🇯🇵", vendor="ผ้า")

    assert titles(words) == [title]
