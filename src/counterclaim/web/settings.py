"""What the web app is started with."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from counterclaim.errors import ConfigError

DEFAULT_PORT = 8765


@dataclass(frozen=True, slots=True, kw_only=True)
class WebSettings:
    """How and for whom the app serves one ledger."""

    ledger: str
    """A ledger's file, or a ``postgresql://`` address."""
    host: str = "127.0.0.1"
    port: int = DEFAULT_PORT
    team: bool = False
    """Whether accounts are needed. Without them the app serves the person at this machine, and nobody else."""
    user: str = ""
    """Who judges where there are no accounts; the login name if empty."""
    origins: tuple[str, ...] = ()
    """Further addresses at which a proxy serves the app, such as ``https://desk.example``."""
    secrets: Path | None = None
    """Folder of the key that signs tokens; made at first start. None: a key for as long as the app runs."""
    hosts: tuple[str, ...] = field(default=())
    """Names under which the app may be asked for, besides ``host`` and the loopback names."""

    def __post_init__(self) -> None:
        if not 0 <= self.port <= 65535:
            raise ConfigError(f"{self.port} is no port", where="--port", remedy="use 1024 to 65535")
        for origin in self.origins:
            parts = urlsplit(origin)
            if parts.scheme not in ("http", "https") or not parts.netloc or parts.path.strip("/"):
                raise ConfigError(
                    f"{origin!r} is no address of a site", where="--origin", remedy="write https://desk.example"
                )
        if not self.team and not is_loopback(self.host):
            raise ConfigError(
                f"without accounts the app serves this machine only, not {self.host}",
                where="--host",
                remedy="leave --host out, or serve a team: --accounts, or --ledger postgresql://...",
            )

    @property
    def address(self) -> str:
        """Where a browser on this machine finds the app."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}/"


def is_loopback(host: str) -> bool:
    """Whether an address can only be reached from this machine."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
