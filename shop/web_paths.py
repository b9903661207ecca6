"""Where a merchant may lead shoppers: to a path of the shop, or elsewhere by https."""

from urllib.parse import urlsplit

NEVER = set(' \\"<>')


def is_path_or_https(address: str) -> bool:
    """Tell whether an address is a path of this shop, or one that begins with https and names a host."""
    try:
        parts = urlsplit(address)
        is_elsewhere = parts.scheme == "https" and bool(parts.hostname)
    except ValueError:
        return False
    is_here = address.startswith("/") and not address.startswith("//")
    return address.isprintable() and not set(address) & NEVER and (is_here or is_elsewhere)
