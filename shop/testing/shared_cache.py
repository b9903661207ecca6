"""A cache that many visitors share, as badly behaved as the standard lets it be: what it may keep it keeps.

It obeys Cache-Control and Vary (RFC 9111), but knows nothing of cookies: it neither tells visitors apart by them nor
minds keeping an answer that sets one. Where an answer says nothing, it keeps what it may keep by heuristics.
"""

from dataclasses import dataclass, field
from typing import Any

from django.test import Client

# Statuses that may be kept without a word of the shop (RFC 9110, 15.1).
HEURISTIC = {200, 203, 204, 300, 301, 308, 404, 405, 410, 414, 501}
NEVER = ("no-store", "private", "no-cache")


@dataclass
class SharedCache:
    """What was kept: answers by address, each with the headers of its request that it varies by."""

    kept: dict[str, list[tuple[dict[str, str], Any]]] = field(default_factory=dict)

    def get(self, visitor: Client, address: str, headers: dict[str, str] | None = None) -> Any:
        """Answer a visitor from what was kept, or let the shop answer."""
        sent = {name.lower(): value for name, value in (headers or {}).items()}
        for varying, answer in self.kept.get(address, []):
            if all(sent.get(name, "") == value for name, value in varying.items()):
                return answer
        answer = visitor.get(address, headers=headers)
        if may_keep(answer):
            varying = {name: sent.get(name, "") for name in varies_by(answer)}
            self.kept.setdefault(address, []).append((varying, answer))
        return answer


def may_keep(answer: Any) -> bool:
    """Tell whether a shared cache may answer others with this, for any time at all."""
    said = words(answer, "Cache-Control")
    if not said:
        return answer.status_code in HEURISTIC
    lifetimes = [word.partition("=")[2] for word in said if word.startswith(("s-maxage=", "max-age="))]
    return not any(word.startswith(NEVER) for word in said) and any(int(seconds) > 0 for seconds in lifetimes)


def varies_by(answer: Any) -> set[str]:
    return set(words(answer, "Vary")) - {"cookie"}


def words(answer: Any, header: str) -> list[str]:
    return [word.strip().lower() for word in answer.headers.get(header, "").split(",") if word.strip()]
