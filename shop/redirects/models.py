"""Old addresses that lead on, and those that were asked for in vain."""

from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shop.redirects.paths import LONGEST, is_page, normal
from shop.web_paths import NOT_A_PLACE, is_path_or_https

MOST_STEPS = 3
"""How often one redirect may lead to another."""


class Redirect(models.Model):
    """An old path of this shop, and where it leads for good."""

    from_path = models.CharField(
        _("old path"), max_length=LONGEST, unique=True, help_text=_("A path of this shop, as /pages/about-us")
    )
    to = models.CharField(
        _("leads to"),
        max_length=LONGEST,
        help_text=_("A path of this shop, as /pages/about/. An address that begins with https:// leads away from it."),
    )
    hits = models.PositiveIntegerField(_("asked for"), default=0, editable=False)
    last_hit_at = models.DateTimeField(_("last asked for"), null=True, editable=False)

    class Meta:
        ordering = ["from_path"]
        verbose_name = _("redirect")
        verbose_name_plural = _("redirects")

    def __str__(self) -> str:
        return self.from_path

    @property
    def host(self) -> str:
        """Whose page it leads to; empty for this shop's own."""
        return urlsplit(self.to).hostname or ""

    def clean(self) -> None:
        """Raises ValidationError for what would never be used, leads in a circle, or astray. Queries a few times."""
        super().clean()
        faults: dict[str, ValidationError] = {}
        if not self.from_path.startswith("/") or not is_path_or_https(self.from_path):
            faults["from_path"] = ValidationError(_("Give a path of this shop that begins with a slash."))
        elif is_page(normal(self.from_path)):
            said = _("The shop has a page at %(path)s, so nothing would lead on from there.")
            faults["from_path"] = ValidationError(said, params={"path": self.from_path})
        if not is_path_or_https(self.to):
            faults["to"] = ValidationError(NOT_A_PLACE)
        if not faults:
            self.from_path = normal(self.from_path)
            if fault := self.circle():
                faults["to"] = fault
        if faults:
            raise ValidationError(faults)

    def circle(self) -> ValidationError | None:
        """Return what is wrong with where it leads in the end. Queries once for each step."""
        seen, at = [self.from_path], self.to
        while at.startswith("/"):
            path = normal(at)
            if path in seen:
                way = " → ".join([*seen, path])
                return ValidationError(_("This would lead in a circle: %(way)s."), params={"way": way})
            seen.append(path)
            following = Redirect.objects.exclude(pk=self.pk).filter(from_path=path).first()
            if following is None:
                return None
            at = following.to
            if len(seen) > MOST_STEPS:
                said = _("This would lead on too often. Lead straight to %(end)s.")
                return ValidationError(said, params={"end": at})
        return None


class MissingPath(models.Model):
    """A path that the shop has no page for. Nothing is kept of who asked."""

    path = models.CharField(_("path"), max_length=LONGEST, unique=True)
    hits = models.PositiveIntegerField(_("asked for"), default=1)
    last_hit_at = models.DateTimeField(_("last asked for"), default=timezone.now)

    class Meta:
        ordering = ["-hits", "path"]
        verbose_name = _("missing page")
        verbose_name_plural = _("missing pages")

    def __str__(self) -> str:
        return self.path
