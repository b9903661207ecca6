"""How Stripe's package reaches Stripe: by httpx, which may be given another time limit with each request."""

import ssl
from collections.abc import Mapping
from typing import Any

import httpx
import stripe

from shop.payments.timeouts import time_limit


class StripeHTTP(stripe.HTTPClient):
    """A client of all threads: they share its connections."""

    name = "httpx"

    def __init__(self) -> None:
        super().__init__()
        authorities = ssl.create_default_context(cafile=stripe.ca_bundle_path)
        self.client = httpx.Client(verify=authorities)

    def request(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str] | None,
        post_data: Any = None,
        *,
        _usage: list[str] | None = None,
    ) -> tuple[str, int, Mapping[str, str]]:
        try:
            answer = self.client.request(method, url, headers=headers, content=post_data, timeout=time_limit())
        except httpx.HTTPError as error:
            said = f"{type(error).__name__}: {error}"
            raise stripe.APIConnectionError(said, should_retry=True) from error  # type: ignore[no-untyped-call]
        return answer.text, answer.status_code, answer.headers

    def close(self) -> None:
        self.client.close()
