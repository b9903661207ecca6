"""The page that Prometheus reads."""

from collections.abc import Callable
from hmac import compare_digest

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

PATH = "/metrics"


class MetricsMiddleware:
    """Answer /metrics to whoever has the token, before host names are looked at; without a token it is no page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        token = settings.METRICS_TOKEN
        if request.path_info != PATH or not token:
            return self.get_response(request)
        said = request.headers.get("Authorization", "").encode("latin-1", "replace")
        if not compare_digest(said, f"Bearer {token}".encode()):
            return HttpResponse(status=401, headers={"WWW-Authenticate": "Bearer", "Cache-Control": "no-store"})
        return metrics()


def metrics() -> HttpResponse:
    """Say what was counted, and how the shop is; where the database is away, the former alone. Queries three times."""
    # Imported here: a shop without the page does without the library.
    from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest  # noqa: PLC0415

    from shop.metrics.requests import of_all_processes  # noqa: PLC0415
    from shop.metrics.shop_state import ShopState  # noqa: PLC0415

    counted = generate_latest(of_all_processes())
    state = CollectorRegistry(auto_describe=False)
    try:
        state.register(ShopState())
        found = generate_latest(state)
    except DatabaseError:
        found = b""
    return HttpResponse(counted + found, content_type=CONTENT_TYPE_LATEST, headers={"Cache-Control": "no-store"})
