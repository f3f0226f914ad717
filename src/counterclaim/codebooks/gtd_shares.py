"""How attacks are claimed and attributed, counted in the user's own file of the Global Terrorism Database.

The database may not be passed on, so nothing of it ships here; columns are those of its public codebook. Whether an
attack was claimed is coded throughout only from 1998 on, and collection changed again in 2012: shares on the two
sides of these breaks are not comparable, and are never pooled.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from counterclaim.codebooks.intervals import wilson
from counterclaim.errors import ConfigError

COLUMNS = ("iyear", "gname", "claimed", "claimmode_txt", "compclaim", "targtype1_txt", "nkill", "suicide")
PERIODS = ((0, 1997), (1998, 2011), (2012, 9999))
"""First and last year of each period between breaks in collection."""
NOBODY = "unknown"
"""``gname`` of an attack that no group is named for."""
_DEATHS = ((0, 0, "none"), (1, 4, "1 to 4"), (5, 24, "5 to 24"), (25, 10**9, "25 or more"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """One share: what of what, in which period, with Wilson's 90 % interval."""

    kind: str
    group: str
    period: str
    count: int
    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class GtdShares:
    """All shares of a file."""

    rows: int
    used: int
    """Rows with a year."""
    shares: tuple[Share, ...]

    def of(self, kind: str) -> tuple[Share, ...]:
        """The shares of one kind."""
        return tuple(s for s in self.shares if s.kind == kind)


def read_gtd(path: Path) -> pd.DataFrame:
    """The columns that count, from CSV or XLSX, as the file has them.

    Raises:
        ConfigError: no such file, another format, or columns missing.
    """
    try:
        frame = _read(path)
    except OSError as error:
        raise ConfigError(f"cannot be read: {error.strerror or error}", where=str(path)) from error
    except (ValueError, pd.errors.ParserError) as error:
        remedy = "give the file as START sends it, as XLSX, or saved as CSV with its header row"
        raise ConfigError(f"cannot be read as a table: {error}", where=str(path), remedy=remedy) from error
    frame.columns = [str(name).strip().casefold() for name in frame.columns]
    missing = [name for name in COLUMNS if name not in frame.columns]
    if missing:
        remedy = "give a file with the columns of the GTD codebook"
        raise ConfigError(f"lacks the columns {', '.join(missing)}", where=str(path), remedy=remedy)
    return frame[list(COLUMNS)]


def _read(path: Path) -> pd.DataFrame:
    wanted: Any = lambda name: str(name).strip().casefold() in COLUMNS  # noqa: E731
    if path.suffix.casefold() in (".xlsx", ".xls", ".xlsb"):
        return _read_workbook(path, wanted)
    try:
        return pd.read_csv(path, usecols=wanted, low_memory=False)
    except UnicodeDecodeError:
        # Older releases were saved in the code page of Western Windows.
        return pd.read_csv(path, usecols=wanted, low_memory=False, encoding="cp1252")


def _read_workbook(path: Path, wanted: Any) -> pd.DataFrame:  # noqa: ANN401 - as pandas has it
    # Loaded here, since only this verb reads workbooks.
    from python_calamine import CalamineError

    try:
        return pd.read_excel(path, engine="calamine", usecols=wanted)
    except CalamineError as error:
        raise ValueError(str(error)) from error


def gtd_shares(path: Path, *, least: int = 30) -> GtdShares:
    """Count the shares of a file; groups and years with fewer than ``least`` attacks are left out."""
    frame = read_gtd(path)
    rows = len(frame)
    for name in ("iyear", "claimed", "compclaim", "nkill", "suicide"):
        frame[name] = pd.to_numeric(frame[name], errors="coerce")
    frame = frame[frame["iyear"].notna()]
    found: list[Share] = []
    for first, last in PERIODS:
        part = frame[(frame["iyear"] >= first) & (frame["iyear"] <= last)]
        if len(part):
            found.extend(_shares(part, _span(first, last), least))
    return GtdShares(rows=rows, used=len(frame), shares=tuple(found))


def _span(first: int, last: int) -> str:
    return f"until {last}" if not first else f"{first} on" if last == 9999 else f"{first} to {last}"


def _shares(part: pd.DataFrame, period: str, least: int) -> Iterator[Share]:
    # -9 says that it is not known whether somebody claimed it.
    coded = part[part["claimed"].isin((0, 1))]
    claimed, unclaimed = coded[coded["claimed"] == 1], coded[coded["claimed"] == 0]
    yield from _one("claimed", "all", period, len(coded), len(claimed))
    named = ~_text(unclaimed["gname"]).str.casefold().isin((NOBODY, ""))
    yield from _one("attributed though unclaimed", "all", period, len(unclaimed), int(named.sum()))
    competing = claimed[claimed["compclaim"].isin((0, 1))]
    yield from _one("competing claims", "all", period, len(competing), int((competing["compclaim"] == 1).sum()))
    modes = _text(claimed["claimmode_txt"])
    for mode, count in sorted(modes[modes != ""].value_counts().items()):
        yield from _one("mode of claim", str(mode), period, int((modes != "").sum()), int(count))
    suicide = coded["suicide"].map({0: "no suicide attack", 1: "suicide attack"})
    named_group = _text(coded["gname"]).where(lambda g: g.str.casefold() != NOBODY)
    yield from _split("claimed, by group", named_group, coded, period, least)
    yield from _split("claimed, by year", coded["iyear"].astype(int).astype(str), coded, period, least)
    yield from _split("claimed, by target", _text(coded["targtype1_txt"]), coded, period, 1)
    yield from _split("claimed, by deaths", _deaths(coded["nkill"]), coded, period, 1)
    yield from _split("claimed, by suicide", suicide, coded, period, 1)


def _text(column: pd.Series) -> pd.Series:
    return column.fillna("").astype(str).str.strip().replace(".", "")


def _deaths(column: pd.Series) -> pd.Series:
    out = pd.Series(pd.NA, index=column.index, dtype="object")
    for low, high, name in _DEATHS:
        out[(column >= low) & (column <= high)] = name
    return out


def _split(kind: str, by: pd.Series, coded: pd.DataFrame, period: str, least: int) -> Iterator[Share]:
    kept = by.notna() & (by != "")
    table = coded.loc[kept, "claimed"].groupby(by[kept]).agg(["size", "sum"])
    for name, size, hits in sorted(table.itertuples(), key=lambda row: str(row[0])):
        if size >= least:
            yield from _one(kind, str(name), period, int(size), int(hits))


def _one(kind: str, group: str, period: str, count: int, hits: int) -> Sequence[Share]:
    if not count:
        return ()
    low, high = wilson(hits / count, count)
    return (
        Share(kind=kind, group=group, period=period, count=count, share=hits / count, low=low, high=high),
    )  # fmt: skip
