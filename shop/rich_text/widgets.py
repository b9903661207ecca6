"""The editor of rich text in the admin: without JavaScript it is the text's HTML."""

from typing import Any

from django import forms
from django.forms.renderers import BaseRenderer
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

EDITOR = "django_prose_editor/editor.js"
EXTENSIONS = "admin/rich-text-extensions.js"
PICTURES = "admin/rich-text-pictures.js"


class RichTextWidget(forms.Textarea):
    """A textarea that `static/admin/rich-text.js` turns into an editor, and the dialog by which it gets a picture.

    The editor's own start needs an import map, which the policy of pages refuses: it is inline. So the script is told
    where the editor and its extensions are.
    """

    class Media:
        css = {
            "all": [
                "django_prose_editor/material-icons.css",
                "django_prose_editor/editor.css",
                "django_prose_editor/overrides.css",
                "admin/rich-text.css",
            ]
        }
        js = [forms.Script("admin/rich-text.js", type="module")]

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"rows": 16, "cols": 80} | (attrs or {}))

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: BaseRenderer | None = None
    ) -> SafeString:
        places = {
            "data-rich-text": static(EDITOR),
            "data-rich-text-extensions": static(EXTENSIONS),
            "data-rich-text-pictures": static(PICTURES),
        }
        text = super().render(name, value, (attrs or {}) | places, renderer)
        return format_html("{}{}", text, render_to_string("admin/_text_picture_dialog.html"))

    def use_required_attribute(self, initial: Any) -> bool:
        # A browser cannot show what is wrong with a field that the editor hides.
        return False
