"""Which e-mail addresses the shop takes: those that a letter can be sent to. The one rule for every form."""

import unicodedata
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from shop.text_identity import mail_address

LONGEST: Final = 254
LONGEST_LOCAL_PART: Final = 64
INVISIBLE: Final = {"Cc", "Cf", "Zs", "Zl", "Zp"}
INVALID = _("Please give an e-mail address, such as ada@example.org.")


def validate_reachable(address: str) -> None:
    """Raise ValidationError, once, where no letter can be sent to an address."""
    validate_email(address)
    local_part, _at, domain = address.rpartition("@")
    try:
        domain.encode("idna")
    except UnicodeError as error:
        raise ValidationError(INVALID, code="invalid") from error
    if len(local_part) > LONGEST_LOCAL_PART or any(unicodedata.category(sign) in INVISIBLE for sign in address):
        raise ValidationError(INVALID, code="invalid")


class EmailField(forms.EmailField):
    """One address. A domain of other letters than Latin ones is kept in small letters, as it is compared."""

    default_error_messages = {"required": INVALID, "invalid": INVALID}

    # Two validators would both refuse, in the same words.
    default_validators = [validate_reachable]

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": LONGEST, **kwargs})

    def to_python(self, value: Any) -> str:
        typed = str(super().to_python(mail_address(str(value or ""))))
        local_part, at, domain = typed.rpartition("@")
        return typed if typed.isascii() else local_part + at + unicodedata.normalize("NFC", domain).lower()
