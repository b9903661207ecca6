"""Uploads in a bucket: public, never written over, and kept by browsers for as long as their names say."""

import posixpath
from typing import Any

from botocore.config import Config
from storages.backends.s3 import S3Storage

from shop.uploads import KINDS, cache_control

CONNECT_SECONDS, READ_SECONDS, ATTEMPTS = 3, 15, 3


class BucketStorage(S3Storage):  # type: ignore[misc]
    """django-storages', for pictures that anyone may fetch. It waits for a service that hangs, but not for minutes."""

    def __init__(self, *, addressing_style: str, **options: Any) -> None:
        config = Config(
            s3={"addressing_style": addressing_style},
            signature_version="s3v4",
            connect_timeout=CONNECT_SECONDS,
            read_timeout=READ_SECONDS,
            retries={"total_max_attempts": ATTEMPTS, "mode": "standard"},
        )
        super().__init__(querystring_auth=False, file_overwrite=False, gzip=True, client_config=config, **options)

    def get_object_parameters(self, name: str) -> dict[str, str]:
        kind = KINDS.get(posixpath.splitext(name)[1])
        return {"CacheControl": cache_control(name)} | ({"ContentType": kind} if kind else {})

    def deconstruct(self) -> tuple[str, tuple[()], dict[str, Any]]:
        """Name the storage that is there: for each size of a picture another one would connect anew."""
        return "django.core.files.storage.DefaultStorage", (), {}
