"""What a merchant uploads for an import, and how it is to be brought in."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from shop.catalog.admin import trees
from shop.catalog.models import Category
from shop.imports.category_names import Name
from shop.imports.csv_files import MOST_BYTES, refuse_csv
from shop.imports.models import Import
from shop.imports.picture_archives import MOST_BYTES as MOST_BYTES_OF_ARCHIVE
from shop.imports.picture_archives import Unpacked, unpack

MEGABYTE = 1024 * 1024
LONGEST_NAME = 255
NONE = "none"


class UploadForm(forms.ModelForm):  # type: ignore[type-arg]
    """One file being refused says nothing of the other: `keep` keeps what is good."""

    csv = forms.FileField(
        label=_("Product file (CSV)"), required=False, widget=forms.FileInput(attrs={"accept": ".csv,text/csv"})
    )
    archive = forms.FileField(
        label=_("Pictures (ZIP)"), required=False, widget=forms.FileInput(attrs={"accept": ".zip,application/zip"})
    )

    class Meta:
        model = Import
        fields = ["fetches_pictures", "overwrites", "recounts", "encoding"]

    field_order = ["csv", "archive"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["csv"].help_text = _("At most %(most)d MB.") % {"most": MOST_BYTES // MEGABYTE}
        self.fields["archive"].help_text = _(
            "At most %(most)d MB. Upload one, see the preview, and add further ones there. Pictures are matched by the "
            "file names in the column Image Src."
        ) % {"most": MOST_BYTES_OF_ARCHIVE // MEGABYTE}
        for name, most in (("csv", MOST_BYTES), ("archive", MOST_BYTES_OF_ARCHIVE)):
            too_large = _("This file is larger than %(most)d MB.") % {"most": most // MEGABYTE}
            self.fields[name].widget.attrs |= {"data-most-bytes": most, "data-too-large": too_large}
        self.unpacked: Unpacked | None = None

    def clean(self) -> dict[str, Any]:
        """Refuse a product file that is none, and a form without any file. Raises ValidationError."""
        cleaned: dict[str, Any] = super().clean() or {}
        if file := cleaned.get("csv"):
            try:
                refuse_csv(file, encoding=cleaned.get("encoding", ""))
            except ValidationError as error:
                self.add_error("csv", error)
        if not (self.instance.pk or self.files.get("csv") or self.files.get("archive")):
            self.add_error("csv", _("Choose a product file, a ZIP of pictures, or both."))
        return cleaned

    def keep(self) -> Import | None:
        """Keep the files that are good, and the import with them; nothing where none is. Errors say what was refused.

        Writes.
        """
        csv, archive = (self.cleaned_data.get(name) for name in ("csv", "archive"))
        row: Import = self.instance
        is_new = row.pk is None
        row.save()
        if csv:
            row.files.put_csv(csv)
            row.csv_name = str(csv.name)[:LONGEST_NAME]
        if archive:
            self.keep_archive(row, archive)
        if is_new and not (row.csv_name or row.picture_count):
            row.delete()
            return None
        row.save()
        return row

    def keep_archive(self, row: Import, archive: Any) -> None:
        try:
            self.unpacked = unpack(archive, row.files.pictures)
        except ValidationError as error:
            self.add_error("archive", error)
        else:
            row.picture_count += self.unpacked.pictures
            row.archive_names = "\n".join(filter(None, [row.archive_names, str(archive.name)[:LONGEST_NAME]]))

    @property
    def remarks(self) -> list[str]:
        """What there is to say of a ZIP that was taken."""
        if self.unpacked is None:
            return []
        found = self.unpacked
        taken = ngettext("%(count)d picture was taken.", "%(count)d pictures were taken.", found.pictures)
        said = [taken % {"count": found.pictures}]
        if found.others:
            passed_over = ngettext(
                "%(count)d file that is no picture was passed over.",
                "%(count)d files that are no pictures were passed over.",
                found.others,
            )
            said.append(passed_over % {"count": found.others})
        if found.too_large:
            names = ", ".join(found.too_large[:10])
            said.append(str(_("Larger than 20 MB, and passed over: %(names)s.") % {"names": names}))
        return said


class NamesForm(forms.Form):
    """For each type or path that a file names, a category of the shop."""

    def __init__(self, *args: Any, names: list[Name], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = names
        categories = trees.choices()[1:]
        for number, name in enumerate(names):
            field = forms.ChoiceField(
                label=name["name"],
                required=False,
                choices=[("", of_itself(name)), (NONE, _("No category")), *categories],
            )
            field.help_text = ngettext("%(count)d product", "%(count)d products", name["products"]) % {
                "count": name["products"]
            }
            self.fields[f"name-{number}"] = field

    def chosen(self) -> dict[str, Category | None]:
        """Return what was chosen by name, without the names that stay as they are. Queries once."""
        picked = {name["name"]: self.cleaned_data[f"name-{number}"] for number, name in enumerate(self.names)}
        categories = Category.objects.in_bulk([pk for pk in picked.values() if pk not in ("", NONE)])
        return {name: categories.get(int(pk)) if pk != NONE else None for name, pk in picked.items() if pk}


def of_itself(name: Name) -> str:
    """Say where an import puts products of a name without being told."""
    shown = {"category": name["category"]}
    if not name["category"]:
        return str(_("No category, as it is remembered"))
    if name["is_mapped"]:
        return str(_("%(category)s, as it is remembered") % shown)
    if name["is_new"]:
        return str(_("New category: %(category)s") % shown)
    return str(_("By its name: %(category)s") % shown)
