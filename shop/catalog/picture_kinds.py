"""What kind of file some bytes are, by how they begin, so that a refused picture can be named."""

import re

READABLE = "AVIF, GIF, JPEG, PNG, WebP"
"""The kinds of picture that the shop reads, in the words of a merchant."""
MOST_READ = 4096

PICTURES = (
    ("JPEG", re.compile(rb"\xff\xd8\xff")),
    ("PNG", re.compile(rb"\x89PNG")),
    ("GIF", re.compile(rb"GIF8")),
    ("WebP", re.compile(rb"RIFF.{4}WEBP", re.DOTALL)),
    ("AVIF", re.compile(rb".{4}ftypavi[fs]", re.DOTALL)),
)
OTHERS = (
    ("TIFF", re.compile(rb"II[*+]\0|MM\0[*+]")),
    ("BMP", re.compile(rb"BM.{4}\0\0\0\0", re.DOTALL)),
    ("ICO", re.compile(rb"\0\0[\x01\x02]\0(?!\0\0)")),
    ("HEIC", re.compile(rb".{4}ftyp(hei[cfmsx]|hev[cx]|mif1|msf1)", re.DOTALL)),
    ("JPEG XL", re.compile(rb"\xff\x0a|\0\0\0\x0cJXL ")),
    ("JPEG 2000", re.compile(rb"\0\0\0\x0cjP  |\xff\x4f\xff\x51")),
    ("Photoshop", re.compile(rb"8BPS")),
    ("PDF", re.compile(rb"\s*%PDF")),
    ("PostScript", re.compile(rb"%!PS|\xc5\xd0\xd3\xc6")),
    ("MP4", re.compile(rb".{4}ftyp", re.DOTALL)),
    ("WebM", re.compile(rb"\x1a\x45\xdf\xa3")),
    ("ZIP", re.compile(rb"PK\x03\x04")),
    ("gzip", re.compile(rb"\x1f\x8b")),
    ("SVG", re.compile(rb"[^<]*(<[?!][^>]*>[^<]*)*<(\w+:)?svg\b", re.IGNORECASE)),
    ("HTML", re.compile(rb"[^<]*(<!--.*?-->\s*)*<(!doctype html|html|head|body|title|script|p|div|h1)\b", re.I | re.S)),
    ("XML", re.compile(rb"(\xef\xbb\xbf)?\s*<\?xml")),
    # It begins with no sign of its own: a map of colours or none, the kind of image, and at last its depth.
    ("TGA", re.compile(rb".(\0[\x02\x03\x0a\x0b].{5}|\x01[\x01\x09].{5}).{8}[\x08\x0f\x10\x18\x20]", re.DOTALL)),
    ("JSON", re.compile(rb"\s*[{\[]\s*[\"}\]{]")),
)


def picture_kind(start: bytes) -> str:
    """Return the name of a kind that the shop reads, where a file begins as one; else nothing."""
    return next((name for name, form in PICTURES if form.match(start)), "")


def other_kind(start: bytes) -> str:
    """Return the name of another kind of file; nothing where none is known."""
    found = next((name for name, form in OTHERS if form.match(start)), "")
    is_text = start and not re.search(rb"[\x00-\x08\x0e-\x1a\x7f]", start) and is_utf8(start)
    return found or ("text" if is_text else "")


def is_utf8(start: bytes) -> bool:
    try:
        # The last letter may be cut in two.
        start[: max(len(start) - 3, 1)].decode()
    except UnicodeDecodeError:
        return False
    return True
