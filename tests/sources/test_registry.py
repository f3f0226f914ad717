from __future__ import annotations

import pytest

from counterclaim.errors import ConfigError
from counterclaim.model import Hints, Hosting
from counterclaim.sources import Registry

GOOD = """
outlets:
  - name: Quarrel Post
    kind: newspaper
    language: no
    domains: [quarrelpost.example, www.post.example]
    aliases: [The Post]
  - name: Bulletin of the League
    kind: armed_group_media
    affiliation: River League
    hosting: digest
  - name: Harbour Board
    kind: government
"""


@pytest.fixture
def registry(tmp_path):
    path = tmp_path / "sources.yaml"
    path.write_text(GOOD, encoding="utf-8")
    return Registry.load(path)


def test_outlets_are_read_with_all_their_fields(registry):
    post, bulletin, _ = registry.sources
    assert (post.kind, post.language, post.domains) == ("newspaper", "no", ("quarrelpost.example", "post.example"))
    assert (bulletin.affiliation, bulletin.hosting) == ("River League", Hosting.DIGEST)
    assert post.hosting == Hosting.FULL


@pytest.mark.parametrize(
    ("uri", "outlet", "name"),
    [
        ("https://quarrelpost.example/a", "", "Quarrel Post"),
        ("https://news.quarrelpost.example:8080/a", "Something else", "Quarrel Post"),
        ("https://WWW.POST.example./a", "", "Quarrel Post"),
        ("https://notquarrelpost.example/a", "", "notquarrelpost.example"),
        ("", "quarrel POST", "Quarrel Post"),
        ("", "The Post", "Quarrel Post"),
        ("https://anywhere.example/x", "Bulletin of the League", "Bulletin of the League"),
        ("https://evil.example/x", "Quarrel Post", "evil.example"),
        ("https://other.example/x", "Other Daily", "Other Daily"),
        ("", "", "unknown outlet"),
        ("https://[bad", "", "unknown outlet"),
    ],
)
def test_the_address_decides_before_the_name(registry, uri, outlet, name):
    found = registry.resolve(uri, outlet)
    assert found.name == name
    assert (found.kind == "unknown") == (name not in {"Quarrel Post", "Bulletin of the League"})


def test_hints_and_registered_authors_help_where_the_item_says_nothing(registry):
    assert registry.resolve("", "", Hints(outlet="Quarrel Post")).kind == "newspaper"
    assert registry.resolve("", "", None, "the Harbour Board").kind == "government"
    assert registry.resolve("", "", None, "Ann Example").name == "unknown outlet"


def test_no_file_is_an_empty_registry(tmp_path):
    assert Registry.load(None).sources == ()
    assert Registry.load(tmp_path / "sources.yaml").sources == ()


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("outlets:\n  - name: A\n    kind: paper\n", 3, "'paper'"),
        ("outlets:\n  - name: A\n    colour: red\n", 3, "'colour'"),
        ("outlets:\n  - kind: blog\n", 2, "no name"),
        ("outlets:\n  - name: A\n  - name: a\n", 3, "twice"),
        ("outlets:\n  - name: A\n    domains: [https://a.example/x]\n", 3, "no domain"),
        ("outlets:\n  - name: A\n    hosting: some\n", 3, "'some'"),
        ("outlets:\n  - name: A\n    language: English\n", 3, "'English'"),
        ("outlets:\n  - name: [A, B]\n", 2, "one value"),
        ("outlets:\n  - A\n", 2, "fields"),
        ("outlets: 5\n", 1, "no list"),
        ("places: []\n", 1, "'places'"),
        ("outlets:\n  - name: A\n   kind: x\n", 3, "YAML"),
    ],
)
def test_errors_name_file_line_and_remedy(tmp_path, text, line, words):
    path = tmp_path / "sources.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as error:
        Registry.load(path)
    assert error.value.where == f"{path}, line {line}"
    assert words in error.value.message
    assert error.value.remedy
