"""The shop's own pictures, drawn as SVG: no text, no scripts, no styles, nothing from outside."""

from shop.demo.illustrations.interior import hero, mark, placeholder
from shop.demo.illustrations.scenes import detail, front, setting, together
from shop.demo.illustrations.solids import Look

__all__ = ["Look", "detail", "front", "hero", "mark", "placeholder", "setting", "together"]
