"""The benchmark measures every scenario in a shop that is filled once, and nothing that went wrong."""

from pathlib import Path

import pytest

from e2e.bench import kept, measuring, memory
from e2e.bench.figures import table
from e2e.bench.kept import FILLED_BY, SQLITE, Kept
from e2e.bench.measuring import HEAD, open_bare, open_kept
from e2e.bench.scenarios import SCENARIOS
from e2e.bench.visitor import Unexpected, Visitor, read
from shop.testing.server import ROOT

PRODUCTS = 60


@pytest.fixture
def console() -> None:
    """No browser is opened here."""


def test_every_scenario_is_measured_in_a_shop_that_is_filled_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "folder_of", lambda root: tmp_path / "bench")
    monkeypatch.setattr(measuring, "TURNS", 1)
    shop = Kept(SQLITE, PRODUCTS)
    shop.keep()
    filled_at = (shop.folder / "stamp").stat().st_mtime_ns

    with open_bare(workers=1) as bare, open_kept(shop, workers=1) as place:
        for scenario in SCENARIOS:
            [row] = measuring.measure(scenario, bare, [place], seconds=0.05)
            cells = dict(zip(HEAD, row, strict=True))
            assert (cells[""], cells["products"]) == (scenario.name, str(PRODUCTS))
            assert float(cells["p50 ms"]) <= float(cells["p99 ms"])
            assert bool(cells["goal"]) == bool(scenario.shares)
        assert memory.measure(place, pages=len(SCENARIOS))[:3] == ("resident", SQLITE, str(PRODUCTS))
        with Visitor(place.port) as visitor, pytest.raises(Unexpected, match="GET /nowhere/"):
            visitor.ask(visitor.get("/nowhere/"))

    shop.keep()
    assert (shop.folder / "stamp").stat().st_mtime_ns == filled_at


def test_the_stamp_of_a_shop_hangs_on_what_fills_it(tmp_path: Path) -> None:
    assert all(any(ROOT.glob(pattern)) for pattern in FILLED_BY)
    code = tmp_path / "shop" / "demo" / "seeding.py"
    code.parent.mkdir(parents=True)
    code.write_text("1")
    before = kept.stamp(tmp_path)

    code.write_text("2")

    assert kept.stamp(tmp_path) != before


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
    assert (whole.size, whole.headers("set-cookie")) == (len(answer), ["a=1", "b=2"])


def test_a_table_has_a_rule_below_its_head() -> None:
    assert table([("", "rate"), ("page", "1.0"), ("a", "20.0")]).splitlines() == [
        "|      | rate |",
        "| ---- | ---: |",
        "| page |  1.0 |",
        "| a    | 20.0 |",
    ]
