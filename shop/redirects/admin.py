"""Old addresses in the admin: where they lead, many at once, and what is missing."""

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from shop import back_office
from shop.redirects.forms import ImportForm
from shop.redirects.models import MissingPath, Redirect
from shop.redirects.services import save_all


@admin.register(Redirect)
class RedirectAdmin(back_office.ModelAdmin):  # type: ignore[type-arg]
    """Redirects; one that leads away from the shop says whose page it leads to."""

    change_list_template = "admin/redirects/redirect/change_list.html"
    list_display = ["from_path", "to", "elsewhere", "hits", "last_hit_at"]
    search_fields = ["from_path", "to"]
    readonly_fields = ["hits", "last_hit_at"]

    def get_urls(self) -> list[URLPattern]:
        own = path("import/", self.admin_site.admin_view(self.import_lines), name="redirects_redirect_import")
        return [own, *super().get_urls()]

    @admin.display(description=_("leads away from the shop"))
    def elsewhere(self, found: Redirect) -> str:
        return found.host or "\N{EN DASH}"

    def import_lines(self, request: HttpRequest) -> HttpResponse:
        """Bring in many at once. Lines that are refused come back, each with what is wrong. Writes the others."""
        if not self.has_add_permission(request):
            return redirect("admin:redirects_redirect_changelist")
        form = ImportForm(request.POST, request.FILES) if request.method == "POST" else ImportForm()
        refused: list[tuple[str, str]] = []
        if request.method == "POST" and form.is_valid():
            outcome = save_all(form.cleaned_data["rows"])
            said = ngettext("%d address leads on now.", "%d addresses lead on now.", outcome.saved) % outcome.saved
            self.message_user(request, said, messages.SUCCESS if outcome.saved else messages.WARNING)
            if not outcome.refused:
                return redirect("admin:redirects_redirect_changelist")
            refused = outcome.refused
            form = ImportForm(initial={"lines": "\n".join(line for line, _ in refused)})
        context = {**self.admin_site.each_context(request), "form": form, "refused": refused, "opts": self.opts}
        return render(request, "admin/redirects/redirect/import.html", {**context, "title": _("Import redirects")})


@admin.register(MissingPath)
class MissingPathAdmin(back_office.ModelAdmin):  # type: ignore[type-arg]
    """What was asked for more than once and is not here. It is only looked at, and led on from."""

    list_display = ["path", "hits", "last_hit_at", "lead_on"]
    list_display_links = None
    search_fields = ["path"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[MissingPath]:
        return super().get_queryset(request).filter(hits__gt=1)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: MissingPath | None = None) -> bool:
        return False

    @admin.display(description="")
    def lead_on(self, missing: MissingPath) -> SafeString:
        address = reverse("admin:redirects_redirect_add", query={"from_path": missing.path})
        return format_html('<a href="{}">{}</a>', address, _("Lead on"))
