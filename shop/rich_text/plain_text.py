"""What HTML says, without its tags: for search, search engines and letters."""

import re
from html import unescape

TAG = re.compile(r"</?([a-zA-Z][^\s/<>]*)[^<>]*>")
UNSAID = re.compile(
    r"<!--.*?(?:-->|\Z)|<[!?][^<>]*>|<(script|style|template|title|textarea|xml)\b.*?(?:</\1\s*>|\Z)",
    re.DOTALL | re.IGNORECASE,
)
INLINE = {
    *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "ins", "kbd"),
    *("mark", "o:p", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var"),
    "wbr",
}
"""Tags that part no words. All others stand between words, as they do on the page."""


def plain_text(html: str) -> str:
    """Return what the HTML says, in one line without tags: one blank between words, blocks and cells.

    Entities are read once. What is not said, such as scripts and comments, is left out.
    """
    if "<" in html:
        said = UNSAID.sub("", html)
        html = TAG.sub(lambda match: "" if match[1].lower() in INLINE else " ", said)
    return " ".join(unescape(html).split())
