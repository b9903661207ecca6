"""A product file as it is uploaded: what is refused before it is kept."""

from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.files.temp import NamedTemporaryFile
from django.utils.translation import gettext as _

from shop.catalog.shopify_csv.reading import NotAProductFile, header_of, records

MOST_BYTES = 20 * 1024 * 1024


def refuse_csv(file: "File[Any]", *, encoding: str = "") -> None:
    """Raise ValidationError where a file is too large, empty, or does not begin as a product CSV does."""
    name = str(file.name)
    if not file.size:
        raise ValidationError(_("“%(name)s” is empty.") % {"name": name})
    if file.size > MOST_BYTES:
        raise ValidationError(
            _("“%(name)s” is larger than %(most)d MB. Split it, or use the command import_products.")
            % {"name": name, "most": MOST_BYTES // 1024 // 1024}
        )
    with NamedTemporaryFile(suffix=".csv") as kept:
        for chunk in file.chunks():
            kept.write(chunk)
        kept.flush()
        try:
            dialect, rows = records(Path(kept.name), encoding=encoding)
            header_of(next(rows, None), decimal_mark=dialect.decimal_mark)
        except NotAProductFile as error:
            raise ValidationError(f"“{name}” {in_the_browser(str(error))}") from error
    file.seek(0)


WORDS = {
    "run this again with the encoding in which it reads right": "choose the encoding in which it reads right",
    "with --encoding cp1252": "as cp1252",
    "with --encoding mac_roman": "as mac_roman",
    "with --encoding cp1251": "as cp1251",
    "; --overwrite takes what the file has": "; “Overwrite what was edited in the shop” takes what the file has",
    "; --recount takes each": "; “Take the stock as counted today” takes each",
    ": --allow-private-hosts fetches it nevertheless": ": only the command import_products may fetch it from there",
}
"""What the command says of its options, and what stands for it in the browser."""


def in_the_browser(text: str) -> str:
    """Return a sentence of the import's with the names of the form's fields for those of the command's options."""
    for of_the_command, of_the_form in WORDS.items():
        text = text.replace(of_the_command, of_the_form)
    return text
