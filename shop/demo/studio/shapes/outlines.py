"""Lines that things are turned, cut and swept along, as points."""

import math
from collections.abc import Sequence
from itertools import pairwise

Point = tuple[float, float]


def rounded(
    points: Sequence[tuple[float, ...]], radius: float = 0.015, *, closed: bool = False, steps: int = 6
) -> list[Point]:
    """Return a line of which each corner is an arc; a point's third number is its own radius."""
    line: list[Point] = []
    for at, (x, y, *own) in enumerate(points):
        if not closed and at in {0, len(points) - 1}:
            line.append((x, y))
            continue
        before, after = points[at - 1], points[(at + 1) % len(points)]
        line += _corner((before[0], before[1]), (x, y), (after[0], after[1]), own[0] if own else radius, steps)
    return line


def _corner(before: Point, corner: Point, after: Point, radius: float, steps: int) -> list[Point]:
    to = [(p[0] - corner[0], p[1] - corner[1]) for p in (before, after)]
    lengths = [math.hypot(*each) or 1e-9 for each in to]
    first, second = ((d[0] / length, d[1] / length) for d, length in zip(to, lengths, strict=True))
    half = math.acos(max(-1.0, min(1.0, first[0] * second[0] + first[1] * second[1]))) / 2
    if radius <= 0 or math.pi / 2 - half < 0.02:
        return [corner]
    reach = min(radius / math.tan(half), *(length * 0.49 for length in lengths))
    start = (corner[0] + first[0] * reach, corner[1] + first[1] * reach)
    end = (corner[0] + second[0] * reach, corner[1] + second[1] * reach)
    arc = []
    for step in range(steps + 1):
        t = step / steps
        # A quadratic curve is close enough to the arc, and never overshoots.
        arc.append(
            tuple(
                (1 - t) ** 2 * s + 2 * t * (1 - t) * c + t * t * e for s, c, e in zip(start, corner, end, strict=True)
            )
        )
    return [(x, y) for x, y in arc]


def spline(points: Sequence[Sequence[float]], steps: int = 10) -> list[tuple[float, ...]]:
    """Return a smooth line through points of any number of dimensions (centripetal Catmull-Rom)."""
    ends = [_beyond(points[0], points[1]), *points, _beyond(points[-1], points[-2])]
    line: list[tuple[float, ...]] = []
    for at in range(len(points) - 1):
        four = ends[at : at + 4]
        knots = [0.0]
        for a, b in pairwise(four):
            knots.append(knots[-1] + max(math.dist(a, b), 1e-6) ** 0.5)
        line += [_between(four, knots, knots[1] + (knots[2] - knots[1]) * step / steps) for step in range(steps)]
    return [*line, tuple(points[-1])]


def _beyond(end: Sequence[float], inner: Sequence[float]) -> tuple[float, ...]:
    return tuple(2 * a - b for a, b in zip(end, inner, strict=True))


def _between(four: Sequence[Sequence[float]], knots: Sequence[float], at: float) -> tuple[float, ...]:
    """Return the point at a knot by the pyramid of Barry and Goldman."""
    p = [tuple(point) for point in four]
    a = [_weighed(p[i], p[i + 1], knots[i], knots[i + 1], at) for i in range(3)]
    b = [_weighed(a[i], a[i + 1], knots[i], knots[i + 2], at) for i in range(2)]
    return _weighed(b[0], b[1], knots[1], knots[2], at)


def _weighed(a: Sequence[float], b: Sequence[float], low: float, high: float, at: float) -> tuple[float, ...]:
    share = (at - low) / (high - low)
    return tuple((1 - share) * x + share * y for x, y in zip(a, b, strict=True))


def vessel(outer: Sequence[Point], wall: float, floor: float) -> list[Point]:
    """Return the outline of a hollow thing from its outside, which starts on the axis and ends at the lip."""
    inside = []
    for at in range(len(outer)):
        (x0, y0), (x1, y1) = outer[max(at - 1, 0)], outer[min(at + 1, len(outer) - 1)]
        length = math.hypot(x1 - x0, y1 - y0) or 1e-9
        x, y = outer[at][0] - (y1 - y0) / length * wall, outer[at][1] + (x1 - x0) / length * wall
        if x > 0 and y > floor:
            inside.append((x, y))
    lip = _lip(outer[-1], inside[-1], outer[-2])
    bottom = inside[0]
    low = [(bottom[0] * share, floor + (bottom[1] - floor) * share**4) for share in (0.85, 0.6, 0.3, 0)]
    return [*outer, *lip, *reversed(inside), *low]


def _lip(outside: Point, inside: Point, below: Point) -> list[Point]:
    """Return half a circle from the outside over the lip to the inside."""
    centre = ((outside[0] + inside[0]) / 2, (outside[1] + inside[1]) / 2)
    away = (outside[0] - centre[0], outside[1] - centre[1])
    up = (outside[0] - below[0], outside[1] - below[1])
    length, size = math.hypot(*up) or 1e-9, math.hypot(*away)
    up = (up[0] / length * size, up[1] / length * size)
    turns = [math.pi * step / 8 for step in range(1, 8)]
    return [
        (
            centre[0] + math.cos(t) * away[0] + math.sin(t) * up[0],
            centre[1] + math.cos(t) * away[1] + math.sin(t) * up[1],
        )
        for t in turns
    ]
