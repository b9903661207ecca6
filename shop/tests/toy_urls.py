"""The shop's addresses and a few more, for tests of what the shop adds to every request and answer."""

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from shop import urls

ERRORS = {"operational": OperationalError, "interface": InterfaceError, "value": ValueError}


def _plain(request: HttpRequest) -> HttpResponse:
    answer = HttpResponse(request.method, content_type="text/plain", status=int(request.GET.get("status", "200")))
    if "cookie" in request.GET:
        answer.set_cookie("seen", "1")
    return answer


def _token(request: HttpRequest) -> HttpResponse:
    return HttpResponse(get_token(request), content_type="text/plain")


def _failure(request: HttpRequest, kind: str) -> HttpResponse:
    raise ERRORS[kind]("The toy broke.")


urlpatterns = [
    path("toy/", _plain),
    path("toy/private/", never_cache(_plain)),
    path("toy/exempt/", csrf_exempt(_plain)),
    path("toy/token/", _token),
    path("toy/failure/<kind>/", _failure),
    *urls.urlpatterns,
]
handler500 = urls.handler500
