"""Where the editor of rich text uploads a picture."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from shop.catalog.pictures import PictureRefused
from shop.catalog.text_pictures import keep

WRITING = ("catalog.product", "catalog.category", "content.page", "frontpage.section")
"""Models that have a text."""
UNPROCESSABLE = 422


@require_POST
def add_text_picture(request: HttpRequest) -> HttpResponse:
    """Keep a picture, and answer with what stands for it in a text; or say in a sentence why not.

    Raises PermissionDenied for who may write no text.
    """
    if not may_write(request):
        raise PermissionDenied
    shows, file = request.POST.get("alt", "").strip(), request.FILES.get("picture")
    if file is None:
        return refused(_("Choose a picture."))
    if not shows:
        return refused(_("Say what the picture shows, for those who do not see it."))
    try:
        picture = keep(file)
    except PictureRefused as error:
        return refused(str(error))
    return JsonResponse({"src": picture.address, "alt": shows, "width": picture.width, "height": picture.height})


def may_write(request: HttpRequest) -> bool:
    names = (model.split(".") for model in WRITING)
    return any(request.user.has_perm(f"{app}.{verb}_{model}") for app, model in names for verb in ("add", "change"))


def refused(said: str) -> HttpResponse:
    return HttpResponse(said, status=UNPROCESSABLE, content_type="text/plain; charset=utf-8")
