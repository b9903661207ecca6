"""The colours that follow from the owner's four, each readable wherever the style sheets use it."""

from typing import NamedTuple

from shop.brand.colours import Colour, can_be_read, nearest_that_can

DEFAULTS = {"accent": "#82341a", "second": "#a92321", "surface": "#ffffff", "text": "#2f231d"}
"""As static/css/tokens.css has them."""
GROUNDS = ("#faf6f1", "#efe9df", "#fde7e4", "#fbe9c6")
"""The page, what is sunken, and what tells of errors and warnings, as the same file has them."""
PAGE, SUNKEN, BORDER, TINTED, SOFT = 0.034, 0.09, 0.2, 0.075, 0.26
"""How far, from the surface to the text, the grounds are, and from the text to the surface what is written softly."""
RED, AMBER, GREEN = 27.0, 85.0, 145.0
TENTHS = 10


class Palette(NamedTuple):
    """The four colours of a shop, as the owner chose them or as they are in all shops."""

    accent: str
    second: str
    surface: str
    text: str

    @property
    def tokens(self) -> dict[str, str]:
        """Return the raw values and meanings that differ from those of all shops."""
        accent, second, surface, text = (Colour.of(written) for written in self)
        tokens: dict[str, str] = {}
        if self.accent != DEFAULTS["accent"]:
            tokens |= {"--color-accent": self.accent, "--color-accent-strong": self.accent}
        if self.second != DEFAULTS["second"]:
            tokens["--color-sale"] = self.second
        usual = [Colour.of(ground) for ground in GROUNDS]
        is_usual = (self.surface, self.text) == (DEFAULTS["surface"], DEFAULTS["text"])
        if is_usual and can_be_read(accent, usual) and can_be_read(second, usual):
            return tokens
        page, sunken, rose, amber = grounds = grounds_for(surface, text, (text, accent, second))
        everywhere = (surface, *grounds)
        soft = nearest_that_can(text.towards(surface, SOFT), everywhere)
        meanings = {
            "--color-page": page,
            "--color-surface": surface,
            "--color-sunken": sunken,
            "--color-border": surface.towards(text, BORDER),
            "--color-border-strong": soft,
            "--color-text": text,
            "--color-text-soft": soft,
            "--color-text-inverse": surface,
            "--color-good": nearest_that_can(Colour(text.lightness, 0.075, GREEN).shown(), everywhere),
            "--color-error": nearest_that_can(Colour(text.lightness, 0.15, RED).shown(), everywhere),
            "--color-error-surface": rose,
            "--color-warning-surface": amber,
        }
        return {"--lch-ink": text.triple, **{name: colour.hex for name, colour in meanings.items()}, **tokens}


def grounds_for(surface: Colour, text: Colour, written: tuple[Colour, ...]) -> tuple[Colour, ...]:
    """Return the page, what is sunken, and what tells of errors and warnings: as far from the surface as can be.

    What is `written` on the surface can be read on them too.
    """
    for tenth in range(TENTHS, 0, -1):
        share = tenth / TENTHS
        grounds = (
            surface.towards(text, PAGE * share),
            surface.towards(text, SUNKEN * share),
            _tinted(surface.towards(text, TINTED * share), RED, share),
            _tinted(surface.towards(text, TINTED * share), AMBER, share),
        )
        shown = tuple(Colour.of(ground.hex) for ground in grounds)
        if all(can_be_read(colour, shown) for colour in written):
            return shown
    return (surface,) * 4


def _tinted(ground: Colour, hue: float, share: float) -> Colour:
    return ground._replace(chroma=0.04 * share, hue=hue).shown()
