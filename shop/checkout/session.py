"""What the shopper has told the checkout. The sole owner of session["checkout"]."""

import json
import logging
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any, Self

from cart.sessions import SessionStore
from cart.shopper import Shopper, Stored
from shop.addresses import COUNTRIES

logger = logging.getLogger(__name__)

KEY = "checkout"
VERSION = 1
MAX_TEXT = 2_000
MAX_FIELDS = 40
ADDED_TERMS = {"rates"}

Fields = dict[str, str]


@dataclass
class CheckoutSession:
    """Fields by section: as `confirmed` and found valid then, and as `unsaved` since, perhaps only half.

    `token` is the secret of this intent to buy, from which the tokens of its orders are made. `placed` is the token of
    the order that was made of it last, and `ordered` that of the last intent that has ended in an order.
    """

    token: str = ""
    placed: str = ""
    ordered: str = ""
    confirmed: dict[str, Fields] = field(default_factory=dict)
    unsaved: dict[str, Fields] = field(default_factory=dict)

    @classmethod
    def of(cls, session: Stored) -> Self:
        """Read the session's checkout. Writes nothing, and raises nothing, whatever the session holds."""
        stored = session.get(KEY)
        return cls() if stored is None else cls.load(stored)

    @classmethod
    @contextmanager
    def changing(cls, session: SessionStore) -> Iterator[Self]:
        """Give the session's checkout, with a token, under the session's lock, and store it afterwards."""
        with session.locked():
            checkout = cls.of(session)
            if not checkout.token:
                checkout.renew()
            yield checkout
            session[KEY] = checkout.dump()

    @classmethod
    def load(cls, stored: Any) -> Self:
        """Read what `dump` returned. What cannot be read is left out and logged."""
        if not isinstance(stored, dict) or stored.get("v") != VERSION or not isinstance(stored.get("token"), str):
            logger.warning("A stored checkout could not be read and begins anew: %.200r", stored)
            return cls()
        sections = load_sections(stored.get("given")), load_sections(stored.get("typed"))
        placed, ordered = (str(stored.get(name, "")) for name in ("placed", "ordered"))
        return cls(stored["token"], placed, ordered, *sections)

    def dump(self) -> dict[str, Any]:
        """Return the checkout in JSON types, under the names that are stored."""
        intent = {"token": self.token, "placed": self.placed, "ordered": self.ordered}
        return {"v": VERSION, **intent, "given": self.confirmed, "typed": self.unsaved}

    @property
    def shopper(self) -> Shopper:
        """What the cart's sums and promises may know."""
        return Shopper(self.country_of("shipping"), self.confirmed.get("contact", {}).get("email", ""))

    def country_of(self, part: str) -> str:
        """Return the country of an address, "shipping" or "billing": the one that was given, or else just chosen."""
        chosen = (
            fields.get("address", {}).get(f"{part}_country_code", "") for fields in (self.confirmed, self.unsaved)
        )
        return next((country for country in chosen if country in COUNTRIES), "")

    def confirm_section(self, section: str, fields: Fields) -> None:
        """Keep what a section was given and found valid."""
        self.confirmed[section] = shorten(fields)
        self.unsaved.pop(section, None)

    def keep_unsaved(self, section: str, fields: Fields) -> None:
        """Keep what was typed into a section, valid or not, so that it is there when the shopper comes back."""
        self.unsaved[section] = shorten(fields)

    def token_for(self, terms: dict[str, Any]) -> str:
        """Return the token of the order that agrees to this: the same for the same, however often it is sent.

        Terms that a later version has added are no part of it: an order that waits for its payment keeps its token.
        """
        lasting = {name: term for name, term in terms.items() if name not in ADDED_TERMS}
        agreed = json.dumps([self.token, lasting], sort_keys=True).encode()
        return blake2b(agreed, digest_size=24).hexdigest()

    def renew(self) -> None:
        """Begin another intent to buy."""
        self.token, self.placed = secrets.token_urlsafe(24), ""

    def begin_anew(self) -> None:
        """End this intent to buy. The order knows who and where the shopper is, and the session does no longer."""
        self.renew()
        self.forget()

    def forget(self) -> None:
        """Forget all that was typed. The intent stays, and an unpaid order that was made of it."""
        self.confirmed, self.unsaved = {}, {}


def load_sections(stored: Any) -> dict[str, Fields]:
    if not isinstance(stored, dict):
        return {}
    return {str(section): shorten(fields) for section, fields in stored.items() if isinstance(fields, dict)}


def shorten(fields: dict[str, Any]) -> Fields:
    """Keep as much text of as many fields as a form may have."""
    return {str(name): str(text)[:MAX_TEXT] for name, text in list(fields.items())[:MAX_FIELDS]}
