"""A finished page in three pieces, with places for the badge and the drawer between them.

Each piece is compressed by itself, as blocks that can follow each other in one gzip stream (RFC 1951, 3.2.3; RFC 1952).
"""

import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Self

RAW = -15  # zlib's window bits for deflate blocks without a header
QUICK, GOOD = 2, 6
GZIP_HEADER = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
LAST_BLOCK = b"\x03\x00"
LONGEST_LENGTH = 1 << 31
Step = tuple[int, ...]


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
class Page:
    """A page as it was finished for a visitor without a cart, and its headers but for those of length and encoding."""

    status: str
    headers: tuple[tuple[str, str], ...]
    pieces: tuple[Piece, ...]
    parts: Parts
    etag: str = ""
    trailer: bytes = b""
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
        page = cls(status, tuple(headers), pieces, parts)
        whole = page.pieces_with(parts)
        digest = blake2b(b"".join(piece.blocks for piece in whole), digest_size=12)
        return replace(page, etag=digest.hexdigest(), trailer=trailer_of(whole))

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
        trailer = self.trailer if parts is self.parts else trailer_of(pieces)
        return b"".join((GZIP_HEADER, *(piece.blocks for piece in pieces), LAST_BLOCK, trailer))

    def plain(self, parts: Parts) -> bytes:
        return b"".join(piece.content for piece in self.pieces_with(parts))


def trailer_of(pieces: Iterable[Piece]) -> bytes:
    """Return the end of a gzip stream of these pieces: their check sum and length."""
    crc = length = 0
    for piece in pieces:
        crc = follow(crc, piece.length) ^ piece.crc
        length += piece.length
    return struct.pack("<II", crc, length & 0xFFFFFFFF)


def double(step: Step) -> Step:
    return tuple(apply(step, image) for image in step)


def apply(step: Step, crc: int) -> int:
    """Return what becomes of a check sum: the sum, without carry, of what becomes of each of its bits."""
    after = 0
    for image in step:
        if crc & 1:
            after ^= image
        crc >>= 1
        if not crc:
            break
    return after


def steps() -> list[Step]:
    """Return what 1, 2, 4, … bytes of zeros make of each bit of a check sum."""
    one_bit: Step = (0xEDB88320, *(1 << bit for bit in range(31)))
    found = [double(double(double(one_bit)))]
    while len(found) < LONGEST_LENGTH.bit_length():
        found.append(double(found[-1]))
    return found


STEPS = steps()


def follow(crc: int, length: int) -> int:
    """Return what so many bytes make of the check sum before them, whatever they are: zlib's `crc32_combine`."""
    for step in STEPS:
        if length & 1:
            crc = apply(step, crc)
        length >>= 1
        if not length:
            break
    return crc
