"""Where it is measured: shops that are served, each a copy of one that is kept, and the bare view beside them."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from shop.demo.bench.goods import PLENTY, Goods
from shop.demo.bench.kept import Copy, Kept
from shop.demo.bench.loading import load
from shop.demo.bench.scenarios import Scenario, fill_cart
from shop.demo.bench.visits import Visit
from shop.testing.filled_checkouts import gather
from shop.testing.server import Shop, collect_static, free_port, plan_shop, serve, use_static

CARTS = 48
SECONDS_TO_FILL = 60


@dataclass(frozen=True)
class Place:
    """A shop that is served, what its visitors are given, and the queries of each step that they take."""

    shop: Shop
    goods: Goods
    kept: Kept | None = None
    queries: Mapping[str, int] = field(default_factory=dict)

    @property
    def port(self) -> int:
        return urlsplit(self.shop.url).port or 80

    @property
    def database(self) -> str:
        return self.kept.database if self.kept else "none"

    @property
    def products(self) -> int:
        return self.kept.products if self.kept else 0

    def goods_for(self, scenario: Scenario, orders: int) -> Goods:
        """Return what the scenario's visitors need. Carts and filled-in checkouts are good for one run."""
        if scenario.needs_carts:
            return replace(self.goods, carts=[visit.cookies for visit in self._filled(CARTS)])
        if scenario.needs_checkouts:
            [crowd] = gather(self.shop, buyers=orders, stocks=[PLENTY])
            return replace(self.goods, checkouts=crowd.checkouts)
        return self.goods

    def _filled(self, number: int) -> list[Visit]:
        visits = [Visit(fill_cart(self.goods)) for _ in range(number)]
        load(self.port, iter(visits), connections=2, seconds=SECONDS_TO_FILL)
        return visits


@contextmanager
def open_bare(workers: int) -> Iterator[Place]:
    """Open the bare view."""
    with TemporaryDirectory() as folder:
        shop = plan_shop(Path(folder), WEB_WORKERS=str(workers))
        with serve(shop, program=("-m", "shop.demo.bench.bare")):
            yield Place(shop, Goods("/", 0))


@contextmanager
def collected_static() -> Iterator[Path]:
    """Give a folder in which the static files of all shops are collected."""
    with TemporaryDirectory() as folder:
        collect_static(Path(folder))
        yield Path(folder)


@contextmanager
def open_copy(copy: Copy, static: Path, workers: int) -> Iterator[Place]:
    """Serve a copy of a kept shop."""
    use_static(copy.folder, static)
    shop = plan_shop(copy.folder, WEB_WORKERS=str(workers), **copy.variables)
    goods = Goods(**json.loads(last_line(shop.run("-m", "shop.demo.bench.goods"))))
    # Not all of its pages, which are more than an argument may hold.
    few = json.dumps(asdict(replace(goods, pages=goods.pages[:1000])))
    queries = json.loads(last_line(shop.run("-m", "shop.demo.bench.queries", few)))
    with serve_anew(Place(shop, goods, copy.kept, queries)) as place:
        yield place


@contextmanager
def serve_anew(place: Place) -> Iterator[Place]:
    """Serve the same shop by processes that nobody has asked for anything yet."""
    # Chosen now: one that was free a while ago may be taken.
    port = free_port()
    environment = place.shop.environment | {"PORT": str(port)}
    shop = replace(place.shop, url=f"http://127.0.0.1:{port}", environment=environment)
    with serve(shop):
        yield replace(place, shop=shop)


def last_line(text: str) -> str:
    return text.splitlines()[-1]
