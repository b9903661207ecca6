"""The shop's own style sheet."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from shop.brand.look import version_of
from shop.brand.reading import read_stylesheet
from shop.uploads import FOR_GOOD


@require_safe
def stylesheet(_request: HttpRequest, version: str) -> HttpResponse:
    """The tokens in which this shop differs. Under a former address stand those of now, which nobody may keep."""
    written = read_stylesheet()
    keep = FOR_GOOD if version == version_of(written) else "no-cache"
    return HttpResponse(written, content_type="text/css; charset=utf-8", headers={"Cache-Control": keep})
