"""Rows of event data sets, made up: no such events, towns or groups exist."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from counterclaim.codebooks.data_sets import data_sets

UCDP = {
    "id": "501", "relid": "XLD-2031-3-1-1", "year": "2031", "active_year": "1", "code_status": "Clear",
    "type_of_violence": "3", "conflict_dset_id": "1", "conflict_new_id": "11",
    "conflict_name": "Tarn Front - Civilians", "dyad_dset_id": "1", "dyad_new_id": "12",
    "dyad_name": "Tarn Front - Civilians", "side_a_dset_id": "7", "side_a_new_id": "77", "side_a": "Tarn Front",
    "side_b_dset_id": "9999", "side_b_new_id": "1", "side_b": "Civilians", "number_of_sources": "2",
    "source_article": '"Marsh Courier,2031-05-03,Four dead; one missing";"Tarn Post,2031-05-04,Toll rises"',
    "source_office": "Marsh Courier;Tarn Post", "source_date": "2031-05-03;2031-05-04",
    "source_headline": "Four dead; one missing;Toll rises", "source_original": "police; residents", "where_prec": "2",
    "where_coordinates": "Oldmere village", "where_description": "woods near Oldmere,\nnorth of the ford",
    "adm_1": "Tarn province", "adm_2": "", "latitude": "-1.5", "longitude": "36.75", "geom_wkt": "POINT (36.75 -1.5)",
    "priogrid_gid": "1", "country": "Kenya", "country_id": "501", "region": "Africa", "event_clarity": "1",
    "date_prec": "2", "date_start": "2031-05-01 00:00:00.000", "date_end": "2031-05-03 00:00:00.000", "deaths_a": "0",
    "deaths_b": "0", "deaths_civilians": "4", "deaths_unknown": "0", "best": "4", "high": "6", "low": "3",
    "gwnoa": "", "gwnob": "",
}  # fmt: skip
"""One-sided violence with two sources that told it."""


def ucdp(**cells: str) -> dict[str, str]:
    """A row of UCDP GED, with some cells otherwise."""
    row = {**UCDP, **cells}
    if ("latitude" in cells or "longitude" in cells) and "geom_wkt" not in cells:
        row["geom_wkt"] = f"POINT ({row['longitude']} {row['latitude']})"
    return row


def table(
    rows: Iterable[Mapping[str, str]], columns: Sequence[str], *, header: bool = True, delimiter: str = ","
) -> str:
    """Rows as CSV."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    if header:
        writer.writerow(columns)
    writer.writerows([row.get(column, "") for column in columns] for row in rows)
    return out.getvalue()


def ucdp_csv(*rows: Mapping[str, str], header: bool = True) -> str:
    """A file of UCDP GED."""
    return table(rows, data_sets()["ucdp"].columns, header=header)
