"""Where it is measured: shops that are served, each on a database of its own, and the bare view beside them."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from shop.demo.bench.scenarios import Goods, Scenario
from shop.testing.filled_checkouts import gather
from shop.testing.server import Shop, collect_static, plan_shop, serve
from shop.testing.services import find_postgres, throwaway_database

PLENTY = 1_000_000
FIND = """
import json
from shop.catalog.models import Variant
variant = Variant.objects.filter(stock__gt=0, track_stock=True, product__status="active").earliest("pk")
Variant.objects.filter(pk=variant.pk).update(stock={stock})
print(json.dumps([variant.product.get_absolute_url(), variant.pk]))
"""


@dataclass(frozen=True)
class Place:
    """A shop that is served, the product that its visitors buy, and the queries of each step of its checkout."""

    name: str
    shop: Shop
    goods: Goods
    queries: Mapping[str, int] = field(default_factory=dict)

    @property
    def port(self) -> int:
        return urlsplit(self.shop.url).port or 80

    def goods_for(self, scenario: Scenario, orders: int) -> Goods:
        """Return what the scenario's visitors need. Filled-in checkouts are good for one order each."""
        if not scenario.needs_checkouts:
            return self.goods
        [crowd] = gather(self.shop, buyers=orders, stocks=[PLENTY])
        return Goods(self.goods.path, self.goods.variant, crowd.checkouts)


@contextmanager
def open_bare(workers: int) -> Iterator[Place]:
    """Open the bare view."""
    with TemporaryDirectory() as folder:
        shop = plan_shop(Path(folder), WEB_WORKERS=str(workers))
        with serve(shop, program=("-m", "shop.demo.bench.bare")):
            yield Place("no database", shop, Goods("/", 0))


@contextmanager
def open_demo(name: str, workers: int) -> Iterator[Place]:
    """Open the demo shop on `SQLite` or `PostgreSQL`."""
    with TemporaryDirectory() as folder:
        if name == "SQLite":
            with open_on(name, Path(folder), WEB_WORKERS=str(workers)) as place:
                yield place
            return
        with (
            throwaway_database() as url,
            open_on(name, Path(folder), WEB_WORKERS=str(workers), DATABASE_URL=url) as place,
        ):
            yield place


@contextmanager
def open_on(name: str, folder: Path, **variables: str) -> Iterator[Place]:
    collect_static(folder)
    shop = plan_shop(folder, **variables)
    with serve(shop, "--prepare"):
        path, variant = json.loads(shop.manage("shell", "-v0", "-c", FIND.format(stock=PLENTY)).splitlines()[-1])
        queries = json.loads(shop.run("-m", "shop.demo.bench.queries", path, str(variant)).splitlines()[-1])
        yield Place(name, shop, Goods(path, variant), queries)


def databases() -> list[str]:
    """Return the databases that answer here."""
    return ["SQLite"] if find_postgres().failure else ["SQLite", "PostgreSQL"]
