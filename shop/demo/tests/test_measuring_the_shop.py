"""The benchmark measures what it says: whole visits, each answer once, and nothing that went wrong."""

from itertools import repeat

import pytest

from shop.demo.bench.__main__ import table
from shop.demo.bench.loading import load, read
from shop.demo.bench.places import open_bare
from shop.demo.bench.queries import count
from shop.demo.bench.scenarios import PLACE, Goods, check_out
from shop.demo.bench.visits import Step, Steps, Unexpected, Visit
from shop.orders.models import Order
from shop.testing.builders import make_product
from shop.testing.terms import make_method


@pytest.mark.django_db
def test_a_visitor_goes_the_whole_way_and_each_step_is_counted() -> None:
    make_method(name="Standard")
    make_method(name="Express")
    product = make_product()

    counts = count(check_out(Goods(product.get_absolute_url(), product.variants.get().pk)))

    assert Order.objects.count() == 1
    assert list(counts)[-2:] == [PLACE, "see the thank-you page"]
    assert all(counts.values())


@pytest.mark.django_db
def test_a_visitor_who_is_led_elsewhere_is_no_measurement() -> None:
    product = make_product(stock=0)

    with pytest.raises(Unexpected):
        count(check_out(Goods(product.get_absolute_url(), product.variants.get().pk)))


def ask(times: int, path: str = "/") -> Steps:
    for _ in range(times):
        yield Step("ask", path)


@pytest.mark.served
def test_every_answer_of_every_connection_is_measured_once() -> None:
    with open_bare(workers=1) as place:
        done = load(place.port, iter([Visit(ask(20)) for _ in range(7)]), connections=3, seconds=60)
        assert len(done.figures["ask"].seconds) == 7 * 20
        assert 0 < done.figures["ask"].quantile(50) <= done.figures["ask"].quantile(99)

        endless = load(place.port, (Visit(ask(10)) for _ in repeat(None)), connections=2, seconds=0.1)
        assert 0.1 < endless.elapsed < 5

        with pytest.raises(Unexpected, match="404"):
            load(place.port, iter([Visit(ask(1, "/nowhere/"))]), connections=1, seconds=1)


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nSet-Cookie: a=1\r\nset-cookie: b=2\r\n\r\nok",
        b"HTTP/1.1 200 OK\r\nTE: x\r\nSet-Cookie: a=1\r\nset-cookie: b=2\r\n\r\n1\r\n!\r\n0\r\n\r\n",
        b"HTTP/1.1 303 See Other\r\nSet-Cookie: a=1\r\nset-cookie: b=2\r\ncontent-length: 0\r\n\r\n",
    ],
)
def test_an_answer_is_read_when_it_is_all_there(answer: bytes) -> None:
    assert [read(bytearray(answer[:length])) for length in range(len(answer))] == [None] * len(answer)

    whole = read(bytearray(answer))

    assert whole is not None
    assert (whole.size, whole.headers["set-cookie"]) == (len(answer), "a=1\nb=2")


def test_a_table_has_a_rule_below_its_head() -> None:
    assert table([("", "rate"), ("page", "1.0"), ("a", "20.0")]) == [
        "|      | rate |",
        "| ---- | ---: |",
        "| page |  1.0 |",
        "| a    | 20.0 |",
    ]
