"""Connections to hosts of the internet alone: not to this machine, nor to what stands beside it."""

import socket
from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from threading import local
from time import monotonic
from typing import Any

import httpcore

PORTS = {80, 443, 8080}
MOST_ADDRESSES = 4
"""How many addresses of one host are tried."""
# NAT64 (RFC 6052): the last 32 bits are an IPv4 address, which a gateway connects to.
TRANSLATED = IPv6Network("64:ff9b::/96")
# Other ways of writing IPv4 addresses, and former private addresses: no version of Python names them all.
NOT_PUBLIC = (
    *(IPv6Network("64:ff9b:1::/48"), IPv6Network("::/96"), IPv6Network("::ffff:0:0:0/96")),
    *(IPv6Network("fec0::/10"), IPv4Network("192.88.99.0/24")),
)


class HostRefused(Exception):
    """A host that may not be connected to; its text says why."""


class PublicBackend(httpcore.SyncBackend):
    """Opens the connections of a client. Each name is resolved here once, and its checked addresses are connected to.

    So no redirect, no spelling of an address and no name that changes its mind leads elsewhere. All that a thread does
    until `deadline.end` may take so long, however slowly a host answers.
    """

    def __init__(self, deadline: local, *, allow_private: bool = False) -> None:
        self.deadline = deadline
        self.allow_private = allow_private

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        addresses = resolve(host, port)
        if not self.allow_private:
            require_public(addresses, port)
        error: Exception = httpcore.ConnectError(f"{host} has no address")
        for address in addresses[:MOST_ADDRESSES]:
            try:
                wait = remaining(self.deadline, timeout)
                stream = super().connect_tcp(address, port, wait, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as failure:
                error = failure
            else:
                return HurriedStream(stream, self.deadline)
        raise error


class HurriedStream(httpcore.NetworkStream):
    """A connection that is read and written until the thread's deadline."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: local) -> None:
        self.stream = stream
        self.deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self.stream.read(max_bytes, remaining(self.deadline, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.stream.write(buffer, remaining(self.deadline, timeout))

    def close(self) -> None:
        self.stream.close()

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        wait = remaining(self.deadline, timeout)
        return HurriedStream(self.stream.start_tls(ssl_context, server_hostname, wait), self.deadline)

    def get_extra_info(self, info: str) -> Any:
        return self.stream.get_extra_info(info)


def remaining(deadline: local, timeout: float | None) -> float:
    """Return for how long the thread may wait. Raises httpcore.ReadTimeout when its time is over."""
    left: float = deadline.end - monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout("the time is over")
    return left if timeout is None else min(left, timeout)


def resolve(host: str, port: int) -> list[str]:
    """Return the addresses of a host, however it is written. Raises httpcore.ConnectError."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise httpcore.ConnectError(f"the host {host} is not known") from error
    return list(dict.fromkeys(str(address[0]) for _, _, _, _, address in found))


def require_public(addresses: Iterable[str], port: int) -> None:
    """Raise HostRefused where one of a host's addresses is no public one, or the port is no web server's."""
    for address in addresses:
        if not is_public(address):
            raise HostRefused(f"its host has the address {address}, which is not a public one")
    if port not in PORTS:
        raise HostRefused(f"its host is asked at port {port}, where no public web server is")


def is_public(text: str) -> bool:
    """Tell whether an address is one of the internet's."""
    address: IPv4Address | IPv6Address = ip_address(text)
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if address in TRANSLATED:
            inner = IPv4Address(int(address) & 0xFFFF_FFFF)
        if inner is not None:
            address = inner
    is_named = any(address in network for network in NOT_PUBLIC if network.version == address.version)
    return address.is_global and not address.is_multicast and not is_named
