"""Sections in the admin: listed, put into order and edited in the order of the page."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from shop import back_office
from shop.admin_ordering import InOrder
from shop.catalog.schedule import now
from shop.dates import moment
from shop.frontpage.admin.forms import SectionForm
from shop.frontpage.admin.previewing import preview
from shop.frontpage.kinds.kind import Kind
from shop.frontpage.kinds.registry import KINDS
from shop.frontpage.models import MOST_SECTIONS, Pick, Quote, Section

SCHEDULE = ("is_on", "shows_from", "shows_until")


class PickInline(back_office.TabularInline):  # type: ignore[type-arg]
    model = Pick
    fields = ["product", "position"]
    autocomplete_fields = ["product"]
    extra = 1


class QuoteInline(back_office.StackedInline):  # type: ignore[type-arg]
    model = Quote
    fields = ["text", "author", "position"]
    extra = 1


ROWS = {"picks": PickInline, "quotes": QuoteInline}


@admin.register(Section)
class SectionAdmin(InOrder, back_office.ModelAdmin):  # type: ignore[type-arg]
    form = SectionForm
    list_display = ["named", "order", "state", "kind_name"]
    list_display_links = ["named"]
    list_select_related = ["category"]
    # The order is the page's own.
    sortable_by = ()
    ordering = ["position", "pk"]
    list_per_page = list_max_show_all = 2 * MOST_SECTIONS
    actions = ["switch_on", "switch_off"]
    change_list_template = "admin/frontpage/section/sections.html"

    class Media:
        css = {"all": ["admin/shop.css", "admin/mover.css"]}
        js = ["admin/mover.js"]

    def get_urls(self) -> list[Any]:
        show = self.admin_site.admin_view(lambda request: preview(self, request))
        return [path("preview/", show, name="frontpage_section_preview"), *super().get_urls()]

    def kind_of(self, request: HttpRequest, section: Section | None) -> Kind | None:
        """Return the kind of a section, or of the one that is about to be added."""
        return KINDS.get(section.kind if section else request.GET.get("kind", ""))

    def get_fields(self, request: HttpRequest, obj: Section | None = None) -> Any:
        kind = self.kind_of(request, obj)
        return [*(kind.fields if kind else ["heading"]), *SCHEDULE]

    def get_form(self, request: HttpRequest, obj: Section | None = None, change: bool = False, **kwargs: Any) -> Any:  # noqa: FBT001, FBT002 Django's own
        form = super().get_form(request, obj, change, **kwargs)
        form.kind = self.kind_of(request, obj) or Kind()  # type: ignore[attr-defined]
        return form

    def get_inlines(self, request: HttpRequest, obj: Section | None) -> Any:
        kind = self.kind_of(request, obj)
        return [ROWS[kind.rows]] if kind and kind.rows else []

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """Ask for the kind first. Raises PermissionDenied for who may not add sections. Queries how many there are."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        if Section.objects.count() >= MOST_SECTIONS:
            said = _("The front page shows %(most)d sections at most. Delete one first.") % {"most": MOST_SECTIONS}
            self.message_user(request, said, messages.ERROR)
            return redirect("admin:frontpage_section_changelist")
        kind = self.kind_of(request, None)
        if kind is None:
            context = {**self.admin_site.each_context(request), "opts": self.opts, "kinds": KINDS.values()}
            return render(request, "admin/frontpage/section/choose_kind.html", context | {"title": _("Add a section")})
        return super().add_view(request, form_url, {**(extra_context or {}), "title": kind.label})

    def save_model(self, request: HttpRequest, obj: Section, form: Any, change: bool) -> None:  # noqa: FBT001 Django's own
        if not change:
            obj.kind = form.kind.name
        super().save_model(request, obj, form, change)

    @admin.display(description=_("section"))
    def named(self, section: Section) -> str:
        """Return its heading, or what stands in for it."""
        kind = KINDS[section.kind].label if section.kind in KINDS else section.kind
        return section.heading or str(section.category or kind)

    def name_to_move(self, row: Section) -> str:
        return self.named(row)

    @admin.display(description=_("kind"))
    def kind_name(self, section: Section) -> str:
        return str(KINDS[section.kind].label) if section.kind in KINDS else "\N{EN DASH}"

    @admin.display(description=_("shows"))
    def state(self, section: Section) -> str:
        """Say whether it shows now, and if not, why."""
        at = now()
        if not section.is_on:
            return str(_("Off"))
        if section.shows_from and section.shows_from > at:
            return str(_("From %(moment)s") % {"moment": moment(section.shows_from)})
        if section.shows_until and section.shows_until <= at:
            return str(_("Over since %(moment)s") % {"moment": moment(section.shows_until)})
        if section.shows_until:
            return str(_("Until %(moment)s") % {"moment": moment(section.shows_until)})
        return str(_("Now"))

    @admin.action(description=_("Switch selected sections on"), permissions=["change"])
    def switch_on(self, request: HttpRequest, sections: Any) -> None:
        sections.update(is_on=True)

    @admin.action(description=_("Switch selected sections off"), permissions=["change"])
    def switch_off(self, request: HttpRequest, sections: Any) -> None:
        sections.update(is_on=False)

    def view_on_site(self, section: Section) -> str:
        return reverse("catalog:home")
