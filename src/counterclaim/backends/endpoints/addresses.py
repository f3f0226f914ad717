"""Where a model is: an address as a user writes it, and what it leads to."""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Self

import httpx

from counterclaim.errors import ConfigError, EngineError

_HOST = re.compile(r"[a-z0-9._:-]+")
Resolver = Callable[[str, int], Sequence[str]]
"""Host name and port to the textual addresses that it has now; raises OSError for an unknown name."""


def system_resolver(host: str, port: int) -> Sequence[str]:
    """The system's answer, in its order, without doubles."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """A base address such as ``http://127.0.0.1:8080/v1``, in one canonical form: consents name it exactly."""

    scheme: str
    host: str
    port: int
    path: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read an address; raises ConfigError for what is none, and for names, passwords or questions in it."""
        remedy = "write it as http://127.0.0.1:8080/v1"
        try:
            url = httpx.URL(text.strip())
            host, port = url.raw_host.decode("ascii").lower().rstrip("."), url.port
        except (httpx.InvalidURL, ValueError, UnicodeError) as error:
            raise ConfigError("the model's address cannot be read", remedy=remedy) from error
        if url.scheme not in ("http", "https") or not _HOST.fullmatch(host):
            raise ConfigError("the model's address is no http or https address", remedy=remedy)
        if url.userinfo or url.query or url.fragment:
            raise ConfigError(
                "the model's address holds more than host, port and path",
                remedy=f"{remedy}; a key goes into the environment variable COUNTERCLAIM_LLM_KEY",
            )
        path = url.raw_path.decode("ascii").rstrip("/").removesuffix("/chat/completions")
        return cls(scheme=url.scheme, host=host, port=port or (443 if url.scheme == "https" else 80), path=path)

    def __str__(self) -> str:
        return f"{self.scheme}://{self.netloc}{self.path}"

    @property
    def netloc(self) -> str:
        """Host and port as the ``Host`` header has them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == {"http": 80, "https": 443}[self.scheme] else f"{host}:{self.port}"

    def at(self, address: str) -> str:
        """The address of the model's chat at one numeric address of the host."""
        host = f"[{address}]" if ":" in address else address
        return f"{self.scheme}://{host}:{self.port}{self.path}/chat/completions"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """An endpoint with the numeric addresses that its name had when it was looked up: only these are spoken to.

    A name that later leads elsewhere (DNS rebinding) changes nothing.
    """

    endpoint: Endpoint
    addresses: tuple[str, ...]

    @property
    def local(self) -> bool:
        """Whether every address is this machine itself, so that no text can leave it."""
        return all(is_loopback(address) for address in self.addresses)


def reach(endpoint: Endpoint, resolver: Resolver = system_resolver) -> Reach:
    """Look the host up, once; raises EngineError where it has no address."""
    try:
        addresses = tuple(resolver(endpoint.host, endpoint.port))
    except (OSError, UnicodeError):
        addresses = ()
    if not addresses:
        raise EngineError(f"the name {endpoint.host} is not known", remedy="check the model's address and your network")
    return Reach(endpoint=endpoint, addresses=addresses)


def is_loopback(address: str) -> bool:
    """Whether a numeric address is this machine itself; an IPv6 address that carries an IPv4 one is what it carries."""
    try:
        parsed = ipaddress.ip_address(address.split("%", 1)[0])
    except ValueError:
        return False
    if isinstance(parsed, ipaddress.IPv6Address) and parsed.ipv4_mapped is not None:
        return parsed.ipv4_mapped.is_loopback
    return parsed.is_loopback
