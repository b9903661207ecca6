"""A product's variants and images as rows of its page, and the rules that take all rows to hold."""

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.paginator import Page, Paginator
from django.db.models import CharField, Max, Value
from django.db.models.functions import Cast, Concat
from django.forms.utils import ErrorDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from shop.admin_keeping import reasons_to_keep
from shop.catalog.admin.field_names import OPTIONS, PREPARING
from shop.catalog.admin.forms import ProductImageForm, VariantForm
from shop.catalog.models import Product, ProductImage, StagedPicture, Variant
from shop.catalog.models.staged import drop
from shop.catalog.models.variants import MAX_VARIANTS
from shop.catalog.pictures import described
from shop.text_identity import identity

log = logging.getLogger(__name__)

PER_PAGE = 50


class OrderedFormSet(forms.BaseInlineFormSet):  # type: ignore[type-arg]
    """Rows with a position; new ones come last. Where the form comes back to be looked through, nothing is checked."""

    def full_clean(self) -> None:
        super().full_clean()
        if self.is_bound and PREPARING in self.data:
            self._errors = [ErrorDict() for _form in self.forms]
            self._non_form_errors = self.error_class()
            rows: list[Any] = self.forms
            for row in rows:
                row.forget_errors()

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        if form.instance.pk is None:
            form.initial.setdefault("position", self.next_position)

    @cached_property
    def next_position(self) -> int:
        return max((row.position for row in self.get_queryset()), default=-1) + 1


class PictureNotStored(Exception):
    """A picture that passed its form and could not be written; its text is a sentence for the merchant."""


class ProductImageFormSet(OrderedFormSet):
    """The images of a product. Saving raises PictureNotStored where files cannot be written, whatever the cause."""

    def save_new(self, form: Any, commit: bool = True) -> Any:  # noqa: FBT001, FBT002
        with telling_of(form):
            return super().save_new(form, commit)

    def save_existing(self, form: Any, obj: Any, commit: bool = True) -> Any:  # noqa: FBT001, FBT002
        with telling_of(form):
            return super().save_existing(form, obj, commit)

    def save(self, commit: bool = True) -> Any:  # noqa: FBT001, FBT002
        saved = super().save(commit)
        if commit:
            drop(form.instance.staged for form in self.forms if form.instance.staged)
        return saved


@contextmanager
def telling_of(form: Any) -> Iterator[None]:
    """Raise PictureNotStored, with the picture's name, for whatever is raised within."""
    try:
        yield
    except Exception as error:
        log.exception("A picture could not be stored.")
        said = _("The picture %(name)s could not be stored (%(error)s), so nothing was saved.")
        raise PictureNotStored(said % {"name": form.instance.photo.name, "error": described(error)}) from error


def give_pictures(formsets: Iterable[Any]) -> None:
    """Give variants the pictures that were chosen before these were saved. All formsets are saved by now. Writes."""
    rows = [form for formset in formsets for form in formset.forms if form.instance.pk]
    images = [form for form in rows if isinstance(form, ProductImageForm)]
    stored = {token: form.instance for form in images if (token := form["staged"].value())}
    for form in rows:
        if isinstance(form, VariantForm) and form.staged_image in stored:
            Variant.objects.filter(pk=form.instance.pk).update(image=stored[form.staged_image])


