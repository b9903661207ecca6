"""Forms of a product, its variants and its images. They save nothing that would have to be refused by the database."""

from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget, AdminTextInputWidget
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from shop.catalog import markup, pictures
from shop.catalog.admin import trees
from shop.catalog.models import Product, ProductImage
from shop.text_identity import identity

OPTIONS = ("option1", "option2", "option3")


class ProductForm(forms.ModelForm):  # type: ignore[type-arg]
    """A product. Its slug may be left empty: the title gives one."""

    class Meta:
        widgets = {"tags": AdminTextInputWidget, "seo_description": AdminTextareaWidget(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False
        if "category" in self.fields:
            self.fields["category"].choices = trees.choices()  # type: ignore[attr-defined]

    def clean_slug(self) -> str:
        slug = self.cleaned_data["slug"] or slugify(self.cleaned_data.get("title", ""), allow_unicode=True)
        if not slug:
            raise ValidationError(_("Give the product an address of letters and numbers."))
        alike = Product.objects.exclude(pk=self.instance.pk).filter(slug_key=identity(slug)).exclude(slug=slug)
        if "slug" in self.changed_data and (other := alike.first()):
            raise ValidationError(_("“%(title)s” has this address already."), params={"title": other.title})
        return str(slug)

    def clean_description(self) -> str:
        return markup.clean(self.cleaned_data["description"])

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
        return cleaned


class VariantStockForm(forms.ModelForm):  # type: ignore[type-arg]
    """A variant's price and stock.

    Orders lower the stock while a merchant has the form open. So the form carries the stock that it showed: one that
    was left alone is not written, and one that was typed over a stock that has changed since is refused once.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "stock" in self.fields:
            self.fields["stock"].show_hidden_initial = True

    def clean_stock(self) -> int:
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
    """A choice among images that were read before, so that a row of a formset needs no query."""

    def __init__(self, images: list[ProductImage], **kwargs: Any) -> None:
        super().__init__(queryset=ProductImage.objects.none(), **kwargs)
        self.images = {str(image.pk): image for image in images}
        labels = [(image.pk, f"{number}. {image}"[:60]) for number, image in enumerate(images, start=1)]
        self.choices = [("", "---------"), *labels]

    def to_python(self, value: Any) -> ProductImage | None:
        if value in self.empty_values:
            return None
        if str(value) not in self.images:
            raise ValidationError(self.error_messages["invalid_choice"], "invalid_choice", {"value": value})
        return self.images[str(value)]


class VariantForm(VariantStockForm):
    """A variant, whose picture is one of its product's. `images` are these, where they have been read already."""

    def __init__(self, *args: Any, images: list[ProductImage] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "image" in self.fields:
            if images is None:
                images = list(self.instance.product.images.all())
            self.fields["image"] = ProductImageChoiceField(images, label=_("Image"), required=False)


class ProductImageForm(forms.ModelForm):  # type: ignore[type-arg]
    """An image. What is uploaded is stored as the shop's own encoding of it."""

    class Meta:
        # Django's own field for pictures refuses without a word of what the file is.
        field_classes = {"photo": forms.FileField}

    def clean_photo(self) -> Any:
        photo = self.cleaned_data["photo"]
        if "photo" not in self.changed_data or not photo:
            return photo
        try:
            return pictures.reencode(photo)
        except pictures.PictureRefused as error:
            raise ValidationError(str(error), "invalid_image") from error

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "photo" in cleaned and not (cleaned["photo"] or self.instance.drawing or self.instance.source):
            self.add_error("photo", _("Choose a picture, or delete this image."))
        return cleaned
