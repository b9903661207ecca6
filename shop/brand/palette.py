"""The colours that follow from the owner's four, each readable wherever the style sheets use it."""

from typing import NamedTuple

from shop.brand.colours import Colour, can_be_read, nearest_that_can

DEFAULTS = {"accent": "#82341a", "second": "#a92321", "surface": "#ffffff", "text": "#2f231d"}
"""As static/css/tokens.css has them by day."""
GROUNDS = ("#faf6f1", "#efe9df", "#fde7e4", "#fbe9c6")
"""The page, what is sunken, and what tells of errors and warnings, as the same file has them by day."""
NIGHT = {"surface": "#231d18", "text": "#ece7df"}
NIGHT_GROUNDS = ("#18130e", "#2b241d", "#3c201d", "#3a2b11")
"""The same by night."""
PAGE, SUNKEN, BORDER, TINTED, SOFT = 0.034, 0.09, 0.2, 0.075, 0.26
"""How far, from the surface to the text, the grounds are, and from the text to the surface what is written softly."""
RED, AMBER, GREEN = 27.0, 85.0, 145.0
TENTHS = 10
ACCENTS = {"--color-accent": "accent", "--color-accent-strong": "accent", "--color-sale": "second"}
"""The tokens that an accent is, by the field that says it."""
GOOD_OR_BAD = {True: 0.78, False: 0.45}
"""How light what tells of success and errors is, on dark surfaces and on light ones, before it is made readable."""


class Palette(NamedTuple):
    """The four colours of a shop, as the owner chose them or as they are in all shops."""

    accent: str
    second: str
    surface: str
    text: str

    @property
    def tokens(self) -> dict[str, str]:
        """Return the tokens that differ from those of all shops: by day, and by night unless it is dark by day."""
        by_day = self._tokens_by_day()
        if self.is_dark:
            return {"color-scheme": "dark", "--color-behind-logo": "transparent", **by_day}
        by_night = self.at_night().meanings if by_day else {}
        return {
            name: f"light-dark({value},{by_night[name]})" if name in by_night else value
            for name, value in by_day.items()
        }

    @property
    def is_dark(self) -> bool:
        return Colour.of(self.surface).luminance < Colour.of(self.text).luminance

    def at_night(self) -> "Palette":
        """Return the accents that can be read on the dark grounds of all shops, with these."""
        dark = self._replace(**NIGHT)
        surface, text = (Colour.of(written) for written in NIGHT.values())
        grounds = (surface, *(Colour.of(ground) for ground in NIGHT_GROUNDS), *grounds_for(surface, text, (text,)))
        accent, second = (nearest_that_can(Colour.of(written), grounds).hex for written in (self.accent, self.second))
        return dark._replace(accent=accent, second=second)

    def _tokens_by_day(self) -> dict[str, str]:
        usual = [Colour.of(ground) for ground in GROUNDS]
        accents = [Colour.of(written) for written in (self.accent, self.second)]
        is_usual = (self.surface, self.text) == (DEFAULTS["surface"], DEFAULTS["text"])
        if not is_usual or not all(can_be_read(accent, usual) for accent in accents):
            return {"--lch-ink": Colour.of(self.text).triple, **self.meanings}
        changed = {name for name in ACCENTS if getattr(self, ACCENTS[name]) != DEFAULTS[ACCENTS[name]]}
        return {name: value for name, value in self.meanings.items() if name in changed}

    @property
    def meanings(self) -> dict[str, str]:
        """Return all that the four colours mean, by the names of the tokens."""
        accent, second, surface, text = (Colour.of(written) for written in self)
        page, sunken, rose, amber = grounds = grounds_for(surface, text, (text, accent, second))
        everywhere = (surface, *grounds)
        soft = nearest_that_can(text.towards(surface, SOFT), everywhere)
        telling = GOOD_OR_BAD[self.is_dark]
        meanings = {
            "--color-page": page,
            "--color-surface": surface,
            "--color-sunken": sunken,
            "--color-border": surface.towards(text, BORDER),
            "--color-border-strong": soft,
            "--color-text": text,
            "--color-text-soft": soft,
            "--color-text-inverse": surface,
            "--color-good": nearest_that_can(Colour(telling, 0.075, GREEN).shown(), everywhere),
            "--color-error": nearest_that_can(Colour(telling, 0.15, RED).shown(), everywhere),
            "--color-error-surface": rose,
            "--color-warning-surface": amber,
        }
        return {name: colour.hex for name, colour in meanings.items()} | {
            name: getattr(self, field) for name, field in ACCENTS.items()
        }


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
