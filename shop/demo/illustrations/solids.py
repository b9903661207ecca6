"""Solids that most objects are made of, lit from the upper left, and the finishes on them."""

from collections.abc import Sequence
from dataclasses import dataclass

from shop.demo.chance import share
from shop.demo.illustrations.canvas import Canvas, Point
from shop.demo.illustrations.tones import TONES, Tone

TILT = 0.17
"""How far an upright circle opens towards the eye: its height as a share of its width."""


@dataclass(frozen=True)
class Look:
    """How one product looks: its colours, its finish, and the seed that its proportions hang on."""

    tone: Tone
    accent: Tone = TONES["Oak"]
    finish: str = "plain"
    seed: str = ""

    def vary(self, what: str, low: float, high: float) -> float:
        """Return a number between two, always the same for the same product and question."""
        return low + (high - low) * share(f"{self.seed}/{what}")


def rounded(c: Canvas, tone: Tone) -> str:
    """Return the paint of something round that stands upright."""
    return c.linear((0, tone.dark), (0.1, tone.base), (0.3, tone.light), (0.6, tone.base), (1, tone.dark), to=(1, 0))


def faced(c: Canvas, tone: Tone) -> str:
    """Return the paint of something flat that faces the light."""
    return c.linear((0, tone.light), (0.5, tone.base), (1, tone.dark), to=(1, 1))


def soft(c: Canvas, tone: Tone) -> str:
    """Return the paint of something flat under little change of light."""
    return c.linear((0, tone.light), (1, tone.base), to=(0.6, 1))


def curve(points: Sequence[Point]) -> str:
    """Return the path commands that run smoothly from the first point through the others; the first is not moved to."""
    commands = ""
    for index in range(len(points) - 1):
        before = points[max(index - 1, 0)]
        here, there = points[index], points[index + 1]
        after = points[min(index + 2, len(points) - 1)]
        handles = (
            here[0] + (there[0] - before[0]) / 6,
            here[1] + (there[1] - before[1]) / 6,
            there[0] - (after[0] - here[0]) / 6,
            there[1] - (after[1] - here[1]) / 6,
        )
        commands += "C{:.1f} {:.1f} {:.1f} {:.1f} {:.1f} {:.1f}".format(*handles, *there)
    return commands


def outline(profile: Sequence[Point], tilt: float = TILT) -> str:
    """Return the outline of a turned solid, from its (radius, height) pairs, bottom first, heights upwards."""
    right = [(radius, -height) for radius, height in profile]
    left = [(-radius, -height) for radius, height in reversed(profile)]
    (low, low_y), (high, high_y) = right[0], right[-1]
    return (
        f"M{-low:.1f} {low_y:.1f}A{low:.1f} {low * tilt:.1f} 0 0 0 {low:.1f} {low_y:.1f}"
        f"{curve(right)}A{high:.1f} {high * tilt:.1f} 0 0 0 {-high:.1f} {high_y:.1f}{curve(left)}Z"
    )


def turned(c: Canvas, profile: Sequence[Point], tone: Tone, tilt: float = TILT) -> str:
    """Draw a turned solid and return its outline."""
    d = outline(profile, tilt)
    c.path(d, rounded(c, tone))
    return d


def opening(c: Canvas, at: Point, radius: float, tone: Tone, lip: float = 7) -> None:
    """Draw the rim of a vessel and look into it."""
    c.ellipse(at, (radius, radius * TILT), tone.light)
    inside = c.linear((0, tone.deep), (0.55, tone.dark), (1, tone.base), to=(1, 0.4))
    c.ellipse((at[0], at[1] + 1.5), (radius - lip, (radius - lip) * TILT), inside)


def lid(c: Canvas, at: Point, radius: float, tone: Tone) -> None:
    """Draw a closed round top."""
    c.ellipse(at, (radius, radius * TILT), c.linear((0, tone.light), (1, tone.base), to=(1, 0.5)))


def shine(c: Canvas, at: Point, height: float, width: float = 12) -> None:
    """Draw the reflection of a window on something glazed."""
    x, y = at
    c.path(
        f"M{x} {y}q{-width * 0.7} {height / 2} 0 {height}q{width * 0.8} {-height * 0.1} {width} {-height * 0.15}"
        f"q{-width * 0.5} {-height * 0.4} 0 {-height * 0.78}z",
        "#ffffff",
        opacity=0.32,
    )


def finish(c: Canvas, look: Look, d: str, size: Point) -> None:
    """Draw the product's finish inside an outline that is `size` wide and high and stands on the origin."""
    width, height = size
    if look.finish == "plain":
        return
    with c.group(clip_path=c.clip(d)):
        if look.finish == "dipped":
            edge = height * look.vary("dip", 0.32, 0.55)
            sag = width * TILT * 0.5
            c.path(
                f"M{-width} {-edge}Q{-width * 0.3} {-edge + sag * 1.4} 0 {-edge + sag}T{width} {-edge}V60H{-width}z",
                rounded(c, look.accent),
            )
        elif look.finish == "speckled":
            spots = [
                (look.vary(f"x{index}", -width / 2, width / 2), -look.vary(f"y{index}", 0, height))
                for index in range(46)
            ]
            c.dots(spots[:30], look.tone.deep, 3.4, opacity=0.5)
            c.dots(spots[30:], look.tone.deep, 5.6, opacity=0.4)
        elif look.finish == "ribbed":
            places = [width / 2 * step / 7 * (1.6 - 0.6 * abs(step) / 7) for step in range(-7, 8)]
            c.line("".join(f"M{x:.1f} 30V{-height - 40}" for x in places), look.tone.deep, 3, opacity=0.28)
            c.line("".join(f"M{x + 4:.1f} 30V{-height - 40}" for x in places), look.tone.pale, 3, opacity=0.4)
        elif look.finish == "banded":
            sag = width / 2 * TILT * 0.9
            for part, stroke in ((0.62, 13), (0.72, 5)):
                c.line(
                    f"M{-width / 2 - 6} {-height * part}q{width / 2 + 6} {2 * sag} {width + 12} 0",
                    look.accent.base,
                    stroke,
                    opacity=0.85,
                )
