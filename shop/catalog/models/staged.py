"""Pictures that were uploaded and belong to no product yet: the form with them has still to be saved."""

import re
import secrets
from collections.abc import Iterable
from datetime import timedelta
from pathlib import PurePath

from django.core.files.base import ContentFile, File
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

KEPT_FOR = timedelta(days=1)
AT_ONCE = 50
IS_TOKEN = re.compile(r"[\w-]{1,32}", re.ASCII)


def new_token() -> str:
    return secrets.token_urlsafe(16)


class StagedPicture(models.Model):
    """A picture that is encoded anew already; `token` is its name in the form."""

    token = models.CharField(_("token"), max_length=32, primary_key=True, default=new_token, editable=False)
    name = models.CharField(_("name"), max_length=255)
    file = models.FileField(_("file"), upload_to="staged/", max_length=255)
    created_at = models.DateTimeField(_("created"), default=timezone.now)

    class Meta:
        verbose_name = _("staged picture")
        verbose_name_plural = _("staged pictures")

    def __str__(self) -> str:
        return self.name

    @classmethod
    def keep(cls, name: str, content: "File[bytes]") -> "StagedPicture":
        """Keep a picture for a day. Writes, also a file, and deletes what was kept for longer."""
        drop(cls.objects.filter(created_at__lt=timezone.now() - KEPT_FOR)[:AT_ONCE])
        return cls.objects.create(name=name[-255:], file=content)

    @classmethod
    def find(cls, tokens: Iterable[str]) -> dict[str, "StagedPicture"]:
        """Return the pictures of these tokens that are kept. Queries once, where one of them can be a token."""
        possible = [token for token in tokens if IS_TOKEN.fullmatch(token)]
        if not possible:
            return {}
        return {picture.token: picture for picture in cls.objects.filter(token__in=possible)}

    def read(self) -> "ContentFile[bytes]":
        """Return the picture as a file that can be stored as a product's. Reads the file."""
        with self.file.open("rb") as stored:
            return ContentFile(stored.read(), name=PurePath(str(self.file.name)).name)


def drop(pictures: Iterable[StagedPicture]) -> None:
    """Delete the pictures, and their files when the transaction is done."""
    for picture in list(pictures):
        picture.delete()
        transaction.on_commit(lambda file=picture.file: file.delete(save=False))  # type: ignore[misc]
