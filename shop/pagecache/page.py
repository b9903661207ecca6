"""A cached page: whole at first, then in pieces that are compressed already, with what visitors get between them.

Each piece is compressed by itself, as blocks that can follow each other in one gzip stream (RFC 1951, 3.2.3; RFC 1952).
So what a page says of its visitor never shares a block with the words of an address, from whose lengths together it
could be guessed (the attack BREACH).
"""

import struct
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from hashlib import blake2b
from itertools import pairwise
from typing import NamedTuple, Self

from isal import isal_zlib

from shop.packing import GZIP, pack, pack_apart
from shop.templating.per_visitor import Place, SplitPage

RAW = -15  # zlib's window bits for deflate blocks without a header
GOOD = 6
MOST_PLACES = 4
SIZE_OF_THE_REST = 4_000
GZIP_HEADER = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
LAST_BLOCK = b"\x03\x00"
MOST_REMEMBERED = 1_024


class Piece(NamedTuple):
    """Some bytes, compressed, with their length and check sum."""

    blocks: bytes
    length: int
    crc: int

    @classmethod
    def of(cls, content: bytes) -> Self:
        if not content:
            return cls(b"", 0, 0)
        compressor = zlib.compressobj(GOOD, zlib.DEFLATED, RAW)
        blocks = compressor.compress(content) + compressor.flush(zlib.Z_FULL_FLUSH)
        return cls(blocks, len(content), zlib.crc32(content))

    @property
    def content(self) -> bytes:
        return zlib.decompressobj(RAW).decompress(self.blocks)


Texts = Sequence[str] | None
"""What a visitor gets in each place of a page; None for who names no session."""


@dataclass(frozen=True, slots=True)
class WholePage:
    """A page as it was drawn for who names no session, in one gzip stream.

    `headers` are those that do not speak of its length and encoding. `cuts` are where the text of each place begins and
    ends. What is asked for again was packed well, and is kept `unpacked` too, since it is joined anew for each visitor.
    """

    status: str
    headers: tuple[tuple[str, str], ...]
    etag: str
    places: tuple[Place, ...]
    zipped: bytes
    cuts: tuple[int, ...]
    unpacked: bytes = b""

    @classmethod
    def of(cls, status: str, headers: Iterable[tuple[str, str]], page: SplitPage) -> Self:
        """Pack a page quickly: it may be asked for once."""
        zipped = pack(page.content)
        etag = blake2b(zipped, digest_size=12).hexdigest()
        cuts, at = [], 0
        for piece, text in zip(page.pieces, page.texts, strict=False):
            cuts += [at + len(piece), at + len(piece) + len(text)]
            at = cuts[-1]
        return cls(status, tuple(headers), etag, page.places, zipped, tuple(cuts))

    @property
    def size(self) -> int:
        """About how much memory it takes, in bytes."""
        return len(self.zipped) + len(self.unpacked) + SIZE_OF_THE_REST

    @property
    def is_settled(self) -> bool:
        return bool(self.unpacked)

    def gzipped(self, texts: Texts) -> bytes:
        return self.zipped if texts is None else pack_apart(self._with(texts))

    def plain(self, texts: Texts) -> bytes:
        return self._content if texts is None else b"".join(part for part, _ in self._with(texts))

    def settle(self) -> "CachedPage":
        """Pack it well, which is worth the while once it is asked for again: with few places in pieces."""
        content = self._content
        if len(self.places) > MOST_PLACES:
            compressor = zlib.compressobj(GOOD, zlib.DEFLATED, GZIP)
            zipped = compressor.compress(content) + compressor.flush()
            return replace(self, zipped=zipped, unpacked=content)
        pieces = [Piece.of(content[start:end]) for start, end in pairwise((0, *self.cuts, len(content)))]
        return PageInPieces(self.status, self.headers, self.etag, self.places, tuple(pieces))

    def _with(self, texts: Sequence[str]) -> Iterator[tuple[bytes, bool]]:
        """Give what a visitor's page is joined of; True with what must be packed apart from all else.

        That is each fragment but those of a list: packed apart from each other, its items would be twice as long.
        """
        content = self._content
        marks = Counter(name for name, _ in self.places)
        joined = [content[: self.cuts[0]]]
        ends = (*self.cuts[2::2], len(content))
        for place, text, start, end in zip(self.places, texts, self.cuts[1::2], ends, strict=True):
            if marks[place.name] == 1:
                yield b"".join(joined), False
                yield text.encode(), True
                joined = [content[start:end]]
            else:
                joined += (text.encode(), content[start:end])
        yield b"".join(joined), False

    @property
    def _content(self) -> bytes:
        return self.unpacked or isal_zlib.decompress(self.zipped, GZIP)


@dataclass(frozen=True, slots=True)
class PageInPieces:
    """A page that is packed well, cut at its places; each second one of `pieces` is what who names no session gets."""

    status: str
    headers: tuple[tuple[str, str], ...]
    etag: str
    places: tuple[Place, ...]
    pieces: tuple[Piece, ...]
    trailer: bytes = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "trailer", trailer_of(self.pieces))

    @property
    def size(self) -> int:
        """About how much memory it takes, in bytes."""
        return sum(len(piece.blocks) for piece in self.pieces) + SIZE_OF_THE_REST

    def gzipped(self, texts: Texts) -> bytes:
        pieces = self._with(texts)
        trailer = self.trailer if texts is None else trailer_of(pieces)
        return b"".join((GZIP_HEADER, *(piece.blocks for piece in pieces), LAST_BLOCK, trailer))

    def plain(self, texts: Texts) -> bytes:
        return b"".join(piece.content for piece in self._with(texts))

    def _with(self, texts: Texts) -> Sequence[Piece]:
        if texts is None:
            return self.pieces
        pieces = list(self.pieces)
        pieces[1::2] = map(piece_of, texts)
        return pieces


CachedPage = WholePage | PageInPieces


@lru_cache(maxsize=MOST_REMEMBERED)
def piece_of(text: str) -> Piece:
    """Pack a visitor's text. Most ask for several pages with the same."""
    return Piece.of(text.encode())


def trailer_of(pieces: Iterable[Piece]) -> bytes:
    """Return the end of a gzip stream of these pieces: their check sum and length."""
    crc = length = 0
    for piece in pieces:
        crc = isal_zlib.crc32_combine(crc, piece.crc, piece.length)
        length += piece.length
    return struct.pack("<II", crc, length & 0xFFFFFFFF)
