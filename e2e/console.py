"""What the browser complains about: any complaint that a test did not announce fails it."""

import re
from dataclasses import dataclass, field

from playwright.sync_api import BrowserContext, ConsoleMessage, WebError

# A refusal is an answer, which the browser nevertheless calls an error.
REFUSAL = r"status of 422"
# A request that another one replaced, or that a new page left behind; other failures are named besides.
ABANDONED = r"htmx:sendAbort|htmx:afterRequest"


@dataclass
class Console:
    """Errors of every page of one context: exceptions, refused content, failed requests."""

    complaints: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=lambda: [REFUSAL, ABANDONED])

    def expect(self, pattern: str) -> None:
        """Let complaints pass that this regular expression finds: for journeys into trouble."""
        self.expected.append(pattern)

    def listen(self, context: BrowserContext) -> None:
        context.on("console", self._hear)
        context.on("weberror", self._hear_exception)

    @property
    def unexpected(self) -> list[str]:
        return [text for text in self.complaints if not any(re.search(pattern, text) for pattern in self.expected)]

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(f"{message.type}: {message.text} ({message.location.get('url', '')})")

    def _hear_exception(self, error: WebError) -> None:
        self.complaints.append(f"exception: {error.error}")
