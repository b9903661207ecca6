"""A finished page: whole at first, then in three pieces with places for the badge and the drawer between them.

Each piece is compressed by itself, as blocks that can follow each other in one gzip stream (RFC 1951, 3.2.3; RFC 1952).
"""

import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Self

from isal import isal_zlib

from shop.packing import GZIP, pack

RAW = -15  # zlib's window bits for deflate blocks without a header
GOOD = 6
SIZE_OF_THE_REST = 4_000
GZIP_HEADER = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
LAST_BLOCK = b"\x03\x00"
ZEROS = memoryview(bytes(1 << 17))


@dataclass(frozen=True, slots=True)
class Piece:
    """Some bytes, compressed, with their length.

    `change` is how the check sum of anything that ends with them differs from what as many zeros would make of it: what
    is before them does not matter to it, since check sums are linear.
    """

    blocks: bytes
    length: int
    change: int

    @classmethod
    def of(cls, content: bytes) -> Self:
        compressor = zlib.compressobj(GOOD, zlib.DEFLATED, RAW)
        blocks = compressor.compress(content) + compressor.flush(zlib.Z_FULL_FLUSH)
        return cls(blocks, len(content), zlib.crc32(content) ^ follow(0, len(content)))

    @property
    def content(self) -> bytes:
        return zlib.decompressobj(RAW).decompress(self.blocks)


@dataclass(frozen=True, slots=True)
class Parts:
    """What differs between visitors: the badge and the drawer of their carts."""

    badge: Piece
    drawer: Piece

    @classmethod
    def of(cls, badge: bytes, drawer: bytes) -> Self:
        return cls(Piece.of(badge), Piece.of(drawer))


NOTHING = Piece(b"", 0, 0)
NO_PARTS = Parts(NOTHING, NOTHING)


@dataclass(frozen=True, slots=True)
class Empty:
    """Badge and drawer of an empty cart, as they stand in a page, and as parts."""

    badge: bytes
    drawer: bytes
    parts: Parts


@dataclass(frozen=True, slots=True)
class Draft:
    """A page as Django has just finished it, for a visitor without a cart: whole, and packed quickly.

    `headers` are those that do not speak of its length and encoding. Badge and drawer begin at these places in it; a
    part of a page has neither.
    """

    status: str
    headers: tuple[tuple[str, str], ...]
    zipped: bytes
    etag: str
    places: tuple[int, int] | None
    empty: Empty

    @classmethod
    def of(cls, status: str, headers: Iterable[tuple[str, str]], body: bytes, empty: Empty) -> Self | None:
        """Pack a page.

        None where an empty cart's badge and drawer are in it otherwise than once each, in this order.
        """
        at, then = body.find(empty.badge), body.find(empty.drawer)
        if at < 0 and then < 0:
            places = None
        elif 0 <= at < then and body.find(empty.badge, at + 1) < 0 and body.find(empty.drawer, then + 1) < 0:
            places = (at, then)
        else:
            return None
        zipped = pack(body)
        etag = blake2b(zipped, digest_size=12).hexdigest()
        return cls(status, tuple(headers), zipped, etag, places, empty)

    @property
    def parts(self) -> Parts:
        return self.empty.parts if self.places else NO_PARTS

    @property
    def size(self) -> int:
        """About how much memory it takes, in bytes."""
        return len(self.zipped) + SIZE_OF_THE_REST

    def gzipped(self, parts: Parts) -> bytes:
        return self.zipped if parts is self.parts else self.cut().gzipped(parts)

    def plain(self, parts: Parts) -> bytes:
        return self._body if parts is self.parts else self.cut().plain(parts)

    @property
    def _body(self) -> bytes:
        return isal_zlib.decompress(self.zipped, GZIP)

    def cut(self) -> "Page":
        """Cut it at badge and drawer and pack it well: worth the while once it is asked for again."""
        body = self._body
        if self.places:
            at, then = self.places
            contents = [body[:at], body[at + len(self.empty.badge) : then], body[then + len(self.empty.drawer) :]]
        else:
            contents = [body, b"", b""]
        before, between, after = (Piece.of(content) if content else NOTHING for content in contents)
        return Page(self.status, self.headers, (before, between, after), self.parts, self.etag)


@dataclass(frozen=True, slots=True)
class Page:
    """A page in pieces, between which a visitor's badge and drawer are put."""

    status: str
    headers: tuple[tuple[str, str], ...]
    pieces: tuple[Piece, Piece, Piece]
    parts: Parts
    etag: str
    trailer: bytes = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "trailer", trailer_of(self.pieces_with(self.parts)))

    @property
    def size(self) -> int:
        """About how much memory it takes, in bytes."""
        return sum(len(piece.blocks) for piece in self.pieces) + SIZE_OF_THE_REST

    def pieces_with(self, parts: Parts) -> tuple[Piece, ...]:
        before, between, after = self.pieces
        return before, parts.badge, between, parts.drawer, after

    def gzipped(self, parts: Parts) -> bytes:
        pieces = self.pieces_with(parts)
        trailer = self.trailer if parts is self.parts else trailer_of(pieces)
        return b"".join((GZIP_HEADER, *(piece.blocks for piece in pieces), LAST_BLOCK, trailer))

    def plain(self, parts: Parts) -> bytes:
        return b"".join(piece.content for piece in self.pieces_with(parts))


def trailer_of(pieces: Iterable[Piece]) -> bytes:
    """Return the end of a gzip stream of these pieces: their check sum and length."""
    crc = length = 0
    for piece in pieces:
        crc = follow(crc, piece.length) ^ piece.change
        length += piece.length
    return struct.pack("<II", crc, length & 0xFFFFFFFF)


def follow(crc: int, length: int) -> int:
    """Return what so many zero bytes make of the check sum before them."""
    while length > 0:
        crc = zlib.crc32(ZEROS[:length], crc)
        length -= len(ZEROS)
    return crc
