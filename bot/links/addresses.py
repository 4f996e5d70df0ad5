"""Which network addresses are public: the only ones that a link may lead to. Pure.

Python's `is_global` is not used: it takes multicast, NAT64 and 6to4 forms of private addresses for global ones. The
networks are those of IANA's registries of special-purpose addresses.
"""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

_SPECIAL_4 = tuple(
    map(
        IPv4Network,
        (
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.31.196.0/24",
            "192.52.193.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "192.175.48.0/24",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/3",
        ),
    )
)
_UNICAST_6 = IPv6Network("2000::/3")
_SPECIAL_6 = tuple(map(IPv6Network, ("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20")))
_NAT64 = IPv6Network("64:ff9b::/96")


def is_public(address: str) -> bool:
    """Whether a numeric address is one of the public internet; False for anything that is no such address."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    if isinstance(parsed, IPv4Address):
        return not any(parsed in network for network in _SPECIAL_4)
    return _is_public_6(parsed)


def _is_public_6(address: IPv6Address) -> bool:
    if address.scope_id:
        return False
    if address in _NAT64:  # a translator's own form of an IPv4 address, where the network has no IPv4
        return is_public(str(IPv4Address(address.packed[-4:])))
    return address in _UNICAST_6 and not any(address in network for network in _SPECIAL_6)
