"""Nothing on this machine or its network is ever fetched for an address from outside."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counterclaim.sources import FetchOptions, collect
from counterclaim.sources.addresses import why_barred

BARRED = [
    "127.0.0.1",
    "127.8.9.1",
    "0.0.0.0",
    "0.1.2.3",
    "10.1.2.3",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "100.127.255.255",
    "192.0.0.8",
    "192.0.2.1",
    "198.18.0.1",
    "198.51.100.7",
    "203.0.113.9",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "192.88.99.1",
    "::",
    "::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::127.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b::a00:1",
    "64:ff9b:1::1",
    "2002:7f00:1::",
    "2002:c0a8:101::",
    "fc00::1",
    "fd12:3456::1",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
    "100::1",
    "2001:db8::1",
    "2001:0:53aa::1",
    "not-an-address",
]


@pytest.mark.parametrize("address", BARRED)
def test_addresses_that_are_not_public_are_barred(address):
    assert why_barred(address)


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "64:ff9b::808:808"]
)
def test_public_addresses_are_not_barred(address):
    assert why_barred(address) == ""


@pytest.fixture
def strict(options):
    return replace(options, allow_private=False, obey_robots=False, connect_timeout=0.5, total_timeout=2)


def refused(target, options: FetchOptions):
    problems = []
    assert list(collect([target], options, problems.append)) == []
    assert [problem.subject for problem in problems] == [target]
    return problems[0].code


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "2130706433", "0x7f.1", "127.1", "0"]
)
def test_a_private_address_in_any_spelling_is_refused_and_never_asked(site, strict, host):
    site.page("/secret", b"secret")
    assert refused(f"http://{host}:{site.port}/secret", strict) in ("private_address", "address", "network")
    assert site.asked == []


def test_a_private_address_behind_a_name_is_refused(site, strict):
    inside = replace(strict, resolver=lambda host, port: ["127.0.0.1"])
    assert refused(f"http://harmless.example:{site.port}/secret", inside) == "private_address"
    assert site.asked == []


def test_one_private_address_among_public_ones_is_enough(site, strict):
    mixed = replace(strict, resolver=lambda host, port: ["93.184.216.34", "127.0.0.1"])
    assert refused(f"http://mixed.example:{site.port}/secret", mixed) == "private_address"
    assert site.asked == []


def test_robots_of_a_private_address_are_not_asked_either(site, strict):
    assert refused(f"{site.root}/secret", replace(strict, obey_robots=True)) == "private_address"
    assert site.asked == []


class Rebinding:
    """A name that is public at first and leads inside at every later look."""

    def __init__(self, first):
        self.first, self.looks = first, 0

    def __call__(self, host, port):
        self.looks += 1
        return [self.first] if self.looks == 1 else ["127.0.0.1"]


def test_a_name_that_resolves_anew_cannot_lead_inside(site, strict):
    resolver = Rebinding("192.0.2.1")
    # Were the name looked up a second time for the connection, the local server would be asked.
    code = refused(f"http://rebind.example:{site.port}/secret", replace(strict, resolver=resolver))
    assert code == "private_address"
    assert resolver.looks == 1
    resolver = Rebinding("93.184.216.34")
    refused(f"http://rebind.example:{site.port}/secret", replace(strict, resolver=resolver))
    assert resolver.looks == 1, "the connection goes to the address that was checked"
    refused(f"http://rebind.example:{site.port}/secret", replace(strict, resolver=resolver))
    assert site.asked == []


def test_the_connection_goes_to_the_checked_address_and_names_the_host(site, options):
    site.page("/a", b"<p>words</p>")
    looks = []

    def resolver(host, port):
        looks.append(host)
        return ["127.0.0.1"]

    items = list(collect([f"http://named.example:{site.port}/a"], replace(options, resolver=resolver), pytest.fail))
    assert [item.data for item in items] == [b"<p>words</p>"]
    assert set(looks) == {"named.example"}


def test_a_redirect_to_a_private_address_is_refused(site, strict):
    site.page("/secret", b"secret")
    site.page("/away", b"", status=302, Location=f"http://inside.example:{site.port}/secret")
    # Only the first host counts as public here, as if the test's server stood outside.
    from counterclaim.sources import network

    def resolver(host, port):
        return ["127.0.0.2"] if host == "inside.example" else ["127.0.0.1"]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(network, "why_barred", lambda address: "" if address == "127.0.0.1" else "a private address")
        target = f"http://outside.example:{site.port}/away"
        assert refused(target, replace(strict, resolver=resolver)) == "private_address"
    assert site.asked == ["/away"]


@pytest.mark.parametrize(
    "location",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]/",
        "http://[::ffff:169.254.169.254]/",
        "http://10.0.0.1/",
        "http://named.example/",
        "//named.example/",
        "https://named.example/",
    ],
)
@pytest.mark.parametrize("robots", [True, False])
def test_a_redirect_into_a_private_network_is_refused_and_the_batch_goes_on(
    site, strict, monkeypatch, location, robots
):
    from counterclaim.sources import network

    def resolver(host, port):
        return {"outside.example": ["127.0.0.1"], "named.example": ["10.0.0.1"]}.get(host, [host.strip("[]")])

    connected = []
    plain = network.httpcore.SyncBackend.connect_tcp

    def connect(self, host, *rest, **more):
        connected.append(host)
        return plain(self, host, *rest, **more)

    # The test's server stands outside; all other addresses are judged as they are.
    judge = network.why_barred
    monkeypatch.setattr(network, "why_barred", lambda address: "" if address == "127.0.0.1" else judge(address))
    monkeypatch.setattr(network.httpcore.SyncBackend, "connect_tcp", connect)
    site.page("/away", b"", status=302, Location=location)
    site.page("/good", b"<p>words</p>")
    root = f"http://outside.example:{site.port}"
    problems = []
    outside = replace(strict, resolver=resolver, obey_robots=robots)
    items = list(collect([f"{root}/away", f"{root}/good"], outside, problems.append))
    assert [(p.code, p.subject) for p in problems] == [("private_address", f"{root}/away")]
    assert problems[0].remedy
    assert [item.data for item in items] == [b"<p>words</p>"]
    assert set(connected) == {"127.0.0.1"}


@pytest.mark.parametrize(
    "location",
    [
        "file:///etc/passwd",
        "ftp://x.example/",
        "javascript:alert(1)",
        "data:text/html,x",
        "//[::1/",
        "http://user:pw@x.example/",
    ],
)
def test_a_redirect_to_anything_but_the_web_is_refused(site, options, location):
    target = site.page("/away", b"", status=302, Location=location)
    assert refused(target, replace(options, obey_robots=False)) == "address"
