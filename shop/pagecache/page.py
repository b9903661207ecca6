"""A finished page in three pieces, with places for the badge and the drawer between them.

Each piece is compressed by itself, as blocks that can follow each other in one gzip stream (RFC 1951, 3.2.3; RFC 1952).
"""

import struct
import zlib
from dataclasses import dataclass
from hashlib import blake2b
from typing import Self

RAW = -15  # zlib's window bits for deflate blocks without a header
LEVEL = 6
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
    def of(cls, content: bytes) -> Self:
        compressor = zlib.compressobj(LEVEL, zlib.DEFLATED, RAW)
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
class Page:
    """A page as it was finished for a visitor without a cart, and its headers but for those of length and encoding."""

    status: str
    headers: tuple[tuple[str, str], ...]
    pieces: tuple[Piece, ...]
    parts: Parts
    etag: str

    @classmethod
    def cut(cls, status: str, headers: list[tuple[str, str]], body: bytes, empty: tuple[bytes, bytes]) -> Self | None:
        """Cut a page at the badge and the drawer of an empty cart. An answer without both of them stays whole.

        None where they are in it otherwise than once each, in this order.
        """
        badge, drawer = empty
        etag = f'"{blake2b(body, digest_size=12).hexdigest()}"'
        if badge not in body and drawer not in body:
            return cls(status, tuple(headers), (Piece.of(body), NOTHING, NOTHING), NO_PARTS, etag)
        before, _, rest = body.partition(badge)
        between, _, after = rest.partition(drawer)
        if body.count(badge) != 1 or body.count(drawer) != 1 or before + badge + between + drawer + after != body:
            return None
        pieces = (Piece.of(before), Piece.of(between), Piece.of(after))
        return cls(status, tuple(headers), pieces, Parts(Piece.of(badge), Piece.of(drawer)), etag)

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
