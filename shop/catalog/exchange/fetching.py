"""Pictures from other hosts, fetched once, within limits."""

import io
import time

import httpx

from shop.catalog.pictures import MAX_BYTES

MAX_REDIRECTS = 5
MAX_SECONDS = 60.0
PARALLEL = 8


class FetchFailed(Exception):
    """A picture that could not be fetched; its text says why."""


class Fetcher:
    """A client that several threads may share. Close it when done."""

    def __init__(self) -> None:
        self.client = httpx.Client(
            follow_redirects=True,
            max_redirects=MAX_REDIRECTS,
            timeout=httpx.Timeout(10.0, connect=5.0),
            limits=httpx.Limits(max_connections=PARALLEL),
            headers={"Accept": "image/*"},
        )

    def close(self) -> None:
        self.client.close()

    def fetch(self, url: str) -> io.BytesIO:
        """Return what stands at the address. Raises FetchFailed."""
        try:
            with self.client.stream("GET", url) as response:
                response.raise_for_status()
                kind = response.headers.get("content-type", "").split(";")[0].strip()
                if kind.startswith("text/"):
                    raise FetchFailed(f"it is no picture but {kind}")
                return self.read(response)
        except httpx.HTTPStatusError as error:
            raise FetchFailed(f"the server answered {error.response.status_code}") from error
        except httpx.TimeoutException as error:
            raise FetchFailed("the server took too long") from error
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            raise FetchFailed(str(error) or type(error).__name__) from error

    def read(self, response: httpx.Response) -> io.BytesIO:
        end = time.monotonic() + MAX_SECONDS
        content = io.BytesIO()
        for chunk in response.iter_bytes():
            content.write(chunk)
            if content.tell() > MAX_BYTES:
                raise FetchFailed(f"it is larger than {MAX_BYTES // 1024} kB")
            if time.monotonic() > end:
                raise FetchFailed("the server took too long")
        return content
