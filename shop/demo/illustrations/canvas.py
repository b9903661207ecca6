"""A small writer of SVG: shapes, groups and gradients, each definition stored once."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

Point = tuple[float, float]
Stop = tuple[float, str] | tuple[float, str, float]

LONG_NUMBER = re.compile(r"-?\d+\.\d+")


def number(value: float) -> str:
    """Write a number with one decimal place at most."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


class Canvas:
    """Collects the elements of one drawing; `svg` gives the finished file."""

    def __init__(self, width: int = 800, height: int = 800) -> None:
        self.width = width
        self.height = height
        self._elements: list[str] = []
        self._definitions: dict[str, str] = {}
        self.turn: float = 0
        """By how much is turned what is drawn now, in degrees."""

    def svg(self) -> str:
        definitions = "".join(text.replace(" ", f' id="{name}" ', 1) for text, name in self._definitions.items())
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.width} {self.height}" '
            f'width="{self.width}" height="{self.height}"><defs>{definitions}</defs>{"".join(self._elements)}</svg>\n'
        )

    def path(self, d: str, fill: str = "none", **attributes: str | float) -> None:
        self._add("path", d=_rounded(d), fill=fill, **attributes)

    def line(self, d: str, stroke: str, width: float, **attributes: str | float) -> None:
        """Stroke a path with round ends."""
        attributes.setdefault("stroke_linecap", "round")
        attributes.setdefault("stroke_linejoin", "round")
        self._add("path", d=_rounded(d), fill="none", stroke=stroke, stroke_width=width, **attributes)

    def dots(self, points: Sequence[Point], colour: str, size: float, **attributes: str | float) -> None:
        """Draw many dots as one path."""
        self.line("".join(f"M{number(x)} {number(y)}h0" for x, y in points), colour, size, **attributes)

    def ellipse(self, at: Point, radii: Point, fill: str, **attributes: str | float) -> None:
        self._add("ellipse", cx=at[0], cy=at[1], rx=radii[0], ry=radii[1], fill=fill, **attributes)

    def circle(self, at: Point, radius: float, fill: str, **attributes: str | float) -> None:
        self._add("circle", cx=at[0], cy=at[1], r=radius, fill=fill, **attributes)

    def rect(self, at: Point, size: Point, fill: str, **attributes: str | float) -> None:
        self._add("rect", x=at[0], y=at[1], width=size[0], height=size[1], fill=fill, **attributes)

    @contextmanager
    def group(self, **attributes: str | float) -> Iterator[None]:
        self._elements.append(f"<g{_written(attributes)}>")
        yield
        self._elements.append("</g>")

    @contextmanager
    def placed(self, at: Point, scale: float = 1, turn: float = 0) -> Iterator[None]:
        """Draw what follows around another origin."""
        turned = f" rotate({number(turn)})" if turn else ""
        scaled = f" scale({scale:.3g})" if scale != 1 else ""
        self.turn += turn
        with self.group(transform=f"translate({number(at[0])} {number(at[1])}){turned}{scaled}"):
            yield
        self.turn -= turn

    def linear(self, *stops: Stop, to: Point = (0, 1), start: Point = (0, 0)) -> str:
        """Return a paint that runs from `start` to `to`, in fractions of what it fills."""
        ends = _written({"x1": f"{start[0]:g}", "y1": f"{start[1]:g}", "x2": f"{to[0]:g}", "y2": f"{to[1]:g}"})
        return self._define(f"<linearGradient{ends}>{_stops(stops)}</linearGradient>")

    def radial(self, *stops: Stop, centre: Point = (0.5, 0.5), radius: float = 0.5) -> str:
        ends = _written({"cx": f"{centre[0]:g}", "cy": f"{centre[1]:g}", "r": f"{radius:g}"})
        return self._define(f"<radialGradient{ends}>{_stops(stops)}</radialGradient>")

    def clip(self, d: str) -> str:
        """Return a reference to what lies inside a path."""
        return self._define(f'<clipPath clipPathUnits="userSpaceOnUse"><path d="{_rounded(d)}"/></clipPath>')

    def blur(self, amount: float) -> str:
        return self._filter(f'<feGaussianBlur stdDeviation="{number(amount)}"/>', margin=0.5)

    def drop_shadow(self, x: float, y: float, amount: float) -> str:
        shadow = _written({"dx": x, "dy": y, "stdDeviation": amount, "flood-color": "#4a3020", "flood-opacity": "0.32"})
        return self._filter(f"<feDropShadow{shadow}/>", margin=0.3)

    def _filter(self, effect: str, *, margin: float) -> str:
        """Return a reference to an effect on a thing and what is around it, in fractions of the thing's size."""
        written = _written({
            # Else a browser converts each pixel to linear light and back: that costs more than the effect, unseen.
            "color-interpolation-filters": "sRGB",
            "x": -margin,
            "y": -margin,
            "width": 1 + 2 * margin,
            "height": 1 + 2 * margin,
        })  # fmt: skip
        return self._define(f"<filter{written}>{effect}</filter>")

    def _define(self, text: str) -> str:
        name = self._definitions.setdefault(text, f"d{len(self._definitions)}")
        return f"url(#{name})"

    def _add(self, tag: str, **attributes: str | float) -> None:
        self._elements.append(f"<{tag}{_written(attributes)}/>")


def _rounded(d: str) -> str:
    return LONG_NUMBER.sub(lambda match: number(float(match[0])), d)


def _stops(stops: Sequence[Stop]) -> str:
    written = ""
    for stop in stops:
        offset, colour, *opacities = stop
        opacity = "".join(f' stop-opacity="{value:g}"' for value in opacities)
        written += f'<stop offset="{offset:g}" stop-color="{colour}"{opacity}/>'
    return written


def _written(attributes: Mapping[str, str | float]) -> str:
    """Write attributes. Their values are the shop's own words and numbers, with nothing in them to escape."""
    return "".join(f' {name.replace("_", "-")}="{_value(name, value)}"' for name, value in attributes.items())


def _value(name: str, value: str | float) -> str:
    if isinstance(value, str):
        return value
    return f"{value:.2g}" if "opacity" in name else number(value)
