"""What may be written into the brand's fields: each refusal says what to write instead."""

from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from shop.brand.colours import HEX

MOST_LINES = 10
MOST_OF_A_LINE = 200


def valid_colour(written: str) -> None:
    """Raise ValidationError for what is no colour of six digits."""
    if not HEX.fullmatch(written):
        raise ValidationError(
            _("“%(written)s” is no colour. Write it as # and six digits from 0 to f: #82341a."),
            params={"written": written[:40]},
        )


def valid_social(written: str) -> None:
    """Raise ValidationError where a line is no web address."""
    lines = lines_of(written)
    if len(lines) > MOST_LINES:
        raise ValidationError(_("Give at most %(most)d addresses, each on its own line."), params={"most": MOST_LINES})
    for line in lines:
        if len(line) > MOST_OF_A_LINE or not is_web_address(split(line)) or any(letter.isspace() for letter in line):
            raise ValidationError(
                _("“%(line)s” is no web address. Write each on its own line, as https://example.org/our-shop."),
                params={"line": line[:80]},
            )


def valid_address(written: str) -> None:
    """Raise ValidationError for more lines than an address has, or longer ones."""
    lines = lines_of(written)
    if len(lines) > MOST_LINES or any(len(line) > MOST_OF_A_LINE for line in lines):
        raise ValidationError(
            _("Give at most %(most)d lines of at most %(length)d letters."),
            params={"most": MOST_LINES, "length": MOST_OF_A_LINE},
        )


def valid_line(written: str) -> None:
    """Raise ValidationError for letters that no page can show."""
    if not written.isprintable():
        raise ValidationError(_("This has a letter that cannot be shown. Type it anew, without copying."))


def lines_of(written: str) -> list[str]:
    return [line.strip() for line in written.splitlines() if line.strip()]


def split(written: str) -> tuple[str, str]:
    """Return the scheme and the host of a web address; nothing where it is none."""
    try:
        parts = urlsplit(written)
    except ValueError:
        return "", ""
    return parts.scheme, parts.hostname or ""


def is_web_address(parts: tuple[str, str]) -> bool:
    scheme, host = parts
    return scheme in ("http", "https") and "." in host


def host_of(address: str) -> str:
    """Return what a link to another site is called: its host, without what all of them begin with."""
    return split(address)[1].removeprefix("www.")
