"""Why mentions are one event, on the command line. The event and all names are invented."""

from __future__ import annotations

import contextlib
import io
import json
from pathlib import Path
from unittest import mock

import pytest

from counterclaim.cli import main
from counterclaim.model import LinkExplanation
from counterclaim.publications.figures.link import link_figure, link_waterfall, weakest

REPORT = """---
title: Bomb at the market in Manila
outlet: {outlet}
published: 2031-06-0{day}
language: en
invented: true
---
A bomb exploded in a market in Manila on 2 June 2031 and killed 12 people. \
The Northern Tide Army claimed responsibility.
{more}
"""


def call(folder: Path, *words: str) -> str:
    out = io.StringIO()
    ran = mock.patch("sys.argv", ["counterclaim", *words])
    with contextlib.chdir(folder), contextlib.redirect_stdout(out), ran, contextlib.suppress(SystemExit):
        main()
    return out.getvalue()


@pytest.fixture(scope="module")
def linked(tmp_path_factory):
    folder = tmp_path_factory.mktemp("links")
    for day, outlet, more in ((3, "Evening Post", "Shops stayed shut."), (4, "Harbour Times", "The mayor spoke.")):
        text = REPORT.format(outlet=outlet, day=day, more=more)
        (folder / f"{day}.md").write_text(text, encoding="utf-8")
    call(folder, "add", "3.md", "4.md", "--quiet")
    call(folder, "run", "--quiet")
    events = json.loads(call(folder, "events", "--json"))
    return folder, max(events, key=lambda event: event["documents"])["event_id"]


def test_show_links_tells_each_field_and_what_they_come_to(linked):
    folder, event = linked
    page = call(folder, "show", event, "--links")
    assert "Evening Post" in page
    assert "Harbour Times" in page
    assert "same day" in page
    assert "one event with" in page
    assert "++" in page
    assert "joined from +1.2 bits on (70%)" in page


def test_the_links_as_json_add_up(linked):
    folder, event = linked
    told = json.loads(call(folder, "show", event, "--links", "--json"))
    assert len(told["links"]) == len(told["mentions"]) - 1 >= 1
    for link in told["links"]:
        assert link["bits"] == pytest.approx(sum(field["bits"] for field in link["fields"]))


def test_the_weakest_link_can_be_drawn(linked):
    folder, event = linked
    call(folder, "show", event, "--links", "--figure", "link.svg")
    drawn = (folder / "link.svg").read_text(encoding="utf-8")
    assert drawn.startswith("<svg")
    assert "bits" in drawn
    assert "joined from here on (70%)" in drawn
    assert "stroke-dasharray" in drawn


def explained(name, *weights, by="linker"):
    return LinkExplanation(left="a", right=name, weights=weights, probability=0.9, by=by)


def test_the_steps_of_a_link_end_at_its_weight():
    link = explained("b", ("prior", -4.0, "any"), ("date", 4.5, "same day"), ("type", -1.5, "different"))
    found = link_waterfall(link, 1.2)
    assert [(step.start, step.end) for step in found.steps] == [(0.0, -4.0), (-4.0, 0.5), (0.5, -1.0), (0.0, -1.0)]
    assert found.marks == ((1.2, "joined from here on (70%)"),)
    assert [step.kind for step in found.steps] == ["sum", "for", "against", "sum"]


def test_the_weakest_link_is_the_linkers_own():
    strong, weak = explained("b", ("date", 9.0, "same")), explained("c", ("date", 2.0, "near"))
    judged = explained("d", ("date", -9.0, "apart"), by="judgement")
    assert weakest([strong, weak, judged]) == weak
    assert weakest([judged]) is None
    assert link_figure([], 1.2) == ""
