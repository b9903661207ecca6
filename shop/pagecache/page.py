"""A finished page in three pieces, with places for the badge and the drawer between them.

Each piece is compressed by itself, as blocks that can follow each other in one gzip stream (RFC 1951, 3.2.3; RFC 1952).
"""

import struct
import zlib
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Self

RAW = -15  # zlib's window bits for deflate blocks without a header
QUICK, GOOD = 2, 6
GZIP_HEADER = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
LAST_BLOCK = b"\x03\x00"
# The check sum of a piece that follows another needs only the length of what lies between.
ZEROS = bytes(1 << 20)


@dataclass(frozen=True, slots=True)
class Piece:
    """Some bytes, compressed, with their length and check sum."""

    blocks: bytes
    length: int
    crc: int

    @classmethod
    def of(cls, content: bytes, level: int = GOOD) -> Self:
        compressor = zlib.compressobj(level, zlib.DEFLATED, RAW)
        blocks = compressor.compress(content) + compressor.flush(zlib.Z_FULL_FLUSH)
        return cls(blocks, len(content), zlib.crc32(content))

    @property
    def content(self) -> bytes:
        return zlib.decompressobj(RAW).decompress(self.blocks)


@dataclass(frozen=True, slots=True)
class Parts:
    """What differs between visitors: the badge and the drawer of their carts."""

    badge: Piece
    drawer: Piece


NOTHING = Piece(b"", 0, 0)
NO_PARTS = Parts(NOTHING, NOTHING)


@dataclass(frozen=True, slots=True)
class Empty:
    """Badge and drawer of an empty cart, as they stand in a page, and as parts."""

    badge: bytes
    drawer: bytes
    parts: Parts


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was finished for a visitor without a cart, and its headers but for those of length and encoding."""

    status: str
    headers: tuple[tuple[str, str], ...]
    pieces: tuple[Piece, ...]
    parts: Parts
    etag: str
    is_packed: bool = False

    @classmethod
    def cut(cls, status: str, headers: list[tuple[str, str]], body: bytes, empty: "Empty") -> Self | None:
        """Cut a page at the badge and the drawer of an empty cart. An answer without both of them stays whole.

        None where they are in it otherwise than once each, in this order.
        """
        at, then = body.find(empty.badge), body.find(empty.drawer)
        if at < 0 and then < 0:
            return cls.of(status, headers, [body], NO_PARTS)
        is_once = at < then and body.find(empty.badge, at + 1) < 0 and body.find(empty.drawer, then + 1) < 0
        if at < 0 or not is_once:
            return None
        middle = body[at + len(empty.badge) : then]
        return cls.of(status, headers, [body[:at], middle, body[then + len(empty.drawer) :]], empty.parts)

    @classmethod
    def of(cls, status: str, headers: list[tuple[str, str]], contents: list[bytes], parts: Parts) -> Self:
        pieces = (*(Piece.of(content, QUICK) for content in contents), NOTHING, NOTHING)[:3]
        digest = blake2b(digest_size=12)
        for piece in (*pieces, parts.badge, parts.drawer):
            digest.update(piece.blocks)
        return cls(status, tuple(headers), pieces, parts, f'"{digest.hexdigest()}"')

    def packed(self) -> Self:
        """Return the page in fewer bytes, which takes a while and is worth it once a page is asked for again."""
        return replace(self, pieces=tuple(Piece.of(piece.content) for piece in self.pieces), is_packed=True)

    @property
    def shows_a_cart(self) -> bool:
        return self.parts is not NO_PARTS

    @property
    def size(self) -> int:
        """About how much memory it takes, in bytes."""
        return sum(len(piece.blocks) for piece in self.pieces) + 4_000

    def pieces_with(self, parts: Parts) -> tuple[Piece, ...]:
        before, between, after = self.pieces
        return before, parts.badge, between, parts.drawer, after

    def gzipped(self, parts: Parts) -> bytes:
        pieces = self.pieces_with(parts)
        crc = length = 0
        for piece in pieces:
            crc = follow(crc, piece)
            length += piece.length
        return b"".join(
            (GZIP_HEADER, *(piece.blocks for piece in pieces), LAST_BLOCK, struct.pack("<II", crc, length & 0xFFFFFFFF))
        )

    def plain(self, parts: Parts) -> bytes:
        return b"".join(piece.content for piece in self.pieces_with(parts))


def follow(crc: int, piece: Piece) -> int:
    """Return the check sum of what has `crc` and the piece behind it."""
    zeros = memoryview(ZEROS)[: piece.length]
    return zlib.crc32(zeros, crc) ^ zlib.crc32(zeros) ^ piece.crc
