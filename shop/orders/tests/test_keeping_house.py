"""A served shop does by itself what no page waits for, and leaves no process behind."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from threading import Event, Thread
from time import monotonic

import pytest
from django.db import OperationalError
from django.utils import timezone

from shop.orders import housekeeping
from shop.orders.housekeeping import Chore, tell_again
from shop.orders.models import Order
from shop.orders.signals import order_paid
from shop.testing.filled import fill
from shop.testing.orders import make_order
from shop.testing.server import Shop, plan_shop, serve

SECONDS = 60
ORDER = "import django; django.setup(); from shop.testing.orders import make_order; make_order()"


def wait_for(condition: Callable[[], bool]) -> bool:
    """Tell whether it comes true in time."""
    deadline, pause = monotonic() + SECONDS, Event()
    while not (is_true := condition()) and monotonic() < deadline:
        pause.wait(0.05)
    return is_true


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    mails = tmp_path / "mails"
    mails.mkdir()
    shop = plan_shop(tmp_path, DJANGO_SETTINGS_MODULE="shop.testing.settings", EMAIL_URL=f"file://localhost/{mails}")
    fill(shop, products=1)
    return shop


@pytest.fixture
def server(shop: Shop) -> Iterator["subprocess.Popen[bytes]"]:
    """The shop's main process alone."""
    with subprocess.Popen([sys.executable, "-m", "shop.serve"], env=shop.environment) as process:
        yield process
        process.kill()
        process.wait(SECONDS)
        # A server that is killed leaves its web processes.
        for number in processes(f"VAR_DIR={shop.folder}\0", of="environ"):
            os.kill(number, signal.SIGKILL)


def processes(words: str, *, of: str) -> list[int]:
    """Return the processes in whose command or environment these words stand."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            try:
                text = (folder / of).read_text(errors="replace")
            except OSError:
                continue
            if words in text:
                found.append(int(folder.name))
    return found


def keepers(server: "subprocess.Popen[bytes]") -> list[int]:
    """Return the processes that keep house for this server."""
    return processes(f"--parent={server.pid}\0", of="cmdline")


@pytest.mark.served
def test_a_served_shop_sends_its_mail(shop: Shop, tmp_path: Path) -> None:
    shop.run("-c", ORDER)
    with serve(shop):
        assert wait_for(lambda: any((tmp_path / "mails").iterdir()))
    [letter] = (tmp_path / "mails").iterdir()
    assert "Subject: Your order 1001" in letter.read_text()


@pytest.mark.served
@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGKILL])
def test_the_housekeeper_goes_with_its_server(server: "subprocess.Popen[bytes]", end: signal.Signals) -> None:
    assert wait_for(lambda: bool(keepers(server)))
    server.send_signal(end)
    server.wait(SECONDS)
    assert wait_for(lambda: not keepers(server))


@pytest.mark.served
def test_a_housekeeper_that_dies_is_replaced(
    server: "subprocess.Popen[bytes]",
) -> None:
    assert wait_for(lambda: bool(keepers(server)))
    [first] = keepers(server)
    os.kill(first, signal.SIGKILL)
    assert wait_for(lambda: bool(set(keepers(server)) - {first}))


def test_a_chore_that_fails_is_done_again() -> None:
    done = []

    def fail_once() -> None:
        done.append(True)
        if len(done) == 1:
            raise OperationalError("away")
        if len(done) == 2:
            raise LookupError("a bug")

    chore = Chore(fail_once, seconds=10)
    for now in (0, 5, 10, 20, 25):
        chore.tend(now)
    assert len(done) == 3


def test_it_stops_when_it_is_told_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(housekeeping, "SECONDS_BETWEEN_ROUNDS", 60)
    stop = Event()
    keeper = Thread(target=housekeeping.keep_house, args=(stop,))
    keeper.start()
    stop.set()
    keeper.join(SECONDS)
    assert not keeper.is_alive()


@pytest.mark.django_db
def test_it_tells_again_of_a_paid_order_whose_cart_was_not_emptied() -> None:
    order = make_order(session_key="abc")
    paid_at = timezone.now() - timedelta(minutes=5)
    Order.objects.filter(pk=order.pk).update(state=Order.State.PAID, paid_at=paid_at)
    make_order(session_key="unpaid")
    heard = []

    def hear(order: Order, **_: object) -> None:
        heard.append(order)

    order_paid.connect(hear)
    try:
        tell_again()
    finally:
        order_paid.disconnect(hear)
    assert heard == [order]
