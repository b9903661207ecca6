"""What one visitor may take of a web process: connections, bytes and seconds."""

from typing import Final

KILOBYTE: Final = 1024
MEGABYTE: Final = 1024 * KILOBYTE

CONNECTIONS: Final = 1_000
"""Of one web process. When another comes, the one goes that is idle the longest."""
CONNECTIONS_OF_AN_ADDRESS: Final = 500
"""Of one web process where no proxy stands in front: a school or an office has one address."""

HEAD_BYTES: Final = 32 * KILOBYTE
REQUESTS_AHEAD: Final = 8
"""Of one connection, before the first of them is answered."""
BODY_BYTES: Final = MEGABYTE
"""More than any form of the shop's."""
UPLOAD_BYTES: Final = 64 * MEGABYTE
"""Of one request by those whom the application lets upload."""
UPLOADS_AT_ONCE: Final = 4
BODIES_BYTES: Final = 64 * MEGABYTE
"""Of all forms that a process receives at one moment, which it keeps in memory."""
ANSWER_BYTES: Final = MEGABYTE
"""Of an answer that is made piece by piece, what is kept in memory. The rest goes by way of the disk."""
BYTES_AT_ONCE: Final = 256 * KILOBYTE

SECONDS_NEW: Final = 1
"""The first request of a connection is on its way: it does not count as idle yet."""
SECONDS_IDLE: Final = 75
"""Longer than proxies keep a connection open: nginx takes 60 seconds."""
SECONDS_OF_A_HEAD: Final = 10
SECONDS_OF_A_BODY: Final = 30
SECONDS_OF_AN_ANSWER: Final = 30
BYTES_OF_ANOTHER_SECOND: Final = 16 * KILOBYTE
"""Bodies and answers get a second more for so many bytes that came through: large ones may take longer."""
SECONDS_TO_READ_A_REFUSAL: Final = 5
SECONDS_TO_FINISH: Final = 10
"""What requests that are under way get when the server stops."""
SECONDS_BEFORE_IDLE_ONES_GO: Final = 1
"""A server that stops still answers what was just being sent over a connection that was idle."""
