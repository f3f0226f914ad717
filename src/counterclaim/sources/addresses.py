"""Which network addresses may be spoken to."""

from __future__ import annotations

import ipaddress

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_BARRED_V4 = tuple(
    ipaddress.IPv4Network(network)
    for network in (
        "0.0.0.0/8",  # this network
        "100.64.0.0/10",  # shared by carriers (CGNAT)
        "192.0.0.0/24",  # protocol assignments
        "192.88.99.0/24",  # 6to4 relays
        "198.18.0.0/15",  # benchmarks
        "240.0.0.0/4",  # reserved, broadcast
    )
)
_BARRED_V6 = tuple(
    ipaddress.IPv6Network(network)
    for network in (
        "64:ff9b:1::/48",  # local NAT64
        "100::/64",  # discard
        "2001::/23",  # protocol assignments, Teredo
        "2001:db8::/32",  # documentation
        "fec0::/10",  # site-local, deprecated
        "::/96",  # IPv4-compatible, deprecated
    )
)
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def why_barred(address: str) -> str:
    """Why an address must not be spoken to, in a few words; empty for a public one.

    An IPv6 address that carries an IPv4 address (mapped, 6to4, NAT64) is as good as what it carries.
    """
    try:
        parsed = ipaddress.ip_address(address.split("%", 1)[0])
    except ValueError:
        return "no network address"
    return _why(parsed)


def _why(address: _Address) -> str:
    carried = _carried(address)
    if carried is not None:
        return _why(carried)
    for barred, words in (
        (address.is_unspecified, "an unspecified address"),
        (address.is_loopback, "this machine itself"),
        (address.is_link_local, "a link-local address"),
        (address.is_multicast, "a multicast address"),
        (address.is_private, "a private address"),
        (_in_barred(address), "a reserved address"),
        (address.is_reserved, "a reserved address"),
        (not address.is_global, "no public address"),
    ):
        if barred:
            return words
    return ""


def _in_barred(address: _Address) -> bool:
    networks = _BARRED_V4 if isinstance(address, ipaddress.IPv4Address) else _BARRED_V6
    return any(address in network for network in networks)


def _carried(address: _Address) -> ipaddress.IPv4Address | None:
    if isinstance(address, ipaddress.IPv4Address):
        return None
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.sixtofour is not None:
        return address.sixtofour
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return None
