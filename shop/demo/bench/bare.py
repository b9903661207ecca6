"""The unit that everything is measured in: Django with one view, no middleware and no database.

`python -m shop.demo.bench.bare` serves it as the shop is served: the same server, processes, threads and cores.
"""

import os
from functools import partial

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

from shop.cores import Application, Cores


def ok(request: HttpRequest) -> HttpResponse:
    """Say that all is well."""
    return HttpResponse("ok")


urlpatterns = [path("", ok)]


def main() -> None:
    """Serve until terminated."""
    from granian.constants import Interfaces  # noqa: PLC0415
    from granian.log import LogLevels  # noqa: PLC0415
    from granian.server import Server  # noqa: PLC0415

    from shop.serve import HOST, THREADS_PER_WORKER  # noqa: PLC0415

    server = Server(
        "shop.demo.bench.bare:application",
        address=HOST,
        port=int(os.environ["PORT"]),
        interface=Interfaces.WSGI,
        workers=int(os.environ["WEB_WORKERS"]),
        blocking_threads=THREADS_PER_WORKER,
        log_level=LogLevels.warning,
    )
    server.serve(target_loader=partial(load, Cores(server.workers)), wrap_loader=False)


def load(cores: Cores) -> Application:
    from shop.demo.bench.bare import application  # noqa: PLC0415

    return cores.keep_on_one(application)


if __name__ == "__main__":
    main()
else:
    settings.configure(
        SECRET_KEY=os.environ["SECRET_KEY"], ROOT_URLCONF=__name__, MIDDLEWARE=[], ALLOWED_HOSTS=["127.0.0.1"]
    )
    application = get_wsgi_application()
