"""The WSGI application that is served: Django, behind the page cache, and each answer in the log."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")

django = get_wsgi_application()

# Needs the settings that Django has just loaded.
from django.conf import settings  # noqa: E402

from shop.access_log import AccessLog, Application  # noqa: E402
from shop.database.postgresql.fail_fast import FailFast  # noqa: E402
from shop.pagecache.wsgi import PageCache  # noqa: E402
from shop.uploaders import may_upload  # noqa: E402, F401 asked by the server


def build() -> Application:
    """Return Django behind an empty page cache."""
    return FailFast(PageCache(django))


application: Application
if settings.DEBUG:
    from shop.server.fresh_templates import FreshTemplates

    application = FreshTemplates(build)
else:
    application = build()
if settings.METRICS_TOKEN:
    # Counting begins where it is imported.
    from shop.metrics.requests import Measured

    application = Measured(application)
application = AccessLog(application)
