"""The socket on which a server listens, shared by its web processes."""

import ctypes
import socket
import struct
import sys
from contextlib import suppress

BACKLOG = 2_048
# Linux has this number for it; Python has no name.
ATTACH_FILTER = 26
RETURN_NOTHING = 0x06


def bind(host: str, port: int) -> socket.socket:
    """Return a socket that is bound and does not listen yet. Raises OSError with a sentence where it cannot be had."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except socket.gaierror as error:
        raise OSError(f"HOST is {host!r}, which is no address: {error.strerror}.") from error
    own = socket.socket(family, kind, protocol)
    own.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        own.bind(address)
    except OSError as error:
        own.close()
        raise OSError(_why(error, host, port)) from error
    return own


def _why(error: OSError, host: str, port: int) -> str:
    if isinstance(error, PermissionError):
        return f"Port {port} is for the administrator alone. Choose another: make run PORT=8001"
    if error.errno == 99:  # noqa: PLR2004
        return f"HOST is {host!r}, which is no address of this machine."
    return f"Port {port} is in use. Choose another: make run PORT={port % 65_535 + 1}"


def refuse_new(listener: socket.socket) -> None:
    """Let nobody connect any more to a socket that other processes may share: who tries finds it closed later.

    Those who have connected already are still there to be accepted. Between the last of them and the closing of the
    socket another could come, whom the system would turn away with his request: a proxy must not send it again.
    """
    if sys.platform == "linux":
        with suppress(OSError):
            drop = ctypes.create_string_buffer(struct.pack("HBBI", RETURN_NOTHING, 0, 0, 0))
            program = struct.pack("HL", 1, ctypes.addressof(drop))
            listener.setsockopt(socket.SOL_SOCKET, ATTACH_FILTER, program)
