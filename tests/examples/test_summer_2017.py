import re
from pathlib import Path

NOTE = "Gilad Shiloach, “Mosul, London, Tehran: ISIS Prepares for the Day After”, 2017"
CITED = {
    "01": ("YouTube, 22 June 2017", "note 3"),
    "02": ("Vocativ, 11 June 2017", "note 4"),
    "03": ("CNN, 2 June 2017", "note 5"),
    "04": ("New York Times, 4 June 2017", "note 6"),
    "05": ("Reuters, 17 June 2017", "note 7"),
    "06": ("Jihadology, 12 June 2017", "note 2"),
}


def test_every_case_note_is_read_and_none_is_called_invented(summer_read):
    items, problems = summer_read
    assert problems == []
    assert len(items) == 12
    assert all(not item.invented and item.language == "en" for item in items.values())
    assert {item.outlet for item in items.values()} == {"counterclaim case notes"}


def test_every_case_note_cites_the_note_that_it_comes_from(summer_read):
    for item in summer_read[0].values():
        assert NOTE.replace("“", '"').replace("”", '"') in item.text


def test_every_case_note_cites_its_source_with_the_notes_own_footnote(summer_read):
    for name, item in summer_read[0].items():
        source, footnote = CITED.get(name[:2], ("", ""))
        assert source in item.text
        assert footnote in item.text
        if not source:
            assert ", note " not in item.text


def test_every_reference_mark_leads_to_a_footnote_and_back(summer_read):
    for name, item in summer_read[0].items():
        notes = set(re.findall(r"^\[(\d+)\] ", item.text, re.MULTILINE))
        marks = set(re.findall(r"(?<=\S)\[(\d+)\]", item.text))
        assert notes == marks, name
        assert notes


def test_the_readme_lists_every_case_note(summer_folder: Path, summer_read):
    readme = (summer_folder / "README.md").read_text(encoding="utf-8")
    assert all(f"`{name}`" in readme for name in summer_read[0])
    assert "twelve case notes" in readme
