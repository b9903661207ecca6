"""A toy wish list: a page of all numbers, each with a heart that its visitor may have pressed."""

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.template import engines
from django.urls import path
from django.utils.html import escape

from cart.sessions import CartRequest
from shop import urls
from shop.http import cached_page

FRAGMENTS = {
    "wishes/_heart.html": f"{__name__}.fill_hearts",
    "wishes/_count.html": f"{__name__}.fill_count",
}
PAGE = """<title>{{ words }}</title><p>{% per_visitor "wishes/_count.html" %}</p>
<ul>{% for number in numbers %}<li id="wish-{{ number }}">{{ number }}{% per_visitor "wishes/_heart.html" number %}</li>
{% endfor %}</ul><p>{{ words }}</p>"""


def fill_hearts(request: CartRequest, arguments: Sequence[str]) -> list[str]:
    wishes = request.session.get("wishes", [])
    return [f"<b>{'♥' if number in wishes else '♡'}</b>" for number in arguments]


def fill_count(request: CartRequest, arguments: Sequence[str]) -> list[str]:
    wishes = request.session.get("wishes", [])
    return [f"<i>{len(wishes)} wishes: {escape(', '.join(wishes))}</i>" for _ in arguments]


@cached_page
def wishes(request: HttpRequest, number: int) -> HttpResponse:
    words = request.GET.get("q", "")
    page = engines["django"].from_string(PAGE)
    if words == "missing":
        raise Http404
    return HttpResponse(page.render({"numbers": range(number), "words": words}, request))


urlpatterns = [path("wishes/<int:number>/", wishes), *urls.urlpatterns]
