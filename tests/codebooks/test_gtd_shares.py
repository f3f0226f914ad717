"""Shares recomputed from a file in the form of the GTD. All rows are made up: the database may not be passed on."""

import pandas as pd
import pytest

from counterclaim.codebooks.gtd_shares import gtd_shares
from counterclaim.codebooks.intervals import wilson
from counterclaim.codebooks.priors import Priors
from counterclaim.codebooks.priors_file import priors_yaml
from counterclaim.errors import ConfigError

COLUMNS = ["eventid", "iyear", "gname", "claimed", "claimmode_txt", "compclaim", "targtype1_txt", "nkill", "suicide"]


def row(number, year=2015, group="Unknown", claimed=0, mode="", competing=-9, target="Police", deaths=0, suicide=0):
    return [number, year, group, claimed, mode, competing, target, deaths, suicide]


def attacks():
    rows = [row(i, group="Marsh Column", claimed=1, mode="Letter", competing=i % 2, deaths=3) for i in range(10)]
    rows += [row(10 + i, group="Marsh Column", deaths=30, suicide=1) for i in range(30)]
    rows += [row(40 + i) for i in range(58)]
    rows += [row(98, claimed=-9), row(99, year=None)]
    return rows + [row(200 + i, year=1990, claimed=1) for i in range(40)]


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "made_up.csv"
    pd.DataFrame(attacks(), columns=COLUMNS).to_csv(path, index=False)
    return path


def share(found, kind, group, period="2012 on"):
    return next(s for s in found.of(kind) if (s.group, s.period) == (group, period))


def test_shares_are_those_of_the_rows_with_wilsons_interval(table):
    found = gtd_shares(table)
    assert (found.rows, found.used) == (140, 139)
    claimed = share(found, "claimed", "all")
    assert (claimed.count, claimed.share) == (98, pytest.approx(10 / 98))
    assert (claimed.low, claimed.high) == wilson(10 / 98, 98)
    assert share(found, "attributed though unclaimed", "all").share == pytest.approx(30 / 88)
    assert share(found, "competing claims", "all").share == pytest.approx(0.5)
    assert share(found, "mode of claim", "Letter").share == 1
    assert share(found, "claimed, by group", "Marsh Column").share == pytest.approx(0.25)
    assert share(found, "claimed, by deaths", "1 to 4").share == 1
    assert share(found, "claimed, by suicide", "suicide attack").share == 0
    assert share(found, "claimed, by target", "Police").count == 98
    assert share(found, "claimed, by year", "2015").count == 98


def test_years_on_two_sides_of_a_break_are_never_pooled(table):
    found = gtd_shares(table)
    assert share(found, "claimed", "all", "until 1997").share == 1
    assert {s.period for s in found.shares} == {"until 1997", "2012 on"}


def test_wilsons_interval_of_a_known_case():
    # 10 of 98 at z = 1.645, by the formula by hand.
    assert wilson(10 / 98, 98) == pytest.approx((0.06198, 0.16349), abs=2e-5)
    assert wilson(0, 0) == (0.0, 1.0)


def test_the_file_can_be_loaded_as_priors_and_marks_the_breaks(table, tmp_path):
    text = priors_yaml(gtd_shares(table), "a made-up file", Priors.load())
    assert "break after 1997" in text
    assert "changed in 2012" in text
    out = tmp_path / "priors.yaml"
    out.write_text(text, encoding="utf-8")
    book = Priors.load([out])
    assert book.value("claims.share") == pytest.approx(10 / 98, abs=1e-4)
    assert book.value("claim.some.alpha") + book.value("claim.some.beta") == pytest.approx(14, abs=1e-3)
    assert book.value_for("claims.share", "the Marsh Column") == pytest.approx(0.25)
    assert book.value_for("claims.share", "Reed Front") == book.value("claims.share")


def test_a_workbook_is_read_like_a_csv_file(table):
    from zipfile import ZipFile

    book = table.with_suffix(".xlsx")
    cells = [COLUMNS, *attacks()]
    lines = "".join(f"<row>{''.join(map(_cell, line))}</row>" for line in cells)
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    with ZipFile(book, "w") as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{package}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            "</Types>",
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{office}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>',
        )
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets>'
            "</workbook>",
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{office}/worksheet" '
            'Target="worksheets/sheet1.xml"/></Relationships>',
        )
        archive.writestr(
            "xl/worksheets/sheet1.xml", f'<worksheet xmlns="{main}"><sheetData>{lines}</sheetData></worksheet>'
        )
    assert gtd_shares(book).shares == gtd_shares(table).shares


def _cell(value):
    if value is None or value == "":
        return "<c/>"
    if isinstance(value, str):
        return f'<c t="inlineStr"><is><t>{value}</t></is></c>'
    return f"<c><v>{value}</v></c>"


def test_a_file_without_the_columns_or_of_another_kind_is_refused_with_what_is_missing(tmp_path):
    other = tmp_path / "other.csv"
    other.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"lacks the columns iyear, gname"):
        gtd_shares(other)
    (tmp_path / "no.xlsx").write_bytes(b"no workbook")
    with pytest.raises(ConfigError, match="cannot be read"):
        gtd_shares(tmp_path / "no.xlsx")
    with pytest.raises(ConfigError, match="cannot be read"):
        gtd_shares(tmp_path / "absent.csv")


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("claims.shar: {value: 0.2, source: ours}", "did you mean claims.share"),
        ("lr.claims.own@Marsh Column: {value: 2, source: ours}", "take an actor after @: claims.false_share"),
        ("claims.share: {value: 1.2, source: ours}", "out of range"),
        ("claims.share: {value: 0.2}", "needs value and source"),
    ],
)
def test_a_priors_file_with_a_wrong_line_is_refused_with_the_remedy(tmp_path, line, wanted):
    path = tmp_path / "priors.yaml"
    path.write_text(line + "\n", encoding="utf-8")
    with pytest.raises(ConfigError) as refused:
        Priors.load([path])
    assert wanted in str(refused.value)
    assert "priors.yaml" in str(refused.value)
