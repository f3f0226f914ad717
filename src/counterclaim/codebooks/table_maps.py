"""Maps: which column of somebody's table tells what, written by the user as YAML."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from counterclaim.codebooks.data_sets import ID, CellKind, DataSet, Point, data_sets
from counterclaim.errors import ConfigError
from counterclaim.model.identity import sha256_hex
from counterclaim.model.vocabulary import Act, EventType, SpeakerKind

_TOP = (
    "name", "outlet", "language", "id", "distinct", "separator", "date", "place", "type", "fatalities", "injured",
    "perpetrators", "targets", "weapon", "speaker", "lead", "filled",
)  # fmt: skip
_PARTS: Mapping[str, tuple[str, ...]] = {
    "date": ("column", "start", "end", "year", "month", "day", "format", "precision"),
    "place": ("column", "description", "country", "region", "latitude", "longitude", "radius_m", "precision"),
    "type": ("column", "value", "values"),
    "fatalities": ("column", "low", "best", "high"),
    "injured": ("column", "low", "best", "high"),
    "perpetrators": ("column", "act", "kind", "certainty", "speaker"),
    "targets": ("column",),
    "weapon": ("column",),
    "speaker": ("column", "kind", "separator", "channel"),
}
_LISTS = ("perpetrators", "targets")
_NO_COLUMNS = {
    "format", "values", "value", "act", "kind", "certainty", "radius_m", "separator", "precision",
}  # fmt: skip
_UNITS = ("day", "week", "month", "year")
_REMEDY = "see docs/how-to/add-data-sets.md for the form of a map"


@dataclass(frozen=True, slots=True)
class TableMap:
    """A map as it was written, and the data set that it describes."""

    data_set: DataSet
    digest: str
    """First 12 hex digits of the SHA-256 of its text."""
    text: str
    told: Mapping[str, Any]

    def part(self, name: str) -> Mapping[str, Any]:
        """What the map says of one property, empty where nothing."""
        found: Mapping[str, Any] = self.told.get(name, {})
        return found

    def parts(self, name: str) -> list[Mapping[str, Any]]:
        """The same for a property that may stand in several columns."""
        found: list[Mapping[str, Any]] = self.told.get(name, [])
        return found


def table_map(text: str, where: str) -> TableMap:
    """Read a map; raises ConfigError that names what in it is wrong."""
    try:
        told = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f"{where}, line {mark.line + 1}" if mark else where
        raise ConfigError("is not valid YAML", where=line, remedy="mend the line that is named") from None
    if not isinstance(told, dict):
        raise _wrong(where, "is no map of columns")
    whole = {key: _part(key, value, where) for key, value in told.items()}
    return TableMap(_data_set(whole, where), sha256_hex(text.encode("utf-8", "surrogatepass"))[:12], text, whole)


def _wrong(where: str, message: str) -> ConfigError:
    return ConfigError(message, where=where, remedy=_REMEDY)


def _part(key: str, value: Any, where: str) -> Any:  # noqa: ANN401 - YAML holds anything
    if key not in _TOP:
        raise _wrong(where, f"has '{key}', which is none of {', '.join(_TOP)}")
    if key not in _PARTS:
        return value
    entries = value if isinstance(value, list) else [value]
    made = [{"column": entry} if isinstance(entry, str) else entry for entry in entries]
    for entry in made:
        odd = [name for name in entry if name not in _PARTS[key]] if isinstance(entry, dict) else ["?"]
        if odd:
            raise _wrong(where, f"{key} has '{odd[0]}', which is none of {', '.join(_PARTS[key])}")
        _name_columns(key, entry, where)
        _check_words(key, entry, where)
        _check_precision(key, entry, where)
    if key in _LISTS:
        return made
    if len(made) != 1:
        raise _wrong(where, f"{key} must be told once")
    return made[0]


def _name_columns(key: str, entry: dict[str, Any], where: str) -> None:
    """Names of columns as text: YAML reads one that is called 2031 as a number."""
    for name, column in entry.items():
        if name in _NO_COLUMNS:
            continue
        if isinstance(column, dict | list) or column is None:
            raise _wrong(where, f"{key}: {name} must be the name of one column")
        entry[name] = str(column)


def _check_precision(key: str, entry: Mapping[str, Any], where: str) -> None:
    """What codes of precision stand for: units of time, or metres; and single numbers."""
    for name in ("radius_m", "certainty"):
        if name in entry and not _is_number(entry[name]):
            raise _wrong(where, f"{key}: {name} {entry[name]!r} is no number")
    precision = entry.get("precision")
    if precision is None:
        return
    odd = not isinstance(precision, dict) or set(precision) != {"column", "values"}
    if odd or not isinstance(precision["values"], dict):
        raise _wrong(where, f"{key}: precision needs a column and the values of its codes")
    for code, told in precision["values"].items():
        if key == "date" and told not in _UNITS:
            raise _wrong(where, f"date: precision {code!r} stands for {told!r}, which is none of {', '.join(_UNITS)}")
        if key == "place" and not _is_number(told):
            raise _wrong(where, f"place: precision {code!r} stands for {told!r}, which is no number of metres")


def _is_number(told: object) -> bool:
    return isinstance(told, int | float) and not isinstance(told, bool) and told >= 0


def _check_words(key: str, entry: Mapping[str, Any], where: str) -> None:
    """Words of the closed vocabularies must be among them."""
    checks: list[tuple[str, Iterable[str], type]] = []
    if key == "type":
        checks = [("value", [entry["value"]] if "value" in entry else [], EventType)]
        values = entry.get("values", {})
        if not isinstance(values, dict):
            raise _wrong(where, "type: values must tell which word stands for which type")
        checks.append(("values", map(str, values.values()), EventType))
    if key == "perpetrators":
        checks = [("act", [entry["act"]] if "act" in entry else [], Act)]
    if key == "speaker":
        checks = [("kind", [entry["kind"]] if "kind" in entry else [], SpeakerKind)]
    for name, words, vocabulary in checks:
        known = [str(word) for word in vocabulary]  # type: ignore[attr-defined]
        for word in words:
            if word not in known:
                raise _wrong(where, f"{key}: {name} {word!r} is none of {', '.join(known)}")


def _data_set(told: Mapping[str, Any], where: str) -> DataSet:
    name = str(told.get("name", "")).strip().casefold()
    if not name or not name.replace("-", "").replace("_", "").isalnum():
        raise _wrong(where, "needs a name of letters, digits and hyphens for the data set")
    if name in data_sets():
        raise _wrong(where, f"cannot call its data set {name}, as a known one is called so")
    ids = told.get("id")
    ids = (ids,) if isinstance(ids, str) else tuple(ids or ())
    if not ids:
        raise _wrong(where, "needs an id: the column, or columns, that name a row")
    columns = tuple(dict.fromkeys([*ids, *_columns(told)]))
    return DataSet(
        key=name,
        outlet=str(told.get("outlet") or told["name"]),
        columns=columns,
        required=frozenset(columns),
        id=ids,
        kinds=_kinds(told),
        points=_points(told),
        filled=_filled(told, columns, where),
        span=tuple(str(told["date"][name]) for name in ("start", "end")) if _spans(told) else (),
        parts=_of_one_date(told),
        bounds=tuple(bounds for key in ("fatalities", "injured") if len(bounds := _bounds(told.get(key, {}))) > 1),
        delimiter=str(told.get("separator", ",")),
        language=str(told.get("language", "")),
        mapped=True,
        distinct=bool(told.get("distinct", True)) and not told.get("lead", False),
        lead=bool(told.get("lead", False)),
    )


def _filled(told: Mapping[str, Any], columns: tuple[str, ...], where: str) -> tuple[str, ...]:
    entry = told.get("filled", ())
    named = (entry,) if isinstance(entry, str) else tuple(map(str, entry or ()))
    odd = [column for column in named if column not in columns]
    if odd:
        raise _wrong(where, f"filled has '{odd[0]}', which is none of the columns that the map names")
    return named


def _spans(told: Mapping[str, Any]) -> bool:
    return {"start", "end"} <= set(told.get("date", {}))


def _of_one_date(told: Mapping[str, Any]) -> tuple[str, ...]:
    when = told.get("date", {})
    return tuple(str(when[name]) for name in ("year", "month", "day")) if {"year", "month", "day"} <= set(when) else ()


def _bounds(part: Mapping[str, Any]) -> tuple[str, ...]:
    """The columns of the low, the best and the high figure, as far as the map has them."""
    found = (part.get("low"), part.get("best") or part.get("column"), part.get("high"))
    return tuple(str(column) for column in found if column)


def _columns(told: Mapping[str, Any]) -> list[str]:
    found = []
    for key in _PARTS:
        value = told.get(key, [])
        for entry in value if isinstance(value, list) else [value]:
            found += [str(column) for name, column in entry.items() if name not in _NO_COLUMNS]
            if isinstance(entry.get("precision"), dict) and "column" in entry["precision"]:
                found.append(str(entry["precision"]["column"]))
    return found


def _kinds(told: Mapping[str, Any]) -> dict[str, CellKind]:
    ids = told.get("id", ())
    kinds: dict[str, CellKind] = dict.fromkeys((ids,) if isinstance(ids, str) else ids, ID)
    for key in ("fatalities", "injured"):
        kinds.update({column: CellKind("number") for column in told.get(key, {}).values()})
    when, where = told.get("date", {}), told.get("place", {})
    day = CellKind("form", form=str(when["format"])) if "format" in when else CellKind("day")
    kinds.update({when[name]: day for name in ("column", "start", "end") if name in when})
    parts = {"year": "year", "month": "month", "day": "monthday"}
    kinds.update({when[name]: CellKind(kind) for name, kind in parts.items() if name in when})
    for part, plain in ((when, ("day", "exact")), (where, ())):
        precision = part.get("precision")
        if isinstance(precision, dict) and "column" in precision:
            kinds[str(precision["column"])] = CellKind("code", codes=frozenset({*_codes(precision), *plain}))
    kinds.update({where[name]: CellKind(name) for name in ("latitude", "longitude") if name in where})
    return kinds


def _codes(precision: Mapping[str, Any]) -> list[str]:
    return [str(code) for code in precision.get("values", {})]


def _points(told: Mapping[str, Any]) -> tuple[Point, ...]:
    where = told.get("place", {})
    if "latitude" not in where or "longitude" not in where:
        return ()
    return (Point(latitude=where["latitude"], longitude=where["longitude"], country=where.get("country", "")),)
