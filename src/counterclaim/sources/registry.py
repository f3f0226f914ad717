"""Who publishes: the outlets that a user has registered in ``sources.yaml``, and how an item is matched to one."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from counterclaim.errors import ConfigError
from counterclaim.model import Hints, Source
from counterclaim.model.values.actor_name import name_key
from counterclaim.sources.registry_file import Outlet, read_outlets

NO_OUTLET = "unknown outlet"
"""Name of the source of an item of which nobody is known to have published it."""


class Registry:
    """Registered outlets, found by domain, name or alias."""

    def __init__(self, sources: Iterable[Source] = (), aliases: Iterable[tuple[str, Source]] = ()) -> None:
        self._by_domain: dict[str, Source] = {}
        self._by_name: dict[str, Source] = {}
        self._sources: list[Source] = []
        for source in sources:
            self._sources.append(source)
            self._by_name.setdefault(name_key(source.name), source)
            for domain in source.domains:
                self._by_domain.setdefault(domain, source)
        for alias, source in aliases:
            self._by_name.setdefault(name_key(alias), source)

    @classmethod
    def load(cls, *paths: Path | None) -> Self:
        """Read any number of ``sources.yaml`` files; of an outlet that two of them register, the first stands.

        None or a missing file adds nothing. Raises ConfigError naming file and line.
        """
        outlets = [outlet for path in paths if path is not None and path.exists() for outlet in _outlets(path)]
        aliases = [(alias, outlet.source) for outlet in outlets for alias in outlet.aliases]
        return cls((outlet.source for outlet in outlets), aliases)

    @property
    def sources(self) -> tuple[Source, ...]:
        """All registered outlets in the file's order."""
        return tuple(self._sources)

    def resolve(self, uri: str, outlet_name: str, hints: Hints | None = None, author: str = "") -> Source:
        """The outlet of an item at ``uri`` that calls its outlet ``outlet_name``.

        The address decides before the name: a page that merely calls itself by a registered outlet's name, on a host
        that is not that outlet's, is not credited to it. Where no outlet is named, an ``author`` that is a registered
        outlet (a ministry, a commission) is taken for it. What is not registered becomes a Source of kind "unknown".
        """
        host = _host(uri) or (_host(hints.uri) if hints else "")
        if found := self._of_host(host):
            return found
        name = " ".join((outlet_name or (hints.outlet if hints else "")).split())
        named = self._by_name.get(name_key(name or author)) if name or author else None
        if named is not None and (not host or not named.domains):
            return named
        if named is not None:
            return Source(name=host, domains=(host,))
        return Source(name=name or host or NO_OUTLET, domains=(host,) if host else ())

    def _of_host(self, host: str) -> Source | None:
        labels = host.split(".")
        for start in range(len(labels)):
            if found := self._by_domain.get(".".join(labels[start:])):
                return found
        return None


def _outlets(path: Path) -> list[Outlet]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"cannot be read: {error}", where=str(path), remedy="save it as UTF-8 text") from None
    return read_outlets(text, str(path))


def _host(uri: str) -> str:
    try:
        host = urlsplit(uri).hostname or ""
    except ValueError:
        return ""
    return host.rstrip(".").removeprefix("www.").lower()
