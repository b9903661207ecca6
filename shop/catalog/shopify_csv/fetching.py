"""Pictures from other hosts, fetched once, within limits."""

import io
import time
from threading import local

import httpcore
import httpx

from shop.catalog.pictures import MAX_BYTES
from shop.catalog.shopify_csv.public_hosts import HostRefused, PublicBackend

MAX_REDIRECTS = 5
MAX_SECONDS = 60.0
"""For all that one picture takes: redirects, headers and content."""
PARALLEL = 8
ALLOWING = "--allow-private-hosts"


class FetchFailed(Exception):
    """A picture that could not be fetched; its text says why."""


class Fetcher:
    """A client that several threads may share. Close it when done."""

    def __init__(self, *, allow_private_hosts: bool = False) -> None:
        self.deadline = local()
        self.client = httpx.Client(
            transport=Transport(PublicBackend(self.deadline, allow_private=allow_private_hosts)),
            follow_redirects=True,
            max_redirects=MAX_REDIRECTS,
            timeout=httpx.Timeout(10.0, connect=5.0),
            headers={"Accept": "image/*"},
        )

    def close(self) -> None:
        self.client.close()

    def fetch(self, url: str) -> io.BytesIO:
        """Return what stands at the address. Raises FetchFailed."""
        self.deadline.end = time.monotonic() + MAX_SECONDS
        try:
            with self.client.stream("GET", url) as response:
                response.raise_for_status()
                kind = response.headers.get("content-type", "").split(";")[0].strip()
                if kind.startswith("text/"):
                    raise FetchFailed(f"it is no picture but {kind}")
                return self.read(response)
        except httpx.HTTPStatusError as error:
            raise FetchFailed(f"the server answered {error.response.status_code}") from error
        except HostRefused as error:
            raise FetchFailed(f"{error}: {ALLOWING} fetches it nevertheless") from error
        except httpx.TimeoutException as error:
            raise FetchFailed("the server took too long") from error
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            raise FetchFailed(str(error) or type(error).__name__) from error

    def read(self, response: httpx.Response) -> io.BytesIO:
        """Return what is sent. Raises FetchFailed where it is too much."""
        content = io.BytesIO()
        for chunk in response.iter_bytes():
            content.write(chunk)
            if content.tell() > MAX_BYTES:
                raise FetchFailed(f"it is larger than {MAX_BYTES // 1024} kB")
        return content


class Transport(httpx.HTTPTransport):
    """httpx's, with connections that `backend` opens; no proxy that the environment names stands between."""

    def __init__(self, backend: PublicBackend) -> None:
        context = httpx.create_ssl_context()
        super().__init__(verify=context, trust_env=False)
        self._pool = httpcore.ConnectionPool(context, max_connections=PARALLEL, network_backend=backend)
