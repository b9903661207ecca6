#!/usr/bin/env python
"""Django's command line for the shop."""

import logging
import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import DatabaseError

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")
    # Each attempt to connect would be a line, before and after the sentence that says why there is no database.
    logging.getLogger("psycopg.pool").setLevel(logging.ERROR)
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(str(error))
    except DatabaseError:
        from shop.health.database import why_away

        if why := why_away():
            sys.exit(f"The database cannot be reached: {why}")
        raise
