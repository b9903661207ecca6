"""The sections of the checkout, in their order, and how far a purchase has come."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from shop.checkout.address_form import AddressForm
from shop.checkout.forms import ContactForm, DeliveryForm, PaymentForm, SectionForm
from shop.checkout.purchase import Purchase

REVIEW = "review"


@dataclass(frozen=True)
class Section:
    """A part of the checkout with its own address and form. One that is decided already is skipped."""

    slug: str
    title: Promise
    form_class: type[SectionForm]
    is_skipped: Callable[[Purchase], bool] = lambda purchase: False

    def get_absolute_url(self) -> str:
        return reverse("checkout:section", args=[self.slug])

    def form(self, purchase: Purchase, sent: Mapping[str, str] | None = None) -> SectionForm:
        return self.form_class(purchase, self.slug, sent)

    def is_done(self, purchase: Purchase) -> bool:
        """Whether what was given is valid still: an address may lack what another country asks for."""
        given = purchase.answers.confirmed.get(self.slug)
        return given is not None and self.form(purchase, given).is_valid()


def has_one_way(purchase: Purchase) -> bool:
    return not purchase.needs_delivery or len(purchase.deliveries) == 1


def has_one_way_to_pay(purchase: Purchase) -> bool:
    return purchase.is_free or len(purchase.providers) == 1


SECTIONS = (
    Section("contact", _("Contact"), ContactForm),
    Section("address", _("Address"), AddressForm),
    Section("delivery", _("Delivery"), DeliveryForm, has_one_way),
    Section("payment", _("Payment"), PaymentForm, has_one_way_to_pay),
)


@dataclass(frozen=True)
class Step:
    """A section as one shopper meets it."""

    section: Section
    number: int
    state: str
    form: SectionForm | None = None

    @property
    def slug(self) -> str:
        return self.section.slug

    @property
    def title(self) -> Promise:
        return self.section.title


@dataclass(frozen=True)
class Progress:
    """How far a purchase has come: the sections that are not skipped, and the first that is not done."""

    purchase: Purchase
    sections: tuple[Section, ...]
    next_slug: str

    @classmethod
    def of(cls, purchase: Purchase) -> "Progress":
        sections: list[Section] = []
        next_slug = ""
        for section in SECTIONS:
            # Whether a later section is skipped is not known before the earlier ones are done.
            if next_slug or not section.is_skipped(purchase):
                sections.append(section)
                next_slug = next_slug or ("" if section.is_done(purchase) else section.slug)
        return cls(purchase, tuple(sections), next_slug or REVIEW)

    @property
    def is_finished(self) -> bool:
        return self.next_slug == REVIEW

    def find(self, slug: str) -> Section | None:
        """Return a section that may be opened: one that is done, or the first that is not."""
        for section in self.sections:
            if section.slug == slug:
                return section
            if section.slug == self.next_slug:
                return None
        return None

    def steps(self, opened: str, form: SectionForm | None = None) -> Iterator[Step]:
        """Give every section and the review with the state that they are drawn in, `opened` with its form."""
        reached = True
        for number, section in enumerate(self.sections, start=1):
            reached = reached and section.slug != self.next_slug
            state = "open" if section.slug == opened else "done" if reached else "ahead"
            yield Step(section, number, state, form if state == "open" else None)

    def context(self, opened: str, form: SectionForm | None = None) -> dict[str, Any]:
        return {
            "purchase": self.purchase,
            "steps": list(self.steps(opened, form)),
            "opened": opened,
            "title": next((section.title for section in self.sections if section.slug == opened), _("Review")),
            "form": form,
            "review_number": len(self.sections) + 1,
        }
