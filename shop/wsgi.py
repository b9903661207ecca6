"""The WSGI application that granian serves: Django, behind the page cache."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")

django = get_wsgi_application()

# Needs the settings that Django has just loaded.
from shop.pagecache.wsgi import PageCache  # noqa: E402
from shop.postgresql.hurry import Hurry  # noqa: E402

application = Hurry(PageCache(django))
