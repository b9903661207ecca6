"""What is done with a product's form before it is read: pictures are kept, and rows of variants are added.

A form that a button other than Save has sent comes back as it is, with the rows that are new: nothing is checked and
nothing is saved of it. What was uploaded is kept until it is, so that no refusal loses it.
"""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shop.catalog import pictures
from shop.catalog.admin.field_names import (
    MADE_OF,
    MAKE_VARIANTS,
    NEW_PICTURES,
    OPTIONS,
    PREPARING,
    REFUSED_PICTURES,
    UPLOAD_PICTURES,
)
from shop.catalog.admin.option_lists import Added, OptionLists, add_rows, int_of, read_lists, rows_sent
from shop.catalog.models import StagedPicture, Variant
from shop.catalog.models.images import MAX_IMAGES


def prepare(request: HttpRequest, product: int | None) -> None:
    """Change what was sent of a product's form as its buttons ask. Writes the pictures that were uploaded."""
    data = request.POST.copy()
    data.pop(PREPARING, None)
    for prefix in ("variants", "images"):
        data[f"{prefix}-TOTAL_FORMS"] = str(min(int_of(data, f"{prefix}-TOTAL_FORMS"), rows_sent(data, prefix)))
    data.setlist(REFUSED_PICTURES, keep_pictures(request, data))
    lists = read_lists(data)
    is_new = MADE_OF in data and data[MADE_OF] != lists.text
    added = Added(0, 0)
    if not lists.errors and lists.values and (MAKE_VARIANTS in data or is_new):
        added = add_rows(data, lists, others(data, product))
        data[MADE_OF] = lists.text
    if MAKE_VARIANTS in data or UPLOAD_PICTURES in data or added.rows:
        data[PREPARING] = "1"
        tell(request, added, lists, is_asked=MAKE_VARIANTS in data)
    request.POST = data  # type: ignore[assignment]


def keep_pictures(request: HttpRequest, data: QueryDict) -> list[str]:
    """Keep each picture that was uploaded as a row of the form; return a sentence for each that is none. Writes."""
    refused = []
    for upload in request.FILES.pop(NEW_PICTURES, None) or []:
        number = int_of(data, "images-TOTAL_FORMS")
        if number >= MAX_IMAGES:
            refused.append(
                _("%(name)s: a product may have %(most)d images.") % {"name": upload.name, "most": MAX_IMAGES}
            )
            continue
        try:
            kept = StagedPicture.keep(upload.name, pictures.reencode(upload))
        except pictures.PictureRefused as error:
            refused.append(f"{upload.name}: {error}")
            continue
        last = max((int_of(data, f"images-{row}-position") for row in range(number)), default=-1)
        data.update({f"images-{number}-staged": kept.pk, f"images-{number}-position": str(last + 1)})
        data.update({f"images-{number}-alt": ""})
        data["images-TOTAL_FORMS"] = str(number + 1)
    for row in range(int_of(data, "images-TOTAL_FORMS")):
        keep_own_picture(request, data, f"images-{row}")
    return refused


def keep_own_picture(request: HttpRequest, data: QueryDict, row: str) -> None:
    """Keep the picture that was uploaded in a row; one that is none is left to the row's form to refuse. Writes."""
    upload: Any = request.FILES.get(f"{row}-photo")
    if upload is None:
        return
    try:
        data[f"{row}-staged"] = StagedPicture.keep(upload.name, pictures.reencode(upload)).pk
    except pictures.PictureRefused:
        upload.seek(0)
    else:
        request.FILES.pop(f"{row}-photo")


def others(data: QueryDict, product: int | None) -> list[tuple[str, ...]]:
    """Return the options of the variants that are on no row of the form. Queries once, for a product that is there."""
    if product is None:
        return []
    keys = (data.get(f"variants-{row}-id", "") for row in range(int_of(data, "variants-INITIAL_FORMS")))
    rows = Variant.objects.filter(product=product).exclude(pk__in=[key for key in keys if key.isdecimal()])
    return list(rows.order_by().values_list(*OPTIONS))


def tell(request: HttpRequest, added: Added, lists: OptionLists, *, is_asked: bool) -> None:
    """Say what has come to the form."""
    if added.rows:
        said = ngettext(
            "%(count)d variant was added below. Look it through, and save.",
            "%(count)d variants were added below. Look them through, and save.",
            added.rows,
        )
        messages.info(request, said % {"count": added.rows})
    elif is_asked and not lists.errors:
        messages.info(request, _("There is a variant for each of these values already."))
    if added.left:
        said = ngettext(
            "%(count)d more is left: save these, and make it after that.",
            "%(count)d more are left: save these, and make the rest after that.",
            added.left,
        )
        messages.warning(request, said % {"count": added.left})
