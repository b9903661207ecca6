"""Chance that is the same at every run and on every machine."""

from zlib import crc32

WORD = 2**32


def draw(key: str) -> int:
    """Return a number from 0 to below 2**32 that hangs on the key alone.

    A checksum gives similar keys related numbers, so its bits are stirred (the final mix of MurmurHash3).
    """
    number = crc32(key.encode())
    number = (number ^ number >> 16) * 0x85EBCA6B % WORD
    number = (number ^ number >> 13) * 0xC2B2AE35 % WORD
    return number ^ number >> 16


def share(key: str) -> float:
    """Return a number from 0 to below 1 that hangs on the key alone."""
    return draw(key) / WORD