class VariantFormSet(OrderedFormSet):
    """The variants of a product: at least one, each with a value for each option, no two alike.

    It shows one `page` of them, and saves those that were sent, on whatever page they would be by now.
    """

    instance: Product

    def __init__(self, *args: Any, asked_page: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked_page = asked_page
        if self.instance.pk and self.is_bound and self.others:
            # All that are on this page may go.
            self.min_num = 0

    @cached_property
    def page(self) -> "Page[Variant]":
        pages = Paginator(self.queryset, PER_PAGE)  # type: ignore[arg-type]
        # The admin has read it with the product.
        if (count := getattr(self.instance, "variant_count", None)) is not None:
            pages.count = count
        return pages.get_page(self.asked_page)

    @cached_property
    def sent(self) -> list[str]:
        """The keys of the variants whose rows were sent."""
        fields = (f"{self.prefix}-{number}-id" for number in range(self.initial_form_count()))
        return [key for field in fields if (key := str(self.data.get(field, ""))).isdecimal()]

    @cached_property
    def others(self) -> list[tuple[str, ...]]:
        """The options of the product's variants that were not sent. Queries once."""
        rows = Variant.objects.filter(product=self.instance.pk).exclude(pk__in=self.sent).order_by()
        return list(rows.values_list(*OPTIONS))

    @cached_property
    def next_position(self) -> int:
        if not self.is_bound and not self.page.has_next():
            return max((row.position for row in self.get_queryset()), default=-1) + 1
        last = Variant.objects.filter(product=self.instance.pk).aggregate(last=Max("position"))["last"]
        return 0 if last is None else last + 1

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        return {**super().get_form_kwargs(index), "images": self.images, "staged": self.staged}

    def get_queryset(self) -> Any:
        if not hasattr(self, "_queryset"):
            rows = super().get_queryset()
            self._queryset = rows.filter(pk__in=self.sent) if self.is_bound else self.page.object_list
            for row in self._queryset:
                row.product = self.instance
        return self._queryset

    @cached_property
    def images(self) -> list[ProductImage]:
        return list(self.instance.images.all()) if self.instance.pk else []

    @cached_property
    def staged(self) -> list[tuple[str, str]]:
        """The pictures that were uploaded and are not saved yet, by token and name. Queries where there are some."""
        fields = [name for name in self.data if name.startswith("images-") and name.endswith("-staged")]
        tokens = [str(self.data[name]) for name in fields if self.data[name]]
        kept = StagedPicture.find(tokens)
        return [(token, kept[token].name) for token in tokens if token in kept]

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        for option, name in zip(OPTIONS, self.instance.option_names, strict=False):
            form.fields[option].label = name

    def clean(self) -> None:
        super().clean()
        kept = [form for form in self.forms if form not in self.deleted_forms and hasattr(form, "cleaned_data")]
        for form in kept:
            self.check_options(form)
        self.check_combinations([form for form in kept if form.errors.keys().isdisjoint(OPTIONS)])
        self.check_others()
        if gone := [form.instance.pk for form in self.deleted_forms if form.instance.pk]:
            self.check_deleted(gone)
        if len(kept) + len(self.others) > MAX_VARIANTS:
            raise ValidationError(_("A product may have %(most)d variants at most.") % {"most": MAX_VARIANTS})

    def check_others(self) -> None:
        """Refuse new options for which the variants on other pages have no value. Queries once where some have none."""
        fields = [f"{option}_name" for option in OPTIONS]
        named = [bool(getattr(self.instance, field)) for field in fields]
        unlike = [values for values in self.others if list(map(bool, values)) != named]
        if unlike and Product.objects.filter(pk=self.instance.pk).values_list(*fields)[0] != tuple(
            getattr(self.instance, field) for field in fields
        ):
            said = ngettext(
                "%(count)d variant on the other pages does not have these options, so they cannot be changed here.",
                "%(count)d variants on the other pages do not have these options, so they cannot be changed here.",
                len(unlike),
            )
            raise ValidationError(said % {"count": len(unlike)})

    def check_deleted(self, pks: list[int]) -> None:
        """Refuse to delete variants that something refers to."""
        if reasons := reasons_to_keep(Variant.objects.filter(pk__in=pks)):
            raise ValidationError(reasons)

    def check_options(self, form: Any) -> None:
        """Demand a value for each option that the product names, and for no other."""
        names = [getattr(self.instance, f"{option}_name") for option in OPTIONS]
        for option, name in zip(OPTIONS, names, strict=True):
            value = form.cleaned_data.get(option)
            if name and not value and option not in form.errors:
                form.add_error(option, _("Give a value for “%(option)s”.") % {"option": name})
            if value and not name:
                form.add_error(option, _("The product names no such option. Name it above, or leave this empty."))

    def check_combinations(self, forms: list[Any]) -> None:
        """Refuse the second of two variants with the same option values, added on another page meanwhile or here."""
        seen = {tuple(filter(None, values)) for values in self.others}
        alike = {tuple(map(identity, options)) for options in seen}
        for form in forms:
            values = tuple(form.cleaned_data[option] for option in OPTIONS if form.cleaned_data[option])
            key = tuple(map(identity, values))
            # Rows that were spelled so before may stay.
            is_taken = values in seen or (key in alike and not set(OPTIONS).isdisjoint(form.changed_data))
            if is_taken and values:
                form.add_error(
                    OPTIONS[0], _("There is another variant “%(options)s”.") % {"options": " / ".join(values)}
                )
            elif is_taken:
                raise ValidationError(
                    _("Variants differ by their options: name an option of the product, or keep one variant.")
                )
            seen.add(values)
            alike.add(key)

    def save(self, commit: bool = True) -> Any:  # noqa: FBT001, FBT002
        if commit:
            self.set_options_aside()
        return super().save(commit)

    def set_options_aside(self) -> None:
        """Free the option values that rows give up, so that another row may take them, in whatever order. Writes."""
        giving = [form for form in self.initial_forms if not set(OPTIONS).isdisjoint(form.changed_data)]
        pks = [form.instance.pk for form in (*giving, *self.deleted_forms) if form.instance.pk]
        if pks:
            aside = Concat(Value("\x1f"), Cast("pk", CharField()))
            Variant.objects.filter(pk__in=pks).update(option1=aside, option2="", option3="")
