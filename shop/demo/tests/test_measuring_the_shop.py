"""The benchmark measures what it says: whole visits, each answer once, and nothing that went wrong."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, repeat
from pathlib import Path

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from shop.catalog.models import Product
from shop.demo.bench import kept, memory, report, written
from shop.demo.bench.facets import time
from shop.demo.bench.goals import Goal, Row, growth
from shop.demo.bench.goods import Goods, choose
from shop.demo.bench.loading import load, quantile, read
from shop.demo.bench.places import open_bare, open_copy, serve_anew
from shop.demo.bench.queries import Application, count
from shop.demo.bench.report import table
from shop.demo.bench.scenarios import ADD, PLACE, SCENARIOS, Scenario
from shop.demo.bench.visits import Step, Steps, Unexpected, Visit
from shop.orders.models import Order
from shop.testing.builders import make_category, make_product
from shop.testing.server import ROOT, collect_static, plan_shop
from shop.testing.terms import make_method

COUNT_SESSIONS = "from django.contrib.sessions.models import Session; print(Session.objects.count())"


def scenario(name: str) -> Scenario:
    return next(each for each in SCENARIOS if each.name == name)


@pytest.fixture
def application(db: None) -> Iterator[Application]:
    """All that the server calls. The test's connection is not the requests' to close."""
    from shop.wsgi import application

    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield application
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def goods(db: None) -> Goods:
    """Thirty products in two categories, in three colours."""
    options = {"Colour": ["Red", "Blue", "Green"]}
    above = make_category(name="Textiles", slug="textiles")
    below = make_category(name="Shirts", slug="shirts", parent=above)
    for number in range(30):
        make_product(title=f"Shirt no. {number}", category=(above, below)[number % 2], options=options)
    return choose()


def test_goods_are_chosen_that_carts_can_hold_and_lists_that_exist(goods: Goods) -> None:
    assert len(set(goods.in_cart)) == 3
    assert [(path, pages) for path, pages in goods.lists] == [("/category/textiles/", 2), ("/category/shirts/", 1)]
    assert goods.category == "/category/textiles/"
    assert len(set(goods.pages)) == 30
    assert goods.narrowed == []


def test_a_visitor_goes_the_whole_way_and_each_step_is_counted(application: Application, goods: Goods) -> None:
    make_method(name="Standard")
    make_method(name="Express")

    counts = count(application, scenario("check out"), goods)

    assert Order.objects.count() == 2
    assert list(counts)[-2:] == [PLACE, "see the thank-you page"]
    # The product's page is kept from the first visit on.
    assert all(counts[name] > 1 for name in list(counts)[1:])


def test_a_visitor_who_is_led_elsewhere_is_no_measurement(application: Application, goods: Goods) -> None:
    Product.objects.get(slug=goods.path.split("/")[2]).variants.update(stock=0)

    with pytest.raises(Unexpected):
        count(application, scenario("check out"), goods)


@pytest.mark.parametrize(
    "name", [each.name for each in SCENARIOS if not each.needs_checkouts and "filters" not in each.name]
)
def test_every_scenario_can_be_taken(application: Application, goods: Goods, name: str) -> None:
    make_method()

    counts = count(application, scenario(name), goods)

    assert counts
    if scenario(name).is_new or name == ADD:
        assert all(counts.values())


def test_a_new_page_has_another_address_every_time(goods: Goods) -> None:
    [visit] = islice(scenario("category page, new").visits(goods), 1)

    addresses = [next(visit.steps).path for _ in range(200)]

    assert len(set(addresses)) == 200
    assert {address.partition("ref=")[0] for address in addresses} == {
        "/category/textiles/?", "/category/textiles/?page=2&", "/category/shirts/?"
    }  # fmt: skip


def test_a_page_that_is_to_be_new_and_is_kept_is_no_measurement(application: Application, goods: Goods) -> None:
    same = replace(scenario("category page"), is_new=True)

    with pytest.raises(ValueError, match="was kept"):
        count(application, same, goods)


def test_a_cart_that_is_lost_is_no_measurement(application: Application, goods: Goods) -> None:
    of_all = scenario("home page, three lines in the cart")
    lost = replace(of_all, needs_carts=False)

    with pytest.raises(Unexpected):
        count(application, lost, replace(goods, carts=[{}, {}]))


def test_nothing_is_left_of_a_page_after_a_write(application: Application, goods: Goods) -> None:
    addresses = [path for path, _ in goods.lists]

    done = written.time(application, addresses, times=3)

    assert len(done["seconds"]) == 3
    assert done["queries"] > count(application, scenario("category page, new"), goods)["category page, new"]


def test_facets_are_counted_as_the_listing_counts_them(goods: Goods) -> None:
    counted = time("/category/textiles/?available=1&option.Colour=Red")

    assert counted["products"] == 30
    assert counted["queries"] == 1
    assert len(counted["seconds"]) == 30


def ask(times: int, path: str = "/") -> Steps:
    for _ in range(times):
        yield Step("ask", path)


@pytest.mark.served
def test_every_answer_of_every_connection_is_measured_once() -> None:
    with open_bare(workers=1) as place:
        done = load(place.port, iter([Visit(ask(20)) for _ in range(7)]), connections=3, seconds=60)
        assert len(done.figures["ask"].seconds) == done.answers == 7 * 20
        assert 0 < done.figures["ask"].quantile(50) <= done.figures["ask"].quantile(99)

        endless = load(place.port, (Visit(ask(10)) for _ in repeat(None)), connections=2, seconds=0.1)
        assert 0.1 < endless.elapsed < 5
        assert 0 < endless.busy < 1

        with pytest.raises(Unexpected, match="404"):
            load(place.port, iter([Visit(ask(1, "/nowhere/"))]), connections=1, seconds=1)

        assert 10 < memory.resident(memory.worker_of(place.port)) < 500


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nSet-Cookie: a=1\r\nset-cookie:  b=2\r\n\r\nok",
        b"HTTP/1.1 200 OK\r\nTE: x\r\nSet-Cookie: a=1\r\nset-cookie: b=2\r\n\r\n1\r\n!\r\n0\r\n\r\n",
        b"HTTP/1.1 303 See Other\r\nSet-Cookie: a=1\r\nset-cookie: b=2\r\ncontent-length: 0\r\n\r\n",
    ],
)
def test_an_answer_is_read_when_it_is_all_there(answer: bytes) -> None:
    assert [read(answer[:length]) for length in range(len(answer))] == [None] * len(answer)

    whole = read(answer)

    assert whole is not None
    assert (whole.size, whole.headers["set-cookie"]) == (len(answer), "a=1\nb=2")
    visit = Visit(ask(1))
    assert visit.keep(whole)
    assert visit.cookies == {"a": "1", "b": "2"}
    assert not visit.keep(whole)


def test_a_quantile_is_in_milliseconds() -> None:
    assert quantile([0.003, 0.001, 0.002], 50) == pytest.approx(2)
    assert quantile([0.001 * number for number in range(100)], 99) == pytest.approx(99)


def test_a_row_says_of_each_goal_whether_it_is_reached() -> None:
    goal = Goal(share=0.1, queries=6, size=2_500, p50=25)
    row = Row("add to cart", kept.SQLITE, 1_000_000, 1, rate=900, p50=30, size=2_400, queries=9, share=0.12, goal=goal)

    assert row.judge() == "0.10: reached; p50 25 ms: missed by 20%; 6 queries: missed by 50%; 2,500 bytes: reached"
    assert "p50" not in replace(row, connections=8).judge()
    assert replace(row, goal=replace(goal, on="PostgreSQL")).judge() == ""
    assert replace(row, share=0.05).judge().startswith("0.10: missed by 50%")


def test_the_largest_shop_is_compared_with_the_smallest() -> None:
    small, large = (
        Row("home", kept.SQLITE, products, 1, share=share) for products, share in ((1_000, 0.9), (5_000, 0.5))
    )

    assert growth(small, large) == "1.80: more than 1.5"
    assert [cells[-1] for cells in report.pages([small, large])[1:]] == ["", "1.80: more than 1.5"]
    assert growth(small, replace(large, share=0.9)) == "1.00: reached"


def test_a_table_has_a_rule_below_its_head() -> None:
    assert table([("", "rate"), ("page", "1.0"), ("a", "20.0")]) == [
        "|      | rate |",
        "| ---- | ---: |",
        "| page |  1.0 |",
        "| a    | 20.0 |",
    ]


@pytest.mark.served
def test_a_shop_is_filled_once_and_measured_in_a_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "FOLDER", tmp_path / "bench")
    collect_static(tmp_path)
    made = kept.keep(kept.SQLITE, 60)
    assert made.seconds > 0
    assert made.size > 100_000

    with kept.copied(made) as copy, open_copy(copy, tmp_path, workers=1) as place:
        adding = scenario(ADD)
        done = load(place.port, adding.visits(place.goods_for(adding, orders=1)), connections=2, seconds=0.2)
        assert place.queries[ADD] > 1
        assert done.figures[ADD].size > 0
        with serve_anew(place) as anew:
            assert memory.resident(memory.worker_of(anew.port)) > 10

    assert kept.keep(kept.SQLITE, 60) == made
    assert plan_shop(made.folder).manage("shell", "-v0", "-c", COUNT_SESSIONS).strip() == "0"
    monkeypatch.setattr(kept, "stamp", lambda: "other code")
    monkeypatch.setattr(kept, "fill", lambda wanted: replace(wanted, seconds=1.5))
    assert kept.keep(kept.SQLITE, 60).seconds == 1.5
    kept.remove_all()
    assert not (tmp_path / "bench").exists()


def test_the_stamp_of_a_shop_hangs_on_what_fills_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert all(any(ROOT.glob(pattern)) for pattern in kept.FILLED_BY)
    monkeypatch.setattr(kept, "ROOT", tmp_path)
    code = tmp_path / "shop" / "demo" / "seeding.py"
    code.parent.mkdir(parents=True)
    code.write_text("1")
    before = kept.stamp()
    assert kept.stamp() == before

    code.write_text("2")

    assert kept.stamp() != before


def test_pages_that_fill_the_memory_are_all_different(goods: Goods) -> None:
    pages = memory.different_pages(goods)
    assert len({next(pages) for _ in range(500)}) == 500
