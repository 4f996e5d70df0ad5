"""What counts as a public address."""

import pytest

from bot.links.addresses import is_public


@pytest.mark.parametrize(
    "address",
    ["8.8.8.8", "93.184.216.34", "1.1.1.1", "172.32.0.1", "223.255.255.254", "2606:4700::1111", "64:ff9b::808:808"],
)
def test_addresses_of_the_internet_are_public(address: str):
    """Ordinary servers can be looked at, also through a translator from IPv6."""
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.255.255.254",
        "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.8", "192.0.2.1", "192.88.99.1", "192.168.1.1",
        "198.18.0.1", "198.19.255.255", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.255", "240.0.0.1",
        "255.255.255.255", "::", "::1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1", "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "100::1", "2001::1", "2001:10::1", "2001:20::1", "2001:db8::1",
        "2002:7f00:1::", "2002:a9fe:a9fe::1", "3fff::1", "5f00::1", "fc00::1", "fd00:ec2::254", "fe80::1",
        "fe80::1%eth0", "fec0::1", "ff02::1", "ff0e::1",
        "", "example.org", "127.1", "0x7f000001", "2130706433",
    ],
)  # fmt: skip
def test_special_addresses_are_not(address: str):
    """Private, local, multicast, reserved and wrapped addresses are never looked at, nor is what is no address."""
    assert not is_public(address)
