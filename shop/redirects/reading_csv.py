"""Redirects as lines of a CSV file: an old path, and where it leads."""

import csv
from collections.abc import Iterator
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from shop.spreadsheets import unescape

HEADINGS = {"redirect from", "from", "old path", "source"}
MOST_LINES = 5_000


class FileRefused(ValueError):
    """A file that cannot be read at all; its text is a sentence for the merchant."""


def decode(content: bytes) -> str:
    """Return the text of a file. Raises FileRefused."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileRefused(_("The file is no text in UTF-8. Save it as “CSV UTF-8”, and choose it again.")) from error


def read_lines(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield each line as it was written, its old path and its target; a first line of headings is passed over.

    Whole addresses of the former shop are cut to their paths. Raises FileRefused for more than `MOST_LINES`.
    """
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) > MOST_LINES:
        raise FileRefused(_("That are more than %(most)d lines. Bring them in in parts.") % {"most": MOST_LINES})
    delimiter = next((sign for sign in ",;\t" if lines and sign in lines[0]), ",")
    for number, line in enumerate(lines):
        cells = [unescape(cell).strip() for cell in next(csv.reader([line], delimiter=delimiter))] + ["", ""]
        if number == 0 and cells[0].lower() in HEADINGS:
            continue
        yield line, path_of(cells[0]), cells[1]


def path_of(address: str) -> str:
    """Return the path of an address that begins with http; another text as it is."""
    try:
        return urlsplit(address).path if address.startswith(("http://", "https://")) else address
    except ValueError:
        return address
