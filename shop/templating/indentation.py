"""Taking the indentation out of a template's source."""

import re
from collections.abc import Iterator

PIECES = re.compile(
    r"""
    (?P<template>{%.*?%}|{{.*?}}|{\#.*?\#})
    | (?P<comment><!--)
    | (?P<element></?[a-zA-Z][\w-]*)
    | (?P<quote>["'])
    | (?P<end>/?>)
    | (?P<line_break>[\ \t\r]*\n[\ \t\r\n]*)
    """,
    re.VERBOSE,
)
CONTROL = re.compile(r"({% (if|elif|else|endif|for|empty|endfor|with|endwith)\b((?!%}).)*%}|{#((?!#}).)*#})+")
"""What writes nothing by itself: of a line that holds nothing else, the page has nothing."""
KEPT_ELEMENTS = {"pre", "textarea", "script"}
BLOCKS = {"verbatim", "comment", "blocktranslate", "blocktrans"}


def without_indentation(source: str) -> str:
    """Return the source of an HTML template with each line break and its indentation as one blank.

    That is a line break between elements, and a space within a tag: between two attributes, and within the value of
    one. It stays as it is within <pre>, <textarea> and <script>, and within a {% blocktranslate %} without `trimmed`,
    whose text is looked up with its blanks.
    """
    return "".join(_pieces(source))


def _pieces(source: str) -> Iterator[str]:
    at = line = 0
    element = quote = ""
    while found := PIECES.search(source, at):
        yield source[at : found.start()]
        at, piece = found.end(), found[0]
        match found.lastgroup:
            case "line_break":
                if element:
                    piece = " " if quote or source[at : at + 1] not in "/>" else ""
                else:
                    piece = "" if line and CONTROL.fullmatch(source, line, found.start()) else "\n"
                line = at
            case "template" | "comment":
                end = _end_of_block(piece, source, at)
                piece, at = piece + source[at:end], end
            case "element":
                element = element or piece
            case "quote" if element:
                quote = "" if quote == piece else quote or piece
            case "end" if element and not quote:
                end = _end_of_element(element, source, at)
                piece, at, element = piece + source[at:end], end, ""
        yield piece
    yield source[at:]


def _end_of_block(piece: str, source: str, at: int) -> int:
    """Return where the block ends that `piece` opens, and stays as it is; `at` for everything else."""
    name = piece.strip("{%} ").partition(" ")[0]
    if piece == "<!--":
        return _find("-->", source, at)
    if piece.startswith("{%") and name in BLOCKS and " trimmed" not in piece:
        return _find("{% end" + name, source, at)
    return at


def _end_of_element(opening: str, source: str, at: int) -> int:
    name = opening.removeprefix("<").lower()
    return _find(f"</{name}", source, at) if name in KEPT_ELEMENTS else at


def _find(end: str, source: str, at: int) -> int:
    found = re.compile(re.escape(end), re.IGNORECASE).search(source, at)
    return found.start() if found else len(source)
