"""Forms of a product, its variants and its images. They save nothing that would have to be refused by the database."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget, AdminTextInputWidget
from django.core.exceptions import ValidationError
from django.forms.models import InlineForeignKeyField
from django.forms.utils import ErrorDict
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from shop.catalog.admin import trees
from shop.catalog.admin.field_names import MADE_OF, NEW_PICTURES, OPTIONS, PREPARING, REFUSED_PICTURES, STAGED, VALUES
from shop.catalog.admin.option_lists import join_values, read_lists
from shop.catalog.admin.photo_field import PhotoField
from shop.catalog.admin.widgets import PicturesInput, SubmitButton
from shop.catalog.models import Product, ProductImage, StagedPicture, Variant
from shop.rich_text.fields import RichTextFormField
from shop.rich_text.widgets import RichTextWidget
from shop.text_identity import first_of_each, identity

HOW_LISTED = _("All values, with commas between: S, M, L")


class Row(forms.ModelForm):  # type: ignore[type-arg]
    """A row of a product's form."""

    def forget_errors(self) -> None:
        """Take the row as it was sent, to be looked through again."""
        self._errors = ErrorDict()


class ProductForm(forms.ModelForm):  # type: ignore[type-arg]
    """A product. Its slug may be left empty: the title gives one.

    Lists of option values and new pictures have become rows before the form is read; it says what was wrong with them.
    """

    option1_values = forms.CharField(
        label=_("values"), required=False, widget=AdminTextInputWidget, help_text=HOW_LISTED
    )
    option2_values = forms.CharField(label=_("values"), required=False, widget=AdminTextInputWidget)
    option3_values = forms.CharField(label=_("values"), required=False, widget=AdminTextInputWidget)
    make_variants = forms.Field(
        label="", required=False, widget=SubmitButton(_("Make the variants"), then="variants-group")
    )
    made_of = forms.CharField(label=_("options"), required=False, widget=forms.HiddenInput, strip=False)
    new_pictures = forms.FileField(
        label=_("New pictures"),
        required=False,
        widget=PicturesInput,
        help_text=_("Several at once. Upload them to put them in order and to give them to variants, before you save."),
    )

    class Meta:
        field_classes = {"description": RichTextFormField}
        widgets = {
            "description": RichTextWidget,
            "tags": AdminTextInputWidget,
            "seo_description": AdminTextareaWidget(attrs={"rows": 3}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False
        if "description" in self.fields:
            self.fields["description"].unedited = self.instance.description  # type: ignore[attr-defined]
        if "category" in self.fields:
            self.fields["category"].choices = trees.choices()  # type: ignore[attr-defined]
        if not self.is_bound:
            self.list_values()

    def list_values(self) -> None:
        """Show which values the options have. Queries once, where the product has options."""
        rows = (
            Variant.objects.filter(product=self.instance.pk).values_list(*OPTIONS) if self.instance.option1_name else ()
        )
        lists = [join_values(filter(None, first_of_each(texts))) for texts in zip(*rows, strict=True)] or [""] * 3
        self.initial.update({**dict(zip(VALUES, lists, strict=True)), MADE_OF: " | ".join(lists)})

    def full_clean(self) -> None:
        if not self.is_bound or PREPARING not in self.data:
            super().full_clean()
            return
        self._errors, self.cleaned_data = ErrorDict(), {}
        self.tell_of_lists_and_pictures()

    def is_valid(self) -> bool:
        return super().is_valid() and PREPARING not in self.data

    def tell_of_lists_and_pictures(self) -> None:
        """Add what is wrong with the lists of values, and with each picture that was uploaded."""
        if not set(VALUES).isdisjoint(self.data):
            for field, sentence in read_lists(self.data).errors.items():
                # A product may keep options that it has no lists for.
                if PREPARING in self.data or field not in VALUES or self.data.get(field):
                    self.add_error(field, sentence)
        for sentence in self.data.getlist(REFUSED_PICTURES) if hasattr(self.data, "getlist") else []:
            self.add_error(NEW_PICTURES, sentence)

    def clean_slug(self) -> str:
        """Return the slug, or one made of the title. Raises ValidationError where another's is alike. Queries."""
        slug = self.cleaned_data["slug"] or slugify(self.cleaned_data.get("title", ""), allow_unicode=True)
        if not slug:
            raise ValidationError(_("Give the product an address of letters and numbers."))
        alike = Product.objects.exclude(pk=self.instance.pk).filter(slug_key=identity(slug)).exclude(slug=slug)
        if "slug" in self.changed_data and (other := alike.first()):
            raise ValidationError(_("“%(title)s” has this address already."), params={"title": other.title})
        return str(slug)

    def clean_tags(self) -> str:
        tags = (tag.strip() for tag in self.cleaned_data["tags"].split(","))
        return ", ".join(dict.fromkeys(tag for tag in tags if tag))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        seen: set[str] = set()
        is_gap = False
        for field in (f"{option}_name" for option in OPTIONS):
            name = cleaned.get(field, "")
            if name and is_gap:
                self.add_error(field, _("Name the option before this one first."))
            if name and identity(name) in seen:
                self.add_error(field, _("Another option has this name already."))
            seen.add(identity(name))
            is_gap = is_gap or not name
        self.tell_of_lists_and_pictures()
        return cleaned


class VariantStockForm(Row):
    """A variant's price and stock.

    Orders lower the stock while a merchant has the form open. So the form carries the stock that it showed: one that
    was left alone is not written, and one that was typed over a stock that has changed since is refused once.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "stock" in self.fields:
            self.fields["stock"].show_hidden_initial = True

    def clean_stock(self) -> int:
        """Return the stock. Raises ValidationError where it has changed since the page was opened."""
        typed: int = self.cleaned_data["stock"]
        if self.instance.pk is None:
            return typed
        now: int = self.instance.stock
        if "stock" not in self.changed_data:
            return now
        name = self.add_initial_prefix("stock")
        if typed != now and self.data.get(name, str(now)) != str(now):
            self.data = self.data.copy()  # type: ignore[attr-defined]
            self.data[name] = str(now)  # type: ignore[index]
            raise ValidationError(
                _("The stock has changed to %(now)d since this page was opened. Save again to overwrite it."),
                params={"now": now},
            )
        return typed

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        price, compare_at = cleaned.get("price"), cleaned.get("compare_at_price")
        is_touched = not {"price", "compare_at_price"}.isdisjoint(self.changed_data)
        if is_touched and price is not None and compare_at is not None and compare_at < price:
            self.add_error("compare_at_price", _("Below the price. Give a higher one, or leave it empty."))
        return cleaned


class ProductImageChoiceField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A choice among images that were read before, so that a row of a formset needs no query.

    Those that are `staged`, by token and name, are not saved yet: whoever chooses one is given it after that.
    """

    def __init__(self, images: list[ProductImage], staged: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(queryset=ProductImage.objects.none(), **kwargs)
        self.images = {str(image.pk): image for image in images}
        self.staged = {f"{STAGED}{token}" for token, _name in staged}
        named = [*((image.pk, str(image)) for image in images), *((f"{STAGED}{token}", name) for token, name in staged)]
        self.choices = [
            ("", "---------"),
            *((key, f"{number}. {name}"[:60]) for number, (key, name) in enumerate(named, 1)),
        ]

    def to_python(self, value: Any) -> ProductImage | None:
        if value in self.empty_values or value in self.staged:
            return None
        if str(value) not in self.images:
            raise ValidationError(self.error_messages["invalid_choice"], "invalid_choice", {"value": value})
        return self.images[str(value)]


class VariantForm(VariantStockForm):
    """A variant, whose picture is one of its product's. `images` are these, where they have been read already."""

    def __init__(
        self,
        *args: Any,
        images: list[ProductImage] | None = None,
        staged: Sequence[tuple[str, str]] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if "image" in self.fields:
            if images is None:
                images = list(self.instance.product.images.all())
            self.fields["image"] = ProductImageChoiceField(images, staged, label=_("Image"), required=False)
            self.fields["image"].widget.attrs["aria-label"] = _("Image")

    @property
    def staged_image(self) -> str:
        """The token of the picture that was chosen, where that is not saved yet."""
        chosen = str(self.data.get(self.add_prefix("image"), ""))
        return chosen.removeprefix(STAGED) if chosen.startswith(STAGED) else ""

    def validate_constraints(self) -> None:
        # Of rows below their product, the formset compares the options: all of them at once, as they will be. Django
        # 5.2 leaves that to it, 6.1 does not.
        below = {name for name, field in self.fields.items() if isinstance(field, InlineForeignKeyField)}
        excluded = self._get_validation_exclusions()  # type: ignore[attr-defined]
        try:
            self.instance.validate_constraints(exclude={*excluded, *below})
        except ValidationError as error:
            self._update_errors(error)  # type: ignore[attr-defined]


class ProductImageForm(Row):
    """An image. What is uploaded is stored as the shop's own encoding of it.

    What was uploaded before, and is `staged`, is stored as it is.
    """

    staged = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        field_classes = {"photo": PhotoField}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.staged = self.find_staged()

    def find_staged(self) -> StagedPicture | None:
        """Return the picture that was uploaded for this row before. Queries where there is one."""
        token = str(self.data.get(self.add_prefix("staged"), "")) if self.is_bound else ""
        return StagedPicture.find([token]).get(token)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        picture: StagedPicture | None = self.instance.staged
        if picture is not None and "photo" in cleaned and "photo" not in self.changed_data:
            cleaned["photo"] = picture.read()
        if "photo" in cleaned and not (cleaned["photo"] or self.instance.drawing or self.instance.source):
            self.add_error("photo", _("Choose a picture, or delete this image."))
        return cleaned
