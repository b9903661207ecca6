"""Colours as the style sheets write them, and whether one can be read on another (WCAG 2.2)."""

import re
from collections.abc import Iterable
from math import atan2, cos, hypot, pi, sin
from typing import NamedTuple

LEAST_CONTRAST = 4.5
"""Of text on its ground, by success criterion 1.4.3."""
HEX = re.compile(r"#[0-9a-f]{6}")
STEP = 0.002
IN_GAMUT = 0.0005
DARKEST_LINEAR = 0.0031308
"""Up to this light, sRGB is a line."""


class Colour(NamedTuple):
    """A colour in OKLCH: lightness from 0 to 1, chroma, and hue in degrees."""

    lightness: float
    chroma: float
    hue: float

    @classmethod
    def of(cls, written: str) -> "Colour":
        """Read `#rrggbb`. Raises ValueError for anything else."""
        if not HEX.fullmatch(written):
            raise ValueError(written)
        red, green, blue = (_linear(int(written[at : at + 2], 16) / 255) for at in (1, 3, 5))
        # https://www.w3.org/TR/css-color-4/#color-conversion-code
        long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
        medium = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
        short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
        lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
        a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
        b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
        return cls(lightness, hypot(a, b), atan2(b, a) * 180 / pi % 360)

    @property
    def triple(self) -> str:
        """How a token holds it: what stands in `oklch()`."""
        return f"{self.lightness * 100:.2f}% {self.chroma:.4f} {self.hue:.2f}"

    @property
    def hex(self) -> str:
        return "#" + "".join(f"{round(_gamma(part) * 255):02x}" for part in self._clipped())

    @property
    def luminance(self) -> float:
        red, green, blue = self._clipped()
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    def towards(self, other: "Colour", share: float) -> "Colour":
        """Return this one with a share of another's lightness, in its own hue."""
        return self._replace(lightness=self.lightness + (other.lightness - self.lightness) * share).shown()

    def shown(self) -> "Colour":
        """Return the most colourful one of this lightness and hue that a screen can show."""
        colour = self._replace(lightness=min(max(self.lightness, 0.0), 1.0))
        while colour.chroma > 0 and not colour.is_shown:
            colour = colour._replace(chroma=max(colour.chroma - 0.004, 0.0))
        return colour

    @property
    def is_shown(self) -> bool:
        """Whether a screen can show it (in sRGB)."""
        return all(-IN_GAMUT <= part <= 1 + IN_GAMUT for part in self._linear_rgb())

    def _clipped(self) -> tuple[float, ...]:
        return tuple(min(max(part, 0.0), 1.0) for part in self._linear_rgb())

    def _linear_rgb(self) -> tuple[float, float, float]:
        a, b = self.chroma * cos(self.hue * pi / 180), self.chroma * sin(self.hue * pi / 180)
        long = (self.lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
        medium = (self.lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
        short = (self.lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
        return (
            4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
            -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
            -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
        )


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    darker, lighter = sorted((one.luminance, other.luminance))
    return (lighter + 0.05) / (darker + 0.05)


def can_be_read(text: Colour, grounds: Iterable[Colour], least: float = LEAST_CONTRAST) -> bool:
    return all(contrast(text, ground) >= least for ground in grounds)


def nearest_that_can(text: Colour, grounds: Iterable[Colour], least: float = LEAST_CONTRAST) -> Colour:
    """Return the colour of the same hue, and else as near as can be, that can be read on all of these grounds.

    It is looked for among the colours that six digits can write. Where there is none, it is black or white.
    """
    grounds = tuple(grounds)
    for step in range(int(1 / STEP) + 1):
        for lightness in (text.lightness - step * STEP, text.lightness + step * STEP):
            if 0 <= lightness <= 1:
                written = Colour.of(text._replace(lightness=lightness).shown().hex)
                if can_be_read(written, grounds, least):
                    return written
    return max((Colour(0, 0, 0), Colour(1, 0, 0)), key=lambda end: min(contrast(end, ground) for ground in grounds))


def _linear(part: float) -> float:
    return part / 12.92 if part <= DARKEST_LINEAR * 12.92 else ((part + 0.055) / 1.055) ** 2.4


def _gamma(part: float) -> float:
    return part * 12.92 if part <= DARKEST_LINEAR else 1.055 * part ** (1 / 2.4) - 0.055
