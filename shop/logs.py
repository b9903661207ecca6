"""Log lines that everyone may read who may read logs: no order's secret link is in them, and nothing of a person.

What is logged while a request is answered has the request's id.
"""

import logging
import re
from contextvars import ContextVar
from functools import lru_cache
from http import HTTPStatus
from time import localtime, strftime
from typing import Any, Final

from pythonjsonlogger.core import RESERVED_ATTRS
from pythonjsonlogger.json import JsonEncoder, JsonFormatter

# An order's page, and the way to its payment and back.
SECRET: Final = re.compile(r"(/orders/|/checkout/(?:payments|return)/)[\w-]{20,}")
MAILBOX: Final = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
LONGEST_FAULT: Final = 300
JSON: Final = JsonEncoder()
request_id: ContextVar[str] = ContextVar("request_id", default="-")


class VisitorsFault(logging.Filter):
    """Makes one line of what a visitor did wrong: a warning, without a traceback, cut where it is long.

    That is what was answered with a status from 400 to 499, whatever was raised: a foreign host, a body that is too
    large or breaks off, a form with too many fields.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        if HTTPStatus.BAD_REQUEST <= getattr(record, "status_code", 0) < HTTPStatus.INTERNAL_SERVER_ERROR:
            record.levelno, record.levelname = logging.WARNING, "WARNING"
            record.exc_info = record.exc_text = None
            record.msg, record.args = " ".join(record.getMessage().split())[:LONGEST_FAULT], ()
        return True


class RequestId(logging.Filter):
    """Gives a record the id of the request during which it was logged; `-` outside of any."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = request_id.get()
        return True


class Discreet(logging.Formatter):
    """Writes a record, its traceback too, without the tokens of orders and without mail addresses."""

    def format(self, record: logging.LogRecord) -> str:
        said = SECRET.sub(r"\1[token]", super().format(record))
        return MAILBOX.sub("[mail]", said) if "@" in said else said

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:  # noqa: N802 logging's name
        return second(int(record.created)).format(int(record.msecs))


class DiscreetFormatter(Discreet):
    """One line of text."""


class DiscreetJsonFormatter(Discreet, JsonFormatter):
    """One JSON object a line. Django's records bring their request, and with it all that stands behind its path."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, reserved_attrs=[*RESERVED_ATTRS, "request"], **kwargs)

    def jsonify_log_record(self, log_data: dict[str, Any]) -> str:
        """Write it by one encoder: to make one for each line takes a third of its time."""
        return JSON.encode(log_data)


@lru_cache(maxsize=8)
def second(moment: int) -> str:
    """Write a second of the local clock, with a gap for its milliseconds; that costs as much as the rest of a line."""
    return strftime("%Y-%m-%d %H:%M:%S,{:03d}%z", localtime(moment))
