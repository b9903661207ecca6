"""The unit that everything is measured in: Django with one view, no middleware and no database.

`python -m e2e.bench.bare` serves it as the shop is served: the same server, processes and threads.
"""

import os
import sys

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

from shop.server.listening import bind
from shop.server.supervising import Supervisor


def ok(request: HttpRequest) -> HttpResponse:
    """Say that all is well."""
    return HttpResponse("ok")


urlpatterns = [path("", ok)]


def main() -> int:
    """Serve until terminated. Returns the exit status."""
    server = Supervisor(bind("127.0.0.1", int(os.environ["PORT"])))
    server.serve("e2e.bench.bare", int(os.environ["WEB_WORKERS"]), is_behind_proxy=False)
    return server.wait_for_the_end()


if __name__ == "__main__":
    sys.exit(main())
else:
    settings.configure(
        SECRET_KEY=os.environ["SECRET_KEY"], ROOT_URLCONF=__name__, MIDDLEWARE=[], ALLOWED_HOSTS=["127.0.0.1"]
    )
    application = get_wsgi_application()
