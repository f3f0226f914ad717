from datetime import date

import pytest

from counterclaim.codebooks.territory import TerritoryBook
from counterclaim.errors import ConfigError

HEAD = "place,actor,since,until,source\nMosul,Northern Brigade,2031-01,2031-03-04,the wire of 5 March\n"


def load(tmp_path, *rows):
    path = tmp_path / "territory.csv"
    path.write_text(HEAD + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return TerritoryBook.load([path])


def test_spans_are_read_with_their_lines(tmp_path):
    book = load(tmp_path, "Mosul,Harbour Watch,2031-03-05,,the wire of 5 March")
    assert book.refused == ()
    assert [(s.actor, s.since, s.until, s.row) for s in book.spans] == [
        ("Northern Brigade", date(2031, 1, 1), date(2031, 3, 4), 2),
        ("Harbour Watch", date(2031, 3, 5), None, 3),
    ]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("Mosul,Harbour Watch,2031-03-01,,w", "Mosul: Harbour Watch and Northern Brigade hold it at the same time"),
        ("mosul,Harbour Watch,2030-12,,w", "at the same time .2031-01-01 to 2031-03-04, line 2."),
        ("Mosul,Northern Brigade,2031-02,2031-02,w", "at the same time"),
        ("Holm,Harbour Watch,2031-03-01,2031-02-01,w", "Holm: it ends .2031-02-01. before it begins"),
        ("Holm,Harbour Watch,2031-03-01,,", "Holm: no source"),
        (",Harbour Watch,2031-03-01,,w", "a row: no place"),
        ("Holm,Harbour Watch,spring,,w", "Holm: not an ISO date"),
    ],
)
def test_a_row_that_cannot_hold_is_refused_by_its_line_and_the_others_hold(tmp_path, row, message):
    book = load(tmp_path, row, "Tikrit,Harbour Watch,2031-01,,w")
    [refused] = book.refused
    assert refused.where.endswith("territory.csv, line 3")
    with pytest.raises(ConfigError, match=message):
        raise refused
    assert [s.place for s in book.spans] == ["Mosul", "Tikrit"]


def test_a_file_without_a_column_is_refused_whole(tmp_path):
    path = tmp_path / "territory.csv"
    path.write_text("place,actor\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="no column since, source, until"):
        TerritoryBook.load([path])
