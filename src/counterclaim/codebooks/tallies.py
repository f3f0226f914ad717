"""A ledger's own tallies: saved questions of number, read from tallies.yaml."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from counterclaim.codebooks.files import entry_lines, read_yaml
from counterclaim.codebooks.framing_patterns import phrase_pattern
from counterclaim.codebooks.regions import region, regions
from counterclaim.codebooks.reviewed_places import countries
from counterclaim.codebooks.scales import bands
from counterclaim.errors import ConfigError
from counterclaim.model.tally import Measure, Tally, TallyRules
from counterclaim.model.values import CountRange, DateInterval
from counterclaim.model.vocabulary import Act, EventType, SpeakerKind

_USER_ASSIGNED = re.compile(r"AA|Q[M-Z]|X[A-Z]|ZZ")
"""Codes that ISO 3166 leaves to its users: a ledger's own places may have one."""
_E = TypeVar("_E", Measure, EventType, Act, SpeakerKind)
_KNOWN = {"id", "name", "wording", "measure", "told", "told_by", "rules"}
_RULES = {
    "since", "until", "regions", "countries", "places", "cities", "population", "kinds", "targets", "actors", "acts",
    "outcome", "speakers", "read", "accepted",
}  # fmt: skip


@dataclass(frozen=True)
class TallyBook:
    """The tallies that can be counted, by id, and why the others cannot."""

    tallies: Mapping[str, Tally]
    refused: tuple[ConfigError, ...] = ()

    @classmethod
    def load(cls, paths: Iterable[Path]) -> TallyBook:
        """The tallies of some files; one that cannot be read is refused by name and line, and the others count.

        Raises:
            ConfigError: a file is no YAML, or holds no list of tallies.
        """
        found: dict[str, Tally] = {}
        refused: list[ConfigError] = []
        for path in paths:
            entries = _entries(path)
            for line, entry in zip(entry_lines(path, "tallies"), entries, strict=False):
                try:
                    tally = _tally(entry, f"{path}, line {line}")
                    if tally.id in found:
                        raise ConfigError(
                            f"a second tally {tally.id}",
                            where=tally.where,
                            remedy=f"the first is in {found[tally.id].where}",
                        )
                    found[tally.id] = tally
                except ConfigError as error:
                    refused.append(error)
        return cls(found, tuple(refused))


def _entries(path: Path) -> list[Any]:
    content = read_yaml(path)
    entries = content.get("tallies") if isinstance(content, Mapping) else content
    if not isinstance(entries, list):
        raise ConfigError("holds no list of tallies", where=str(path), remedy="begin it with `tallies:` and a list")
    return entries


def _tally(entry: Any, where: str) -> Tally:  # noqa: ANN401 - as YAML gives it
    if not isinstance(entry, Mapping):
        raise ConfigError("this tally is no mapping", where=where, remedy="write `- id: ...` and its fields")
    named = f"tally {entry.get('id')}" if entry.get("id") else "a tally"
    _only(entry, _KNOWN, f"{named}: ", where)
    missing = [name for name in ("id", "name", "wording", "rules") if not entry.get(name)]
    if missing:
        raise ConfigError(f"{named} has no {', '.join(missing)}", where=where, remedy="give it")
    try:
        return Tally(
            id=str(entry["id"]).strip(),
            name=_line(entry["name"]),
            wording=_line(entry["wording"]),
            measure=_one(Measure, entry.get("measure", "events"), "measure"),
            rules=_rules(entry["rules"]),
            told=None if entry.get("told") is None else CountRange.parse(str(entry["told"])),
            told_by=_phrases(entry.get("told_by")),
            where=where,
        )
    except ConfigError as error:
        raise ConfigError(f"{named}: {error.message}", where=where, remedy=error.remedy) from error
    except ValueError as error:
        raise ConfigError(
            f"{named}: told: {error}", where=where, remedy="write it as 12, 12..15, 12+ or ..15"
        ) from error


