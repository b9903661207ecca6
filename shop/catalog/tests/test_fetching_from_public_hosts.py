"""What a file names is fetched from the internet alone: not from this machine, nor from what stands beside it."""

import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import httpcore
import pytest

from shop.catalog.shopify_csv import fetching
from shop.catalog.shopify_csv.fetching import Fetcher, FetchFailed
from shop.catalog.shopify_csv.public_hosts import is_public
from shop.catalog.tests.product_files import bring_in, product_row, write_csv

PUBLIC = "93.184.215.14"
OTHER_PUBLIC = "2606:2800:21f:cb07:6820:80da:af6b:8b2c"
Resolve = Callable[[str, list[str]], None]


@pytest.fixture(scope="module")
def fetcher() -> Iterator[Fetcher]:
    fetcher = Fetcher()
    yield fetcher
    fetcher.close()


@pytest.fixture
def connected(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that are connected to; each one redirects to where `/?…` says, or answers with a picture."""
    addresses: list[str] = []

    def connect(self: object, host: str, *_: object) -> httpcore.NetworkStream:
        addresses.append(host)
        return Answering()

    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connect)
    return addresses


class Answering(httpcore.MockStream):
    """A connection to a host that redirects to what stands in the query, or has a picture."""

    def __init__(self) -> None:
        super().__init__([])
        self.left = b""

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        if not buffer:
            return
        target = buffer.split(b" ")[1].partition(b"?")[2]
        start = b"HTTP/1.1 302 Found\r\nLocation: %b" % target if target else b"HTTP/1.1 200 OK"
        self.left = start + b"\r\nConnection: close\r\nContent-Length: 4\r\n\r\nRIFF"

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        part, self.left = self.left[:max_bytes], self.left[max_bytes:]
        return part


@pytest.fixture
def resolve(monkeypatch: pytest.MonkeyPatch) -> Resolve:
    """Let names have addresses, a list for each time that one is asked for; all else is resolved as ever."""
    answers: dict[str, list[str]] = {}
    ask = socket.getaddrinfo

    def getaddrinfo(host: str, port: int, **options: int) -> object:
        if host not in answers:
            return ask(host, port, **options)
        addresses = answers[host].pop(0) if len(answers[host]) > 1 else answers[host][0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses.split()]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return answers.__setitem__


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "127.1", "2130706433", "0177.0.0.1", "0x7f.0.0.1", "0x7f000001", "localhost", "localhost."),
        *("0.0.0.0", "0", "[::]", "[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[64:ff9b::7f00:1]"),  # noqa: S104
        *("[::127.0.0.1]", "[::7f00:1]", "[::ffff:0:127.0.0.1]"),
        *("10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "[fe80::1]", "[fd00::1]"),
        *(
            "224.0.0.1",
            "255.255.255.255",
            "[2002:7f00:1::]",
            "127\u30020\u30020\u30021",
            "\uff11\uff12\uff17.0.0.1",
            "%31%32%37.0.0.1",
        ),
        *("shop.example@127.0.0.1", "shop.example:80@127.0.0.1", "127.0.0.1#@shop.example", "127.0.0.1?@shop.example"),
    ],
)
def test_no_way_of_writing_a_private_address_is_connected_to(
    host: str, fetcher: Fetcher, connected: list[str], resolve: Resolve
) -> None:
    with pytest.raises(FetchFailed):
        fetcher.fetch(f"http://{host}/mug.jpg")
    resolve("shop.example", [PUBLIC])
    with pytest.raises(FetchFailed):
        fetcher.fetch(f"http://shop.example/?http://{host}/mug.jpg")

    assert connected == [PUBLIC]


@pytest.mark.parametrize("addresses", ["127.0.0.1", f"{PUBLIC} 10.0.0.1", f"::1 {PUBLIC}"])
def test_a_name_with_a_private_address_is_refused_with_a_way_out(
    addresses: str, fetcher: Fetcher, connected: list[str], resolve: Resolve
) -> None:
    resolve("shop.example", [addresses])

    with pytest.raises(FetchFailed, match="which is not a public one: --allow-private-hosts fetches it nevertheless"):
        fetcher.fetch("https://shop.example/mug.jpg")
    assert connected == []


def test_the_address_that_was_checked_is_the_one_that_is_connected_to(
    fetcher: Fetcher, connected: list[str], resolve: Resolve
) -> None:
    resolve("shop.example", [PUBLIC, "127.0.0.1"])

    assert fetcher.fetch("http://shop.example/mug.jpg").getvalue() == b"RIFF"
    assert connected == [PUBLIC]
    # Asked once more it has changed its mind, and that is checked too.
    with pytest.raises(FetchFailed, match=r"the address 127\.0\.0\.1"):
        fetcher.fetch("http://shop.example/cup.jpg")
    assert connected == [PUBLIC]


def test_redirects_between_public_hosts_are_followed(fetcher: Fetcher, connected: list[str], resolve: Resolve) -> None:
    resolve("shop.example", [PUBLIC])
    resolve("cdn.example", [OTHER_PUBLIC])

    assert fetcher.fetch("http://shop.example/?http://cdn.example/mug.jpg").getvalue() == b"RIFF"
    assert connected == [PUBLIC, OTHER_PUBLIC]


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://shop.example/a.jpg", "gopher://shop.example/"])
def test_no_redirect_leads_to_another_protocol(
    target: str, fetcher: Fetcher, connected: list[str], resolve: Resolve
) -> None:
    resolve("shop.example", [PUBLIC])

    with pytest.raises(FetchFailed):
        fetcher.fetch(f"http://shop.example/?{target}")
    assert connected == [PUBLIC]


@pytest.mark.parametrize("port", [22, 3306, 6379])
def test_only_ports_of_web_servers_are_asked(
    port: int, fetcher: Fetcher, connected: list[str], resolve: Resolve
) -> None:
    resolve("shop.example", [PUBLIC])

    with pytest.raises(FetchFailed, match=f"at port {port}, where no public web server is"):
        fetcher.fetch(f"http://shop.example:{port}/mug.jpg")
    assert connected == []


@pytest.mark.parametrize("variable", ["http_proxy", "HTTP_PROXY", "ALL_PROXY"])
def test_no_proxy_stands_between(
    variable: str, monkeypatch: pytest.MonkeyPatch, connected: list[str], resolve: Resolve
) -> None:
    monkeypatch.setenv(variable, "http://127.0.0.1:3128")
    resolve("shop.example", [PUBLIC])

    fetcher = Fetcher()
    fetcher.fetch("http://shop.example/mug.jpg")
    fetcher.close()

    assert connected == [PUBLIC]


@pytest.mark.parametrize("address", [PUBLIC, OTHER_PUBLIC, "64:ff9b::5db8:d70e", "8.8.8.8"])
def test_addresses_of_the_internet_are_public(address: str) -> None:
    assert is_public(address)


def test_a_host_that_answers_a_byte_at_a_time_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "MAX_SECONDS", 0.3)
    is_over = threading.Event()

    def drip(listening: socket.socket) -> None:
        visitor, _ = listening.accept()
        with visitor:
            visitor.sendall(b"HTTP/1.1 200 OK\r\n")
            while not is_over.wait(0.02):
                visitor.sendall(b"X")

    fetcher = Fetcher(allow_private_hosts=True)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        host = threading.Thread(target=drip, args=(listening,))
        host.start()
        with pytest.raises(FetchFailed, match="the server took too long"):
            fetcher.fetch(f"http://127.0.0.1:{listening.getsockname()[1]}/mug.jpg")
        is_over.set()
        host.join()
    fetcher.close()


@pytest.mark.django_db
def test_the_report_names_each_picture_that_was_refused(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        address = f"http://127.0.0.1:{listening.getsockname()[1]}/mug.jpg"
        file = write_csv(tmp_path / "products.csv", [product_row("mug", Image_Src=address)])

        said = bring_in(file, fetch_images=True)

        listening.settimeout(0)
        with pytest.raises(BlockingIOError):
            listening.accept()
    assert (
        f"mug: warning: the picture {address} cannot be used: its host has the address 127.0.0.1, which is not a"
        " public one: --allow-private-hosts fetches it nevertheless" in said
    )
    assert "1 added" in said
