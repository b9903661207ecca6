"""Merchant's HTML, made safe and quiet: it may say things, but not style, run, load or identify anything."""

import re

import nh3

TAGS = {
    *("a", "abbr", "b", "bdi", "bdo", "blockquote", "br", "caption", "cite", "code", "col", "colgroup", "dd", "del"),
    *("details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i"),
    *("ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "s", "samp", "small", "span", "strong", "sub", "summary"),
    *("sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "u", "ul", "var", "wbr"),
}
ATTRIBUTES = {
    "*": {"dir", "lang"},
    "a": {"href", "hreflang"},
    "abbr": {"title"},
    "col": {"span"},
    "colgroup": {"span"},
    "ol": {"start", "reversed"},
    "td": {"colspan", "rowspan", "headers"},
    "th": {"colspan", "rowspan", "headers", "scope"},
    "time": {"datetime"},
}
GONE_WITH_CONTENT = {
    *("button", "iframe", "math", "noscript", "object", "script", "select", "style", "svg", "template", "textarea"),
    "title",
}

cleaner = nh3.Cleaner(
    tags=TAGS,
    attributes=ATTRIBUTES,
    clean_content_tags=GONE_WITH_CONTENT,
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel="noopener",
)


# A parser drops the first newline of a <pre>, so that each pass would drop another.
NEWLINES_IN_PRE = re.compile(r"(<pre[^>]*>)\n+")
# Badly nested markup may be nested differently when it is parsed again; it settles after two or three passes.
MAX_PASSES = 8


def clean(html: str) -> str:
    """Return the HTML with its structure, links and tables, and without images, styles, classes, ids and scripts.

    Pictures are a product's images, so that no page waits for a remote host. A heading of the first level becomes one
    of the second, since the page has its own. Cleaning what is clean changes nothing.
    """
    for _ in range(MAX_PASSES):
        cleaned = clean_once(html)
        if cleaned == html:
            break
        html = cleaned
    return html


def clean_once(html: str) -> str:
    cleaned = cleaner.clean(html).replace("<h1", "<h2").replace("</h1>", "</h2>")
    return NEWLINES_IN_PRE.sub(r"\1", cleaned).strip()
