"""A ledger's own territory file: territory.csv with who held which place, from when to when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from counterclaim.codebooks.files import read_csv
from counterclaim.errors import ConfigError
from counterclaim.model.territory import ControlSpan
from counterclaim.model.values.actor_name import name_key
from counterclaim.model.values.date_interval import DateInterval

COLUMNS = ("place", "actor", "since", "until", "source")


@dataclass(frozen=True)
class TerritoryBook:
    """Spans of control in the order of their rows, and why other rows cannot be used."""

    spans: tuple[ControlSpan, ...] = ()
    refused: tuple[ConfigError, ...] = ()

    @classmethod
    def load(cls, paths: Iterable[Path]) -> TerritoryBook:
        """The spans of some files.

        A row without a place, actor, first day or source, one that ends before it begins, and one in which somebody
        else holds the place at the same time as in an earlier row, is refused by its line; the others hold. That two
        sides claim a place is no span of either: statements tell it.

        Raises:
            ConfigError: a file cannot be read, or lacks a column.
        """
        spans: list[ControlSpan] = []
        refused: list[ConfigError] = []
        for path in paths:
            held: dict[str, list[ControlSpan]] = defaultdict(list)
            for line, row in read_csv(path, COLUMNS):
                try:
                    span = _span(row, line)
                    _check_apart(span, held[name_key(span.place)])
                except (ConfigError, ValueError) as error:
                    refused.append(_at(error, path, line, row))
                    continue
                held[name_key(span.place)].append(span)
                spans.append(span)
        return cls(tuple(spans), tuple(refused))


def _at(error: ConfigError | ValueError, path: Path, line: int, row: dict[str, str]) -> ConfigError:
    where = f"{path}, line {line}"
    if isinstance(error, ConfigError):
        return ConfigError(f"{row['place'] or 'a row'}: {error.message}", where=where, remedy=error.remedy)
    return ConfigError(f"{row['place'] or 'a row'}: {error}", where=where, remedy="write days as 2017-07-09 or 2017-07")


def _span(row: dict[str, str], line: int) -> ControlSpan:
    missing = [name for name in ("place", "actor", "since", "source") if not row[name]]
    if missing:
        raise ConfigError(f"no {', '.join(missing)}", remedy="fill the cell; a span without a source is none")
    since = _day(row["since"], last=False)
    until = _day(row["until"], last=True) if row["until"] else None
    if until is not None and until < since:
        raise ConfigError(f"it ends ({until}) before it begins ({since})", remedy="mend since or until")
    return ControlSpan(place=row["place"], actor=row["actor"], since=since, until=until, source=row["source"], row=line)


def _day(text: str, *, last: bool) -> date:
    interval = DateInterval.parse(text)
    day = interval.latest if last else interval.earliest
    if day is None:
        raise ValueError(f"{text!r} is no day")
    return day


def _check_apart(span: ControlSpan, earlier: Sequence[ControlSpan]) -> None:
    for other in earlier:
        begins_after = other.until is not None and span.since > other.until
        ends_before = span.until is not None and span.until < other.since
        if not begins_after and not ends_before:
            end = other.until or "now"
            raise ConfigError(
                f"{span.actor} and {other.actor} hold it at the same time ({other.since} to {end}, line {other.row})",
                remedy="end the earlier span, or begin this one later",
            )
