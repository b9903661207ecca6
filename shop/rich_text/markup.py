"""Merchant's HTML, made safe and quiet: it may say things and show the shop's own pictures, but not style, run, load
from elsewhere or identify anything."""

import re
from functools import lru_cache
from html import escape, unescape
from typing import NamedTuple
from urllib.parse import urlsplit

import nh3
from django.core.files.storage import default_storage
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from shop.rich_text.plain_text import plain_text

TAGS = {
    *("a", "abbr", "b", "bdi", "bdo", "blockquote", "br", "caption", "cite", "code", "col", "colgroup", "dd", "del"),
    *("details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i"),
    *(
        "img",
        "ins",
        "kbd",
        "li",
        "mark",
        "ol",
        "p",
        "pre",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "summary",
    ),
    *("sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "u", "ul", "var", "wbr"),
}
ATTRIBUTES = {
    "*": {"dir", "lang"},
    "a": {"href", "hreflang"},
    "abbr": {"title"},
    "col": {"span"},
    "colgroup": {"span"},
    "img": {"alt", "height", "src", "width"},
    "ol": {"start", "reversed"},
    "td": {"colspan", "rowspan", "headers"},
    "th": {"colspan", "rowspan", "headers", "scope"},
    "time": {"datetime"},
}
EMBEDS = {"audio", "embed", "iframe", "object", "video"}
GONE_WITH_CONTENT = {
    *("button", "math", "noscript", "script", "select", "style", "svg", "template", "textarea", "title", "xml"),
}
# Without these, what stands before and after such a block would become one word.
BLOCKS = {
    **dict.fromkeys(("address", "article", "aside", "center", "fieldset", "footer", "header", "hgroup"), "div"),
    **dict.fromkeys(("legend", "main", "marquee", "nav", "section"), "div"),
    **dict.fromkeys(("dir", "menu"), "ul"),
    "strike": "s",
}
URL_SCHEMES = {"http", "https", "mailto", "tel"}


def is_own_picture(address: str) -> bool:
    """Tell whether an address is that of a picture that was uploaded to this shop."""
    folder = default_storage.url("~").removesuffix("~")
    return address.startswith(folder) and IS_NAME_OF_PICTURE.fullmatch(address.removeprefix(folder)) is not None


def own_pictures(tag: str, attribute: str, value: str) -> str | None:
    """Return an attribute's value; None for the address of a picture that is not the shop's own."""
    return value if (tag, attribute) != ("img", "src") or is_own_picture(value) else None


cleaner = nh3.Cleaner(
    tags=TAGS,
    attributes=ATTRIBUTES,
    attribute_filter=own_pictures,
    clean_content_tags=GONE_WITH_CONTENT | EMBEDS - {"embed"},
    url_schemes=URL_SCHEMES,
    link_rel="noopener",
)
# What is to be replaced, written so regularly that patterns find it. Its result is never shown, but cleaned again.
normaliser = nh3.Cleaner(
    tags=TAGS | EMBEDS | {"param", "source"} | set(BLOCKS),
    attributes=ATTRIBUTES
    | {tag: {"src", "data-src", "data", "title"} for tag in EMBEDS}
    | {"source": {"src"}, "param": {"name", "value"}},
    attribute_filter=own_pictures,
    clean_content_tags=GONE_WITH_CONTENT,
    url_schemes=URL_SCHEMES,
    link_rel=None,
)
FORMS = {"button", "form", "input", "select", "textarea"}
# What is taken out, or loses what it is for, by the word for several.
KINDS = {
    **dict.fromkeys(FORMS, "forms"),
    **dict.fromkeys(("applet", "canvas", "embed", "object"), "embedded objects"),
    **dict.fromkeys(("frame", "iframe"), "embedded pages"),
    "audio": "sounds",
    "math": "formulas",
    "video": "videos",
}
# Only tells what there is: its result goes nowhere.
finder = nh3.Cleaner(
    tags=FORMS | {"applet", "canvas", "math", "svg"},
    attributes={},
    clean_content_tags={"noscript", "script", "style", "template", "title", "xml"},
    link_rel=None,
)
IS_FOUND = re.compile(r"<(applet|button|canvas|form|input|math|select|svg|textarea)\b", re.IGNORECASE)
IS_REPLACED = re.compile(rf"<(?:img|{'|'.join((*EMBEDS, *BLOCKS))})\b", re.IGNORECASE)
EMBED = re.compile(r"<(iframe|object|video|audio)\b([^>]*)>(.*?)</\1>|<embed\b([^>]*)>", re.DOTALL)
PICTURE = re.compile(r'<img\b(?![^>]*\bsrc=")(?:[^>]*\balt="([^"]*)")?[^>]*>')
"""A picture that is not the shop's own, and has lost its address."""
OWN_PICTURE = re.compile(r'<img\b[^>]*\bsrc="')
IS_NAME_OF_PICTURE = re.compile(r"(?:[\w-]+/)+[\w-]+(?:\.[\w-]+)*\.(?:avif|gif|jpe?g|png|svg|webp)", re.ASCII)
LINK = re.compile(r"(<a\b[^>]*>)(.*?)(</a>)", re.DOTALL)
BLOCK = re.compile(rf"(</?)({'|'.join(BLOCKS)})(?=[ >])")
ADDRESS = re.compile(r'\b(?:src|data|value)="((?:https?:)?//[^"]+)"')
TITLE = re.compile(r'\btitle="([^"]+)"')
VIDEO_HOSTS = re.compile(r"(?:^|\.)(?:youtube(?:-nocookie)?\.com|youtu\.be|vimeo\.com|dailymotion\.com|wistia\.\w+)$")
YOUTUBE = re.compile(r"^https?://(?:www\.)?youtube(?:-nocookie)?\.com/(?:embed|v)/([\w-]+)[^/]*$")
HEADING = re.compile(r"(?<=[</]h)[1-6](?=[ >])")
SCROLLER = re.compile(r"<(?=(?:table|pre)[ >])(\w+)")
# A parser drops the first newline of a <pre>, so that each pass would drop another.
NEWLINES_IN_PRE = re.compile(r"(<pre[^>]*>)\n+")
# Badly nested markup may be nested differently when it is parsed again; it settles after two or three passes.
MAX_PASSES = 8


class Removed(NamedTuple):
    """How many videos and other embedded pages of a text became links, how many pictures are gone, and what else, by
    the words of `KINDS`."""

    links: int
    pictures: int
    gone: tuple[str, ...] = ()


def clean(html: str) -> str:
    """Return the HTML with its structure, links, tables and the shop's own pictures, and without styles, classes, ids
    and scripts.

    No page waits for a remote host: pictures from elsewhere are gone, and of what is embedded a link is left. The
    levels of headings are numbered from the second on without gaps, since the page has its own first. A text of several
    lines without any tag becomes paragraphs. Cleaning what is clean changes nothing.
    """
    if IS_REPLACED.search(html):
        html = replace(normaliser.clean(html))
    for _pass in range(MAX_PASSES):
        cleaned = clean_once(html)
        if cleaned == html:
            break
        html = cleaned
    return html if "<" in html or "\n" not in html else paragraphs(html)


@lru_cache(maxsize=256)
def merchants_html(text: str) -> SafeString:
    """Return what a merchant wrote as a page shows it. Nothing that anyone writes becomes HTML in another way.

    What is stored was cleaned on its way in, but not all ways lead through a form or an import: it is cleaned here
    whoever wrote it.
    """
    return SafeString(scrollable(clean(text)))


def removed(html: str) -> Removed:
    """Return what `clean` takes out of this HTML as it came from the merchant."""
    normal = normaliser.clean(html) if IS_REPLACED.search(html) else ""
    embeds = [(match[1] or "embed", link_to(match[0], match[2] or match[4] or "")) for match in EMBED.finditer(normal)]
    others = IS_FOUND.findall(finder.clean(html)) if IS_FOUND.search(html) else []
    tags = [tag for tag, link in embeds if not link] + [tag for tag in others if tag != "svg"]
    return Removed(
        links=sum(bool(link) for _tag, link in embeds),
        pictures=len(PICTURE.findall(normal)) + others.count("svg"),
        gone=tuple(sorted({KINDS[tag] for tag in tags})),
    )


def scrollable(html: str) -> str:
    """Return clean HTML in which the keyboard reaches what may be wider than the screen: tables and fixed lines.

    Pictures are fetched when they are nearly in sight.
    """
    return OWN_PICTURE.sub(lambda match: f'<img loading="lazy"{match[0][4:]}', SCROLLER.sub(r'<\1 tabindex="0"', html))


def replace(normal: str) -> str:
    """Return normal HTML with links in place of what is embedded, and blocks that are kept in place of others."""
    linked = EMBED.sub(lambda match: link_to(match[0], match[2] or match[4] or ""), normal)
    named = LINK.sub(lambda match: match[1] + named_by_pictures(match[2]) + match[3], linked)
    return BLOCK.sub(lambda match: match[1] + BLOCKS[match[2]], named)


def link_to(embed: str, attributes: str) -> str:
    """Return a link to what was embedded, by its title; nothing for what has no address."""
    address, title = ADDRESS.search(embed), TITLE.search(attributes)
    if not address:
        return ""
    url = unescape(address[1])
    url = f"https:{url}" if url.startswith("//") else url
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    # What is made for a frame does not play outside one.
    url = YOUTUBE.sub(r"https://www.youtube.com/watch?v=\1", url)
    name = unescape(title[1]).strip() if title else ""
    if embed.startswith("<video") or VIDEO_HOSTS.search(host):
        name = _("Video: %(title)s") % {"title": name} if name else _("Video")
    return f' <a href="{escape(url)}">{escape(name or host)}</a> '


def named_by_pictures(content: str) -> str:
    """Return what a link shows, with its pictures' texts where it shows nothing else."""
    if not PICTURE.search(content) or plain_text(content) or OWN_PICTURE.search(content):
        return content
    return PICTURE.sub(lambda match: match[1] or _("Picture"), content)


def clean_once(html: str) -> str:
    cleaned = PICTURE.sub("", cleaner.clean(html))
    levels = {level: str(min(place, 6)) for place, level in enumerate(sorted(set(HEADING.findall(cleaned))), 2)}
    cleaned = HEADING.sub(lambda match: levels[match[0]], cleaned)
    return NEWLINES_IN_PRE.sub(r"\1", cleaned).strip()


def paragraphs(text: str) -> str:
    """Return a text without tags as HTML: a line stays a line, and an empty one begins a paragraph."""
    parts = [re.sub(r"[^\S\xa0]*\n[^\S\xa0]*", "<br>", part.strip("\n ")) for part in re.split(r"\n[ \t]*\n\s*", text)]
    return "".join(f"<p>{part}</p>" for part in parts)