def _rules(rules: Any) -> TallyRules:  # noqa: ANN401 - as YAML gives it
    if not isinstance(rules, Mapping):
        raise ConfigError("rules are no mapping", remedy="write a rule a line, such as `since: 2016-06`")
    _only(rules, _RULES, "rules: ", "")
    made = TallyRules(
        since=_day(rules.get("since"), "since", last=False),
        until=_day(rules.get("until"), "until", last=True),
        countries=_countries(rules),
        places=_names(rules, "places"),
        cities=_flag(rules, "cities") or bool(rules.get("population")),
        population=int(_number(rules, "population", 0, 100_000_000)),
        kinds=frozenset(_one(EventType, kind, "kinds") for kind in _names(rules, "kinds")),
        targets=_names(rules, "targets"),
        actors=_names(rules, "actors"),
        acts=frozenset(_one(Act, act, "acts") for act in _names(rules, "acts")),
        outcome=_probability(rules.get("outcome")),
        speakers=frozenset(_one(SpeakerKind, kind, "speakers") for kind in _names(rules, "speakers")),
        read=_number(rules, "read", 0, 1),
        accepted=_flag(rules, "accepted"),
    )
    if made.since and made.until and made.since > made.until:
        raise ConfigError(f"it ends ({made.until}) before it begins ({made.since})", remedy="mend since or until")
    if made.acts and not made.actors:
        raise ConfigError("acts without actors", remedy="name whose acts, under actors")
    return made


def _only(entry: Mapping[Any, Any], known: set[str], named: str, where: str) -> None:
    unknown = sorted(set(map(str, entry)) - known)
    if unknown:
        raise ConfigError(
            f"{named}unknown field {', '.join(unknown)}", where=where, remedy=f"fields are {', '.join(sorted(known))}"
        )


def _line(value: object) -> str:
    return " ".join(str(value).split())


def _one(kind: type[_E], value: object, field: str) -> _E:
    try:
        return kind(str(value))
    except ValueError:
        raise ConfigError(f"{field}: no {value!r}", remedy=f"one of {', '.join(kind)}") from None


def _names(rules: Mapping[str, Any], field: str) -> tuple[str, ...]:
    value = rules.get(field)
    values = [value] if isinstance(value, str) else value or []
    if not isinstance(values, list) or not all(isinstance(v, str) and v.strip() for v in values):
        remedy = 'write a text or a list of texts; YAML reads a bare NO as false, write "NO"'
        raise ConfigError(f"{field} hold something else than names", remedy=remedy)
    return tuple(_line(v) for v in values)


def _phrases(value: object) -> tuple[str, ...]:
    phrases = _names({"told_by": value}, "told_by")
    for phrase in phrases:
        phrase_pattern(phrase)
    return phrases


def _flag(rules: Mapping[str, Any], field: str) -> bool:
    value = rules.get(field, False)
    if not isinstance(value, bool):
        raise ConfigError(f"{field}: {value!r} is neither true nor false", remedy="write true or false")
    return value


def _number(rules: Mapping[str, Any], field: str, least: float, most: float) -> float:
    value = rules.get(field, 0)
    if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
        raise ConfigError(f"{field}: {value!r} is no number from {least} to {most}", remedy="write one")
    return float(value)


def _probability(value: object) -> float:
    """A probability, or a word of ICD 203: the low end of its band."""
    if value is None:
        return 0.0
    words = {term: band.low for band in bands() for term in (band.term, band.alternative)}
    if isinstance(value, str) and value.strip().casefold() in words:
        return words[value.strip().casefold()]
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < 1:
        remedy = f"a number between 0 and 1, or one of {', '.join(words)}"
        raise ConfigError(f"outcome: {value!r} is no probability", remedy=remedy)
    return float(value)


def _day(value: object, field: str, *, last: bool) -> date | None:
    if value is None:
        return None
    try:
        interval = DateInterval.parse(str(value))
    except ValueError:
        raise ConfigError(f"{field}: {value!r} is no date", remedy="write 2016-06-01, 2016-06 or 2016") from None
    return interval.latest if last else interval.earliest


def _countries(rules: Mapping[str, Any]) -> frozenset[str]:
    codes: set[str] = set()
    for name in _names(rules, "regions"):
        found = region(name)
        if found is None:
            raise ConfigError(f"regions: no {name!r}", remedy=f"one of {', '.join(sorted(regions()))}")
        codes |= found
    known = {e.countries[0]: e for e in countries() if len(e.countries) == 1}
    by_name = {form.casefold(): code for code, e in known.items() for form in (e.name, *e.aliases)}
    for name in _names(rules, "countries"):
        own = _USER_ASSIGNED.fullmatch(name) is not None
        code = name.upper() if own or name.upper() in known else by_name.get(name.casefold(), "")
        if not code:
            raise ConfigError(f"countries: no {name!r}", remedy="an English name, or two letters of ISO 3166")
        codes.add(code)
    return frozenset(codes)
