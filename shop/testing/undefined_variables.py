"""A template of the shop that names a variable nobody gave it fails the test."""

import inspect
from pathlib import Path
from types import FrameType

from django.template.base import FilterExpression, Node

TEMPLATES_DIR = Path(__file__).resolve().parent.parent.parent / "templates"


class UndefinedVariable(str):
    """Django's `string_if_invalid`: fails in the shop's own templates, and is the usual empty text in others'.

    Django asks it twice: whether it is anything (`FilterExpression.resolve`), and whether it has a place for the name
    (there and in `{% blocktranslate %}`). Both answers depend on the template that is being drawn.
    """

    __slots__ = ()

    def __bool__(self) -> bool:
        caller = _caller(1)
        return caller.f_code is FilterExpression.resolve.__code__ and _own_template(caller) is not None

    def __contains__(self, part: object) -> bool:
        return part == "%s" and _own_template(_caller(1)) is not None

    def __mod__(self, name: object) -> str:
        # Imported here: every process of a shop that is served has these settings, and none needs pytest.
        import pytest  # noqa: PLC0415

        # Not an exception that the shop's own error pages could catch.
        pytest.fail(f"Undefined template variable {str(name)!r} in {_own_template(_caller(1))}")


def _caller(depth: int) -> FrameType:
    frame = inspect.currentframe()
    for _ in range(depth + 1):
        frame = frame.f_back if frame else None
    if frame is None:
        raise RuntimeError("There is no caller.")
    return frame


def _own_template(frame: FrameType | None) -> str | None:
    """Return the name of the template that is being drawn, or None where it is not the shop's own."""
    while frame is not None:
        node = frame.f_locals.get("self")
        if frame.f_code is Node.render_annotated.__code__ and isinstance(node, Node) and hasattr(node, "origin"):
            path = Path(node.origin.name)
            return str(path.relative_to(TEMPLATES_DIR)) if path.is_relative_to(TEMPLATES_DIR) else None
        frame = frame.f_back
    return None
