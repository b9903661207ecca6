"""The page of the first steps, which leads the owner from a fresh shop to one that is their own."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from shop import identity
from shop.addresses import country_choices
from shop.back_office import Task
from shop.brand.models import Brand
from shop.staff.countries import Added, add_presets
from shop.staff.first_steps import afterwards, first_steps
from shop.staff.way_back import remember

RIGHTS = ("brand.change_brand", "taxes.add_taxrate", "delivery.add_deliveryzone")


class CountryForm(forms.Form):
    """Where the shop is, and how its parcels to the rest of the European Union are taxed."""

    country = forms.ChoiceField(label=gettext_lazy("Country of the shop"), choices=country_choices)
    taxes_by_destination = forms.BooleanField(
        label=gettext_lazy("Each country of the European Union is taxed at its own rate (One-Stop Shop)"),
        required=False,
    )


def show_first_steps(request: HttpRequest) -> HttpResponse:
    """Show what is done and what is not; POST takes the country with its taxes and zones. Raises PermissionDenied."""
    if not request.user.has_perms(RIGHTS):
        raise PermissionDenied
    form = CountryForm(request.POST or None, initial={"country": identity.current().country})
    if request.method == "POST" and form.is_valid():
        added = settle_in(**form.cleaned_data)
        messages.success(request, said_of(added))
        return redirect("admin:first-steps")
    steps = first_steps()
    done = sum(step.is_done for step in steps)
    remember(request, is_taking=done < len(steps))
    context: dict[str, Any] = {
        **admin.site.each_context(request),
        "title": _("First steps"),
        "steps": steps,
        "afterwards": afterwards(),
        "done": done,
        "form": form,
    }
    return render(request, "admin/first_steps.html", context, status=422 if form.errors else 200)


def steps_to_take(request: HttpRequest) -> list[Task]:
    """Return what is left of the first steps as one task, for the owner. Queries about once for each step."""
    if not request.user.has_perms(RIGHTS):
        return []
    left = [step for step in first_steps() if not step.is_done]
    said = _("First steps still to be taken: %(steps)s") % {"steps": ", ".join(str(step.title) for step in left)}
    return [Task(said, reverse("admin:first-steps"))] if left else []


@transaction.atomic
def settle_in(*, country: str, taxes_by_destination: bool) -> Added:
    """Write where the shop is, and the taxes and zones that it lacks there."""
    brand = Brand.objects.first() or Brand()
    brand.country = country
    brand.save()
    return add_presets(country, taxes_by_destination=taxes_by_destination)


def said_of(added: Added) -> str:
    rates = ngettext("%(count)d tax rate", "%(count)d tax rates", added.rates) % {"count": added.rates}
    zones = ngettext("%(count)d delivery zone", "%(count)d delivery zones", added.zones) % {"count": added.zones}
    return _("Saved. Added: %(rates)s and %(zones)s. What was there is as it was.") % {"rates": rates, "zones": zones}
