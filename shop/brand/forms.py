"""The form of the brand: says beside each field where its value comes from, and refuses what cannot be read."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from PIL import Image

from shop.addresses import country_choices, country_name
from shop.brand import pictures
from shop.brand.colours import HEX, LEAST_CONTRAST, Colour, can_be_read, contrast, nearest_that_can
from shop.brand.models import Brand
from shop.brand.palette import DEFAULTS, Palette
from shop.form_fields import AskingAgainForFiles

FROM_ENVIRONMENT = {
    "name": "SHOP_NAME",
    "tagline": "SHOP_TAGLINE",
    "country": "SHOP_COUNTRY",
    "bank_transfer": "BANK_TRANSFER_INSTRUCTIONS",
    "cash": "CASH_INSTRUCTIONS",
    "offline": "OFFLINE_INSTRUCTIONS",
    "sender_name": "EMAIL_FROM",
    "reply_to": "EMAIL_REPLY_TO",
    "low_stock": "LOW_STOCK",
}
"""The fields that have a setting of the environment behind them."""


MOST_SHOWN = 80
NOTHING = (None, "")


class PictureInput(forms.ClearableFileInput):
    """A picture's file, with the picture that the shop has."""

    clear_checkbox_label: Any = gettext_lazy("Remove it")

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        chooser = forms.FileInput(self.attrs).render(name, None, attrs)
        return render_to_string(
            "admin/brand/_picture_input.html", {**self.get_context(name, value, attrs), "chooser": chooser}
        )


class BrandForm(AskingAgainForFiles, forms.ModelForm):  # type: ignore[type-arg]
    country = forms.ChoiceField(label=gettext_lazy("Country"), required=False)

    class Meta:
        model = Brand
        fields = [
            *("name", "tagline", "country", "logo", "logo_alt", "favicon", "email", "phone", "address", "social"),
            *("announcement", "announcement_url", "shows_from", "shows_until"),
            *("accent", "second", "surface", "text", "corners", "typeface"),
            *("bank_transfer", "cash", "offline", "returns_days", "sender_name", "reply_to", "low_stock"),
        ]
        widgets = {
            **dict.fromkeys(DEFAULTS, forms.TextInput(attrs={"type": "color"})),
            "address": forms.Textarea(attrs={"rows": 4}),
            "social": forms.Textarea(attrs={"rows": 4}),
            **dict.fromkeys(("bank_transfer", "cash", "offline"), forms.Textarea(attrs={"rows": 4})),
            "logo": PictureInput(attrs={"accept": "image/*"}),
            "favicon": PictureInput(attrs={"accept": "image/*"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        country: Any = self.fields["country"]
        inherited = _("%(country)s, as the environment has it") % {"country": country_name(settings.SHOP_COUNTRY)}
        country.choices = [("", inherited), *country_choices()]
        for name, colour in DEFAULTS.items():
            # A browser's field for colours is never empty: the colour of all shops stands for none.
            self.initial[name] = self.initial.get(name) or colour
        for name, field in self.fields.items():
            field.help_text = self.with_source(name, field.help_text)

    def with_source(self, name: str, help_text: Any) -> Any:
        """Return a field's help with where its value comes from."""
        source = source_of(self.instance, name)
        return format_html('{} <span class="source">{}</span>', help_text, source) if source else help_text

    def clean_logo(self) -> Any:
        """Return the logo, written anew. Raises ValidationError where it is no picture."""
        file = self.cleaned_data["logo"]
        if isinstance(file, UploadedFile):
            file = written_anew(file, pictures.make_logo)
            with Image.open(file) as picture:
                self.instance.logo_width, self.instance.logo_height = picture.size
            file.seek(0)
        return file

    def clean_favicon(self) -> Any:
        """Return the icon, written anew. Raises ValidationError where it is no picture."""
        file = self.cleaned_data["favicon"]
        return written_anew(file, pictures.make_icon) if isinstance(file, UploadedFile) else file

    def clean(self) -> dict[str, Any]:
        """Take the colours of all shops for none, and refuse colours that cannot be read on each other."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        chosen = {name: cleaned.get(name, "").lower() or usual for name, usual in DEFAULTS.items()}
        cleaned |= {name: "" if chosen[name] == usual else chosen[name] for name, usual in DEFAULTS.items()}
        # What is no colour at all the model refuses.
        if all(HEX.fullmatch(colour) for colour in chosen.values()):
            for name, sentence in unreadable(Palette(**chosen)).items():
                self.add_error(name, sentence)
        return cleaned


def written_anew(file: Any, make: Any) -> Any:
    """Return an uploaded picture as the shop keeps it. Raises ValidationError with what is wrong with it."""
    try:
        return make(file)
    except pictures.PictureRefused as error:
        raise ValidationError(str(error)) from error


def unreadable(palette: Palette) -> dict[str, str]:
    """Return a sentence, by its field, for each colour that cannot be read on the surface: the nearest that can."""
    surface = Colour.of(palette.surface)
    sentences = {}
    for name in ("text", "accent", "second"):
        colour = Colour.of(getattr(palette, name))
        if not can_be_read(colour, [surface]):
            sentences[name] = _(
                "%(colour)s cannot be read on the surface %(surface)s: their contrast is %(found).1f to 1, and must be "
                "%(least).1f to 1. The nearest colour that can is %(nearest)s."
            ) % {
                "colour": colour.hex,
                "surface": palette.surface,
                "found": int(contrast(colour, surface) * 10) / 10,
                "least": LEAST_CONTRAST,
                "nearest": nearest_that_can(colour, [surface]).hex,
            }
    return sentences


def source_of(brand: Brand, name: str) -> str:
    """Say where the value of a field comes from: saved, or from the environment, or as in all shops."""
    if getattr(brand, name, None) not in NOTHING:
        return _("Saved here.")
    if setting := FROM_ENVIRONMENT.get(name):
        said = str(getattr(settings, setting))
        return (_("From %(setting)s: “%(said)s”.") if said else _("Empty: %(setting)s says nothing either.")) % {
            "setting": setting,
            "said": Truncator(said).chars(MOST_SHOWN),
        }
    return _("As in all shops.") if name in {*DEFAULTS, "corners", "typeface"} else ""
