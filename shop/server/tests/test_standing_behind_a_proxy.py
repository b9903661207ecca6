"""The proxies of docs/operator.md, as they stand there, before two servers."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import pytest

from shop.server.tests.serving_toys import Toy, answers, ask, toy
from shop.server.tests.waiting import wait_until
from shop.testing.server import ROOT, free_port

pytestmark = pytest.mark.served
BUYERS = 4


def example(language: str) -> str:
    """Return the example of the operator's page in this language."""
    [found] = re.findall(rf"```{language}\n(.*?)```", (ROOT / "docs" / "operator.md").read_text(), re.DOTALL)
    return str(found)


def at_ports(text: str, servers: tuple[Toy, Toy]) -> str:
    return text.replace("127.0.0.1:8000", f"127.0.0.1:{servers[0].port}").replace(
        "127.0.0.1:8001", f"127.0.0.1:{servers[1].port}"
    )


def nginx(folder: Path, port: int, servers: tuple[Toy, Toy]) -> list[str]:
    """Return the command that runs nginx by the example, without TLS."""
    site = re.sub(r"^\s*ssl_.*\n", "", example("nginx"), flags=re.MULTILINE)
    site = at_ports(site.replace("listen 443 ssl;", f"listen 127.0.0.1:{port};"), servers)
    paths = "".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    whole = (
        f"daemon off; pid {folder}/pid; error_log {folder}/error; events {{}} http {{ access_log off; {paths} {site} }}"
    )
    (folder / "nginx.conf").write_text(whole)
    return ["nginx", "-e", f"{folder}/error", "-c", f"{folder}/nginx.conf"]


def caddy(folder: Path, port: int, servers: tuple[Toy, Toy]) -> list[str]:
    """Return the command that runs Caddy by the example, without TLS."""
    site = at_ports(example("caddy").replace("shop.example {", f"http://shop.example:{port} {{"), servers)
    (folder / "Caddyfile").write_text("{\n admin off\n}\n" + site)
    return ["caddy", "run", "--adapter", "caddyfile", "--config", f"{folder}/Caddyfile"]


@contextmanager
def running(command: list[str], port: int) -> Iterator[None]:
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as proxy:
        try:
            wait_until(lambda: answers(port))
            assert proxy.poll() is None
            yield
        finally:
            proxy.terminate()


def needs(program: str) -> None:
    if not shutil.which(program) and not Path(f"/usr/sbin/{program}").exists():
        pytest.skip(f"{program} is not installed: its example is not tested")


def test_caddy_passes_requests_on(tmp_path: Path) -> None:
    needs("caddy")
    port = free_port()
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
    with toy(tmp_path / "one") as one, toy(tmp_path / "other") as other:
        with running(caddy(tmp_path, port, (one, other)), port):
            ask(port, "POST", "it")
        came = [server.file.read_text() for server in (one, other) if server.file.exists()]
    assert came == ["it\n"]


def test_with_nginx_a_rolling_restart_loses_no_request_and_sends_none_twice(tmp_path: Path) -> None:
    needs("nginx")
    port, is_over = free_port(), Event()

    def buy(buyer: int) -> list[str]:
        sent: list[str] = []
        while not is_over.is_set():
            sent.append(f"{buyer}-{len(sent)}")
            ask(port, "POST", sent[-1])
            ask(port, "GET")
        return sent

    for name in ("one", "other"):
        (tmp_path / name).mkdir()
    with toy(tmp_path / "one") as one, toy(tmp_path / "other") as other, ThreadPoolExecutor(BUYERS) as pool:
        with running(nginx(tmp_path, port, (one, other)), port):
            buyers = [pool.submit(buy, number) for number in range(BUYERS)]
            try:
                for server in (one, other, one, other):
                    server.stop()
                    server.begin()
            finally:
                is_over.set()
            sent = [each for buyer in buyers for each in buyer.result()]
        came = one.file.read_text().split() + other.file.read_text().split()
    assert len(sent) > 2 * BUYERS
    assert sorted(came) == sorted(sent)
