"""While `make dev` serves the shop, what its developer changes is on the next request."""

import re
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event
from time import monotonic
from urllib.parse import urljoin

import httpx
import pytest

from shop.testing.filled import fill
from shop.testing.server import Shop, plan_shop, serve
from shop.testing.shoppers import Shopper
from shop.tests.source import ROOT

pytestmark = pytest.mark.served

SECONDS = 60
SOURCES = ("cart", "shop", "static", "templates", "manage.py")
LISTS = ("/", "/category/textiles-1/", "/search/?q=shirt")
PAGES = (*LISTS, "/products/shirt-1/", "/cart/")
IMPORT = re.compile(r'^(?:@import url\("|import ")([^"]+)', re.MULTILINE)


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the source that may be changed."""
    copy = tmp_path_factory.mktemp("source")
    for name in SOURCES:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("tests", "__pycache__"))
        else:
            shutil.copy(ROOT / name, copy)
    return copy


@pytest.fixture(scope="module")
def shop(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    """A shop with two products, served from the copy as `make dev` does."""
    shop = replace(plan_shop(tmp_path_factory.mktemp("shop"), DEBUG="1"), root=source)
    fill(shop, products=2)
    with serve(shop, program=("-m", "shop.develop")):
        yield shop


@pytest.fixture(scope="module")
def visitors(shop: Shop) -> Iterator[list[httpx.Client]]:
    """Somebody without a cart, for whom pages are kept, and somebody with one. Both have seen every page."""
    with httpx.Client(base_url=shop.url, timeout=SECONDS) as anyone, Shopper.arrive(shop, 1) as shopper:
        visitors = [anyone, shopper.client]
        for _ in range(2):
            assert {visitor.get(page).status_code for visitor in visitors for page in PAGES} == {httpx.codes.OK}
        yield visitors


@pytest.mark.parametrize("template", ["base.html", "cart/_badge.html"])
def test_a_changed_template_is_on_every_page(template: str, source: Path, visitors: list[httpx.Client]) -> None:
    mark = append(source / "templates" / template)

    assert [page for visitor in visitors for page in PAGES if mark not in visitor.get(page).text] == []


def test_a_changed_card_is_in_every_list(source: Path, visitors: list[httpx.Client]) -> None:
    mark = append(source / "templates" / "catalog" / "_card.html")

    assert [page for visitor in visitors for page in LISTS if mark not in visitor.get(page).text] == []


@pytest.mark.parametrize(
    ("whole", "part", "comment"),
    [("css/app.css", "components/card.css", "/* {} */"), ("js/app.js", "dialog.js", "// {}")],
    ids=["style", "script"],
)
def test_a_changed_part_reaches_whoever_reads_the_whole(
    whole: str, part: str, comment: str, source: Path, visitors: list[httpx.Client]
) -> None:
    mark = append((source / "static" / whole).parent / part, comment)

    assert mark in read_with_parts(visitors[0], f"/static/{whole}")


def test_changed_python_is_run_once_the_server_has_begun_again(source: Path, visitors: list[httpx.Client]) -> None:
    mark = append(source / "shop" / "settings.py", 'SHOP_TAGLINE = "{}"')

    assert mark in read_when_there(visitors[0], "/", mark)


def append(path: Path, form: str = "{}") -> str:
    """Write a new mark to the end of a file, in this form, and return it."""
    mark = f"mark-{secrets.token_hex(4)}"
    with path.open("a") as file:
        file.write(form.format(mark) + "\n")
    return mark


def read_with_parts(visitor: httpx.Client, address: str) -> str:
    """Return what a browser reads that asks again for what it has: a file and all that it imports."""
    answer = visitor.get(address)
    assert "max-age=0" in answer.headers["Cache-Control"]
    return answer.text + "".join(
        read_with_parts(visitor, urljoin(address, part)) for part in IMPORT.findall(answer.text)
    )


def read_when_there(visitor: httpx.Client, address: str, mark: str) -> str:
    """Return a page as soon as it has the mark, or as it is when the time is over."""
    deadline, pause, page = monotonic() + SECONDS, Event(), ""
    while mark not in page and monotonic() < deadline:
        try:
            page = visitor.get(address).text
        except httpx.TransportError:
            pause.wait(0.1)
    return page
