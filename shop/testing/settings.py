"""The shop's settings as the tests need them: nothing of this machine, and what is slow made quick."""

import os
from typing import Any

from shop.testing.environment import DEFAULTS, ENVIRONMENT

os.environ.update(ENVIRONMENT)
os.environ.update(DEFAULTS | os.environ)
os.environ.setdefault("DATABASE_URL", "sqlite://:memory:")

from shop import settings
from shop.settings import *  # noqa: F403
from shop.testing.undefined_variables import UndefinedVariable

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    **settings.STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# No collected files are needed: WhiteNoise looks where the sources are.
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True


def _failing_on_undefined_variables(engine: dict[str, Any]) -> dict[str, Any]:
    return {**engine, "OPTIONS": {**engine["OPTIONS"], "string_if_invalid": UndefinedVariable()}}


TEMPLATES = [_failing_on_undefined_variables(engine) for engine in settings.TEMPLATES]
