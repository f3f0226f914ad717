"""Rows of event data sets, made up: no such events, towns or groups exist."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from xml.sax.saxutils import escape
from zipfile import ZipFile

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


ACLED = {
    "event_id_cnty": "XLD101", "event_date": "2031-05-02", "year": "2031", "time_precision": "1",
    "disorder_type": "Political violence", "event_type": "Explosions/Remote violence",
    "sub_event_type": "Suicide bomb", "actor1": "Tarn Front", "assoc_actor_1": "", "inter1": "2",
    "actor2": "Civilians (Kenya)", "assoc_actor_2": "", "inter2": "7", "interaction": "27",
    "civilian_targeting": "Civilian targeting", "iso": "404", "region": "Eastern Africa", "country": "Kenya",
    "admin1": "Tarn", "admin2": "", "admin3": "", "location": "Oldmere", "latitude": "-1.5", "longitude": "36.75",
    "geo_precision": "2", "source": "Marsh Courier; Tarn Post", "source_scale": "Subnational-National",
    "notes": "On 2 May 2031, a bomb went off in Oldmere. The Tarn Front claimed it.", "fatalities": "4", "tags": "",
    "timestamp": "1937000000",
}  # fmt: skip

GTD = {
    "eventid": "203105020001", "iyear": "2031", "imonth": "5", "iday": "2", "approxdate": "", "country_txt": "Kenya",
    "provstate": "Tarn", "city": "Oldmere", "latitude": "-1.5", "longitude": "36.75", "specificity": "1",
    "vicinity": "0", "location": "the market", "summary": "A bomb went off.", "doubtterr": "0", "alternative": "",
    "alternative_txt": "", "attacktype1": "3", "attacktype1_txt": "Bombing/Explosion", "target1": "Market",
    "targtype1_txt": "Private Citizens & Property", "gname": "Tarn Front", "gname2": "", "gname3": "",
    "guncertain1": "0", "claimed": "1", "claimmode": "7", "claimmode_txt": "Posted to website, blog, etc.",
    "claim2": "", "claimmode2": "", "claim3": "", "compclaim": "0", "weaptype1": "6", "weaptype1_txt": "Explosives",
    "nkill": "4", "nkillter": "1", "nwound": "-99", "scite1": "\"Four Dead,\" Marsh Courier, May 3, 2031.",
}  # fmt: skip

GDELT = {
    "GLOBALEVENTID": "9000001", "SQLDATE": "20310502", "Actor1Code": "XLDREB", "Actor1Name": "TARN FRONT",
    "Actor1Type1Code": "REB", "Actor2Name": "KENYA", "EventCode": "015", "QuadClass": "1", "ActionGeo_Type": "4",
    "ActionGeo_FullName": "Oldmere, Tarn, Kenya", "ActionGeo_Lat": "-1.5", "ActionGeo_Long": "36.75",
    "DATEADDED": "20310503101500", "SOURCEURL": "https://www.courier.example/oldmere",
}  # fmt: skip

MENTION = {
    "GLOBALEVENTID": "9000001", "EventTimeDate": "20310503101500", "MentionTimeDate": "20310504101500",
    "MentionType": "1", "MentionSourceName": "courier.example", "MentionIdentifier": "https://courier.example/a",
    "SentenceID": "2", "Actor1CharOffset": "1", "Actor2CharOffset": "-1", "ActionCharOffset": "9", "InRawText": "1",
    "Confidence": "40", "MentionDocLen": "900", "MentionDocTone": "-2.5",
    "MentionDocTranslationInfo": "srclc:fra;eng:GT-FRA 1.0",
}  # fmt: skip

POLECAT = {
    "Event ID": "20310502-1-x", "Event Date": "2031-05-02", "Event Type": "ASSAULT", "Event Mode": "explosives",
    "Actor Name": "Tarn Front", "Primary Actor Sector": "REB", "Recipient Name": "Oldmere Market", "City": "Oldmere",
    "Province": "Tarn", "Country": "Kenya", "Latitude": "-1.5", "Longitude": "36.75", "Source": "Marsh Courier",
    "Publication Date": "2031-05-03",
}  # fmt: skip


def made_file(key: str, *rows: Mapping[str, str], header: bool | None = None) -> str:
    """A file of a data set as it usually comes."""
    known = data_sets()[key]
    return table(rows, known.columns, header=known.header if header is None else header, delimiter=known.delimiter)


def workbook(rows: Iterable[Sequence[str | float]]) -> bytes:
    """A spreadsheet (XLSX) of one sheet: numbers as numbers, everything else as text."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    lines = "".join(f"<row>{''.join(map(_sheet_cell, row))}</row>" for row in rows)
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="xml" '
        'ContentType="application/xml"/><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
        '<sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{lines}</sheetData></worksheet>',
    }
    out = io.BytesIO()
    with ZipFile(out, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def _sheet_cell(value: str | float) -> str:
    if isinstance(value, str):
        return f'<c t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    return f"<c><v>{value}</v></c>"
