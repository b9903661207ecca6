"""Where the web processes of one server count."""

from pathlib import Path
from shutil import rmtree

from django.conf import settings


def metrics_folder() -> Path:
    """Return a folder of this server's own: of two on one machine, each has another port."""
    return Path(settings.VAR_DIR) / "metrics" / str(settings.PORT)


def begin_anew() -> None:
    """Remove what processes of an earlier start have counted. Call it before the first one of this start."""
    rmtree(metrics_folder(), ignore_errors=True)
