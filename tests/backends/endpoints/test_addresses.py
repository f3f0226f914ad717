from __future__ import annotations

import pytest

from counterclaim.backends.endpoints import Endpoint, reach
from counterclaim.backends.endpoints.addresses import is_loopback
from counterclaim.errors import ConfigError, EngineError


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("http://127.0.0.1:8080/v1", "http://127.0.0.1:8080/v1"),
        (" HTTP://LocalHost:8080/v1/ ", "http://localhost:8080/v1"),
        ("https://models.example:443/v1", "https://models.example/v1"),
        ("https://models.example./v1/chat/completions", "https://models.example/v1"),
        ("http://[::1]:8080/v1", "http://[::1]:8080/v1"),
        ("https://modèles.example/v1", "https://xn--modles-5ua.example/v1"),
    ],
)
def test_one_place_has_one_address(written, canonical):
    assert str(Endpoint.parse(written)) == canonical
    assert str(Endpoint.parse(canonical)) == canonical


@pytest.mark.parametrize(
    "written",
    ["", "localhost:8080", "ftp://127.0.0.1/", "file:///etc", "http://", "http://user:key@models.example/v1",
     "https://models.example/v1?key=abc", "https://models.example/v1#a", "http://[::1/v1", "http://a b/v1"],
)  # fmt: skip
def test_what_is_no_address_or_says_more_than_one_is_refused(written):
    with pytest.raises(ConfigError) as caught:
        Endpoint.parse(written)
    assert "abc" not in str(caught.value)
    assert "user" not in str(caught.value)


@pytest.mark.parametrize("address", ["127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1", "::1%lo"])
def test_this_machine_is_known_in_every_form(address):
    assert is_loopback(address)


@pytest.mark.parametrize(
    "address",
    ["0.0.0.0", "::", "10.0.0.1", "192.168.1.2", "169.254.169.254", "8.8.8.8", "::ffff:10.0.0.1", "fe80::1", "fd00::1",
     "2001:db8::1", "localhost", ""],
)  # fmt: skip
def test_every_other_address_is_another_machine(address):
    assert not is_loopback(address)


def test_a_name_that_leads_here_and_elsewhere_leads_elsewhere():
    found = reach(Endpoint.parse("http://two.example/v1"), lambda host, port: ["127.0.0.1", "192.0.2.1"])
    assert not found.local


def test_the_name_localhost_alone_convinces_nobody():
    assert not reach(Endpoint.parse("http://localhost/v1"), lambda host, port: ["192.0.2.1"]).local


def test_an_unknown_name_is_an_error_of_its_own():
    def unknown(host: str, port: int) -> list[str]:
        raise OSError("no such name")

    for resolver in (unknown, lambda host, port: []):
        with pytest.raises(EngineError, match=r"nowhere\.example"):
            reach(Endpoint.parse("http://nowhere.example/v1"), resolver)
