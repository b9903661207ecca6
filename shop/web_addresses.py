"""What a mail program, or a person, would take for an address of the web or a mailbox, however it is disguised."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from linkify_it import LinkifyIt
from linkify_it.tlds import TLDS

RESERVED = ("example", "test", "invalid", "localhost", "local", "onion", "internal")
PLAIN_WORDS = re.compile(r"\bwww\b|\bh(?:tt|xx)ps?\b|://|xn--|@", re.IGNORECASE)
DOTS = re.compile(r"\s*[。．｡․﹒]\s*|\s*[(\[{<]\s*(?:\.|dot|punkt|point)\s*[)\]}>]\s*", re.IGNORECASE)  # noqa: RUF001
BLANKS_BEFORE_A_DOT = re.compile(r"\s+\.\s*(?=\w)")
ABBREVIATIONS = re.compile(
    r"(?<![\w.-])(?:Co\.KG(?:aA)?|P\.\s?O\.Box|Dr\.med|Dipl\.Ing|Haus\.Nr|г\.Москва|C\.so|Ap\.to|(?:Pl|Av|Bd)\.de"  # noqa: RUF001
    r"|(?:Cad|Sok|Sk|Mah|Blv|Apt)\.No(?=:?\s?\d))(?![\w/?-]|:\d\d\d\d|\.\w)",
    re.IGNORECASE,
)
"""What people write without a blank and what is a name of the web only by chance."""


def name_web_addresses(lines: Iterable[str]) -> bool:
    """Tell whether any of the lines has an address of the web in it, or the lines in a row have."""
    texts = [plain(line) for line in lines]
    return any(PLAIN_WORDS.search(text) or links().test(text) for text in texts)


def plain(text: str) -> str:
    """Write a text as it reads: without invisible signs, in one width, and with one kind of dot."""
    dotted = DOTS.sub(".", text)
    visible = "".join(sign for sign in unicodedata.normalize("NFKC", dotted) if unicodedata.category(sign) != "Cf")
    return ABBREVIATIONS.sub(" ", BLANKS_BEFORE_A_DOT.sub(".", visible)).replace("_", "-")


@cache
def links() -> LinkifyIt:
    """Return what finds links, also in domains that need no `www.` and are written in other scripts."""
    written = (name.lower().encode().decode("idna") for name in TLDS if name.startswith("XN--"))
    return LinkifyIt(options={"fuzzy_ip": True}).tlds([*TLDS, *written, *RESERVED])
