"""Each journey runs in Chromium against a real shop, with JavaScript on and off.

`page` (of pytest-playwright) is an empty page whose relative addresses are the shop's; `javascript` says whether it
runs scripts. `@pytest.mark.needs_javascript` is for what exists only with scripts.
"""

import sqlite3
from collections.abc import Generator, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from e2e import browser
from e2e.console import Console
from e2e.merchant import fill_own_shop
from e2e.pages.checkout_page import CheckoutPage
from e2e.pages.home_page import HomePage
from e2e.pages.product_page import ProductPage
from shop.testing.once import once
from shop.testing.sandbox import Sandbox, open_sandbox
from shop.testing.server import Shop, collect_static, fill_with_demo, open_copy

# How long an action may take before its test fails.
MILLISECONDS = 15_000


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "needs_javascript: what this journey uses exists only with JavaScript")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    chosen = any("javascript" in mark.args[0] for mark in metafunc.definition.iter_markers("parametrize"))
    if "javascript" in metafunc.fixturenames and not chosen:
        needed = metafunc.definition.get_closest_marker("needs_javascript")
        metafunc.parametrize(
            "javascript", [True] if needed else [True, False], ids=lambda on: f"js-{'on' if on else 'off'}"
        )


@pytest.fixture(scope="session")
def static(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The collected static files, for all shops of this run."""
    return once(tmp_path_factory, "static", collect_static)


@pytest.fixture(scope="session")
def shop(tmp_path_factory: pytest.TempPathFactory, static: Path) -> Iterator[Shop]:
    """The demo shop, open while the tests run."""
    filled = once(tmp_path_factory, "demo", partial(fill_with_demo, static=static))
    with open_copy(filled, tmp_path_factory.mktemp("shop")) as shop:
        yield shop


@pytest.fixture(scope="session")
def own_shop(tmp_path_factory: pytest.TempPathFactory, static: Path) -> Iterator[Shop]:
    """A merchant's own shop; a module whose `base_url` is this one's goes there."""
    filled = once(tmp_path_factory, "own", partial(fill_own_shop, static=static))
    with open_copy(filled, tmp_path_factory.mktemp("own-shop")) as shop:
        yield shop


@pytest.fixture(scope="session")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    """The provider that the paying shop offers beside the offline one."""
    with open_sandbox(tmp_path_factory.mktemp("sandbox"), holds=False) as sandbox:
        yield sandbox


@pytest.fixture(scope="session")
def paying_shop(tmp_path_factory: pytest.TempPathFactory, static: Path, sandbox: Sandbox) -> Iterator[Shop]:
    """The demo shop with two ways to pay; a module whose `base_url` is this one's goes there."""
    filled = once(tmp_path_factory, "demo", partial(fill_with_demo, static=static))
    ways = {"PAYMENT_PROVIDERS": "offline,sandbox", "SANDBOX_URL": sandbox.url, "SANDBOX_SECRET": sandbox.secret}
    with open_copy(filled, tmp_path_factory.mktemp("paying-shop"), **ways) as shop:
        sandbox.set(webhook_url=f"{shop.url}/payments/sandbox/webhook/")
        yield shop


@pytest.fixture(autouse=True)
def nothing_was_tried_before(request: pytest.FixtureRequest) -> None:
    """All who order in one shop come from one address, and many under one e-mail: what others tried is forgotten."""
    if "paying_shop" in request.fixturenames:
        shop: Shop = request.getfixturevalue("paying_shop")
        with (
            closing(sqlite3.connect(shop.environment["DATABASE_URL"].removeprefix("sqlite:///"))) as database,
            database,
        ):
            database.execute("DELETE FROM limits_counter")


@pytest.fixture(scope="session")
def base_url(shop: Shop) -> str:
    return shop.url


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_type_launch_args, "executable_path": str(browser.find()), "args": browser.ARGUMENTS}


@pytest.fixture
def browser_context_args(
    request: pytest.FixtureRequest, browser_context_args: dict[str, Any], base_url: str, javascript: bool
) -> dict[str, Any]:
    """What a page is opened with; a test that names a `width` and a `density` gets such a screen."""
    screen = {}
    if "density" in request.fixturenames:
        width, density = map(request.getfixturevalue, ("width", "density"))
        screen = {"viewport": {"width": width, "height": 800}, "device_scale_factor": density}
    # The plugin would keep the first module's address for all.
    return {
        **browser_context_args,
        **screen,
        "base_url": base_url,
        "java_script_enabled": javascript,
        "locale": "en-GB",
        "reduced_motion": "reduce",
    }


@pytest.fixture(autouse=True)
def console(context: BrowserContext) -> Iterator[Console]:
    """What the browser complains about; the test fails when it does."""
    context.set_default_timeout(MILLISECONDS)
    console = Console()
    console.listen(context)
    yield console
    if console.unexpected:
        pytest.fail("The browser complained:\n" + "\n".join(console.unexpected))


@pytest.fixture
def checkout(page: Page, javascript: bool, console: Console) -> CheckoutPage:
    """The checkout of a guest with a storm lantern at €68.00 in the cart."""
    # A section that is sent takes the place of what was on its way to be kept.
    console.expect("htmx:sendAbort|htmx:afterRequest")
    product = ProductPage(page, "storm-lantern")
    product.open()
    product.offer.add.click()
    expect(product.badge.count).to_have_text("1")
    checkout = CheckoutPage(page)
    checkout.open()
    expect(checkout.contact.field("E-mail")).to_be_visible()
    return checkout


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    shop = getattr(item, "funcargs", {}).get("shop")
    if report.failed and isinstance(shop, Shop):
        report.sections.append(("The shop's log", "\n".join(shop.log.read_text(errors="replace").splitlines()[-60:])))
    return report


@pytest.fixture
def field(page: Page, javascript: bool) -> Locator:
    """The search field of the home page, where scripts suggest what goes with the words in it."""
    HomePage(page).open()
    return page.get_by_role("combobox", name="Search the shop")


@pytest.fixture
def options(page: Page) -> Locator:
    """What is suggested."""
    return page.get_by_role("listbox", name="Suggestions").get_by_role("option")
