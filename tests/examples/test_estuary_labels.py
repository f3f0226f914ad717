import re
from collections import Counter
from pathlib import Path

from counterclaim.documents.language import detect_language
from counterclaim.sources import Registry


def test_every_document_is_read_without_a_problem(estuary_read):
    items, problems = estuary_read
    assert problems == []
    assert len(items) >= 60


def test_every_document_says_visibly_and_last_that_it_is_invented_in_its_own_language(estuary, truth):
    labels = truth["labels"]
    unlabelled = [name for name, item in estuary.items() if not item.text.rstrip().endswith(labels[item.language])]
    unlabelled = [name for name in unlabelled if not name.endswith(".pdf")]  # its label is also at the foot of the page
    assert unlabelled == []
    assert all(estuary[name].text.count(labels["en"]) == 2 for name in estuary if name.endswith(".pdf"))


def test_every_file_that_can_carry_a_mark_for_machines_carries_it(estuary_folder: Path, estuary):
    marks = {
        ".md": b"\ninvented: true\n---\n",
        ".txt": b"\ninvented: true\n---\n",
        ".html": b'<meta name="counterclaim-invented" content="true">',
        ".eml": b"\nX-Counterclaim-Invented: true\n",
        ".jsonl": b'"invented": true',
        ".rss": b"<category>counterclaim-invented</category>",
        ".pdf": b"/Keywords (counterclaim-invented)",
    }
    for name in estuary:
        path = estuary_folder / name.split("#")[0]
        if path.suffix in marks:
            data = path.read_bytes()
            wanted = len([other for other in estuary if other.split("#")[0] == name.split("#")[0]])
            assert data.count(marks[path.suffix]) == wanted or path.suffix == ".eml", name
            assert marks[path.suffix] in data, name


def test_the_reader_knows_every_document_as_invented(estuary):
    assert [name for name, item in estuary.items() if not item.invented] == []


def test_every_document_is_in_the_language_that_it_declares(estuary):
    assert {name: item.language for name, item in estuary.items()} == {
        name: detect_language(item.text) for name, item in estuary.items()
    }


def test_the_readme_counts_files_and_languages_rightly(estuary_folder: Path, estuary):
    counts = Counter(item.language for item in estuary.values())
    files = {name.split("#")[0] for name in estuary}
    languages = f"{counts['en']} in English, {counts['fr']} in French, {counts['es']} in Spanish."
    stated = f"{len(files)} files hold {len(estuary)} documents: {languages}"
    assert stated in (estuary_folder / "README.md").read_text(encoding="utf-8")


def test_every_document_has_an_outlet_or_an_author_and_a_date_in_the_story(estuary):
    for name, item in estuary.items():
        assert item.outlet or item.author, name
        assert item.published is not None, name
        assert re.fullmatch(r"2031-0[3-7]-\d\d", str(item.published)), name


def test_every_outlet_is_registered_with_its_kind(estuary_folder: Path, estuary):
    registry = Registry.load(estuary_folder / "sources.yaml")
    for name, item in estuary.items():
        if item.outlet:
            source = registry.resolve(item.uri, item.outlet)
            assert (source.name, source.kind != "unknown") == (item.outlet, True), name


def test_file_names_begin_with_the_day_of_publication(estuary):
    for name, item in estuary.items():
        day = re.match(r"(\d\d)(\d\d)_", name.rsplit("#", 1)[-1].rsplit("/", 1)[-1])
        if day:
            assert str(item.published) == f"2031-{day[1]}-{day[2]}", name
