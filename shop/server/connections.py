"""The connections of a web process, and which of them goes when there are too many."""

from collections.abc import Iterator
from enum import IntEnum, auto
from ipaddress import IPv6Address, IPv6Network, ip_address
from typing import Protocol


class State(IntEnum):
    """What a connection does, in the order in which connections go when there are too many."""

    IDLE = auto()
    LEAVING = auto()
    RECEIVING = auto()
    NEW = auto()
    SENDING = auto()
    ANSWERING = auto()


UNASKED = (State.NEW, State.IDLE)


class Visitor(Protocol):
    """A connection as this module sees it."""

    network: str
    state: State

    def is_late(self, now: float) -> bool: ...

    def expire(self) -> None: ...

    def evict(self) -> None: ...


class Connections:
    """Those that are open, by what they do; each time those first that have done it the longest."""

    def __init__(self, most: int, most_of_a_network: int | None) -> None:
        self.most = most
        self.most_of_a_network = most_of_a_network
        self._by_state: dict[State, dict[Visitor, None]] = {state: {} for state in State}
        self._by_network: dict[str, dict[Visitor, None]] = {}

    def __len__(self) -> int:
        return sum(map(len, self._by_state.values()))

    def __iter__(self) -> Iterator[Visitor]:
        return iter([each for those in self._by_state.values() for each in those])

    def add(self, connection: Visitor) -> None:
        self._by_state[connection.state][connection] = None
        self._by_network.setdefault(connection.network, {})[connection] = None

    def move(self, connection: Visitor, state: State) -> None:
        """Note that a connection does something else from now on."""
        is_open = self._by_state[connection.state].pop(connection, self) is None
        connection.state = state
        if is_open:
            self._by_state[state][connection] = None

    def remove(self, connection: Visitor) -> None:
        self._by_state[connection.state].pop(connection, None)
        of_network = self._by_network.get(connection.network, {})
        of_network.pop(connection, None)
        if not of_network:
            self._by_network.pop(connection.network, None)

    def make_room(self) -> bool:
        """Evict one where there are as many as may be. Tell whether there is room for another."""
        return len(self) < self.most or self._evict_first(list(self))

    def make_room_in(self, network: str) -> bool:
        """Do the same for those of one network, where they have a ceiling of their own."""
        own = self._by_network.get(network, {})
        if self.most_of_a_network is None or len(own) < self.most_of_a_network:
            return True
        return self._evict_first(sorted(own, key=lambda each: each.state))

    def evict_receiving(self, spared: Visitor) -> bool:
        """Evict the one that is received the longest, but for one. Tell whether there was any."""
        return self._evict_first([each for each in self._by_state[State.RECEIVING] if each is not spared])

    def _evict_first(self, candidates: list[Visitor]) -> bool:
        first = next(iter(candidates), None)
        if first is None or first.state is State.ANSWERING:
            return False
        self.remove(first)
        first.evict()
        return True


def network_of(address: str) -> str:
    """Return what one customer has: an IPv4 address, or the network of 64 bits of an IPv6 address."""
    if ":" not in address:
        return address
    read = ip_address(address.partition("%")[0])
    if isinstance(read, IPv6Address):
        return str(read.ipv4_mapped or IPv6Network((read, 64), strict=False))
    return address
