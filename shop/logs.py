"""Log lines that everyone may read who may read logs: no order's secret link is in them."""

import logging
import re
from typing import Final

# An order's page, and the way to its payment and back.
SECRET: Final = re.compile(r"(/orders/|/checkout/(?:payments|return)/)[\w-]{20,}")


class DiscreetFormatter(logging.Formatter):
    """Writes a record, its traceback too, without the tokens of orders."""

    def format(self, record: logging.LogRecord) -> str:
        return SECRET.sub(r"\1[token]", super().format(record))
