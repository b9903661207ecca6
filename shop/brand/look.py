"""How the shop looks where its owner chose: a style sheet of its own, under an address that changes with it."""

import hashlib
from functools import lru_cache
from typing import NamedTuple

from shop.brand.palette import Palette

SANS = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans KR", sans-serif'
SERIF = '"Iowan Old Style", "Palatino Linotype", Palatino, "Noto Serif", "Noto Serif KR", Georgia, serif'
STACKS = {
    "sans": SANS,
    "serif": SERIF,
    "humanist": 'Seravek, "Gill Sans Nova", Ubuntu, Calibri, "DejaVu Sans", "Noto Sans KR", sans-serif',
    "geometric": 'Avenir, Montserrat, Corbel, "URW Gothic", "Noto Sans KR", sans-serif',
    "slab": 'Rockwell, "Rockwell Nova", "Roboto Slab", "DejaVu Serif", "Sitka Small", "Noto Serif KR", serif',
    "monospace": 'ui-monospace, "Cascadia Code", Menlo, Consolas, "DejaVu Sans Mono", monospace',
}
"""Families of type that readers have already, by what they look like."""
CORNERS = {
    "square": ("0", "0", "0"),
    "slight": ("0.125rem", "0.25rem", "99rem"),
    "round": ("0.75rem", "1.25rem", "99rem"),
}
"""The radius of small things, of large ones and of pills."""


class Look(NamedTuple):
    """What a shop looks like; "" is as all shops do."""

    palette: Palette
    corners: str
    typeface: str


@lru_cache(maxsize=8)
def stylesheet_of(look: Look) -> str:
    """Return the tokens that differ from those of all shops, or nothing. What follows from four colours takes long."""
    tokens = look.palette.tokens
    if look.corners in CORNERS:
        tokens |= dict(zip(("--radius-small", "--radius", "--radius-round"), CORNERS[look.corners], strict=True))
    if look.typeface in STACKS:
        tokens |= dict.fromkeys(("--font-body", "--font-display"), STACKS[look.typeface])
    declarations = "".join(f"{name}:{value};" for name, value in tokens.items())
    return f"@layer tokens{{:root{{{declarations}}}}}\n" if declarations else ""


def version_of(stylesheet: str) -> str:
    return hashlib.sha256(stylesheet.encode()).hexdigest()[:12]
