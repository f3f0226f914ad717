"""What a user's folder may hold by mistake or by malice: no traceback, one line each, and the rest goes on."""

from __future__ import annotations

import json
import os
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from tests.cli.test_commands import MANILA, call


def test_a_ledger_inside_the_folder_that_is_added_is_no_document(tmp_path: Path) -> None:
    (tmp_path / "manila.md").write_text(MANILA, encoding="utf-8")
    (tmp_path / "actors.yaml").write_text("- {id: a, name: Northern Tide Army, kind: armed_group}\n", encoding="utf-8")
    for step in ("first", "again"):
        done = json.loads(call(tmp_path, "add", ".", "--json").stdout)
        assert done["problems"] == [], step
        call(tmp_path, "run")
        call(tmp_path, "search", "gunman")
    assert (done["captured"], done["documents"], done["known"]) == (0, 0, 1)
    assert {path.name for path in tmp_path.glob("counterclaim.*")} >= {"counterclaim.archive", "counterclaim.index"}


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("places.csv", "name,country,latitude,longitude\nA,XE,1,2\nB,XE,abc,2\n", "places.csv, line 3: latitude 'abc'"),
        (
            "places.csv",
            'name,country,latitude,longitude\nA,XE,1,2\nB,XE,"1,2\n',
            "places.csv, line 3: is not valid CSV",
        ),
        (
            "places.csv",
            f"name,country,latitude,longitude\n{'A' * 200_000},XE,1,2\n",
            "places.csv, line 2: is not valid",
        ),
        (
            "actors.yaml",
            "\n- {id: a, name: A, kind: state}\n- {id: b, name: B, kind: x}\n",
            "actors.yaml, line 3 (b): ",
        ),
        ("actors.yaml", "actors:\n- {id: a, name: A, kind: state, affiliation: [b]}\n", "actors.yaml, line 2 (a): aff"),
        ("sources.yaml", "- {name: A, hosting: none}\n", "sources.yaml, line 1: hosting 'none'"),
        ("outline.geojson", "[1, 2]", "outline.geojson: the outline is not GeoJSON"),
    ],
)
def test_a_wrong_codebook_file_is_named_and_the_ledger_stays_usable(
    tmp_path: Path, name: str, content: str, said: str
) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "manila.md").write_text(MANILA, encoding="utf-8")
    (tmp_path / "in" / name).write_text(content, encoding="utf-8")
    refused = call(tmp_path, "add", "in", code=2)
    assert refused.stderr.startswith("counterclaim: ")
    assert said in refused.stderr
    assert ".codebook" not in refused.stderr
    assert len(refused.stderr.splitlines()) == 1
    (tmp_path / "in" / name).unlink()
    assert "1 captured" in call(tmp_path, "add", "in").stdout
    call(tmp_path, "run")


def test_what_can_be_no_ledger_is_said_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.db")
    for name in ("pipe.db", "/dev/null"):
        done = call(tmp_path, "add", "manila.md", "--ledger", name, code=7)
        assert "no regular file" in done.stderr


def test_run_makes_no_ledger_where_there_is_none(tmp_path: Path) -> None:
    assert "there is no ledger" in call(tmp_path, "run", "--ledger", "tpyo.db", code=7).stderr
    assert list(tmp_path.iterdir()) == []


def test_names_that_no_file_can_have_are_missing_files(tmp_path: Path) -> None:
    (tmp_path / "manila.md").write_text(MANILA, encoding="utf-8")
    done = call(tmp_path, "add", "x" * 5000, "sub/" + "y" * 300 + ".yaml", "manila.md", code=11)
    assert len(done.stderr.splitlines()) == 2
    assert "1 captured" in done.stdout


def test_absurd_dates_stop_no_run(tmp_path: Path) -> None:
    lines = [
        {"id": day, "text": "A bomb killed 5 people in Mosul on Friday, police said.", "published": day}
        for day in ("9999-12-31", "0001-01-01", "2017-06-02")
    ]
    (tmp_path / "dates.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    done = call(tmp_path, "add", "dates.jsonl", "--json")
    assert [(p["place"], p["code"]) for p in json.loads(done.stdout)["problems"]] == [
        ("9999-12-31", "metadata"),
        ("0001-01-01", "metadata"),
    ]
    call(tmp_path, "run")
    assert "coder_failed" not in call(tmp_path, "problems", "--json").stdout


def test_bytes_in_a_name_that_are_no_utf_8_are_kept_as_escapes(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.md")).write_text(MANILA, encoding="utf-8")
    assert "1 captured" in call(tmp_path, "add", "in").stdout
    call(tmp_path, "run")
    assert json.loads(call(tmp_path, "verify", "--json").stdout)["sound"]
    assert "1 already there" in call(tmp_path, "add", "in").stdout


def test_an_address_on_this_machine_is_refused_with_what_to_do(tmp_path: Path) -> None:
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(500)

        def log_message(self, *args: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        (tmp_path / "good.md").write_text(MANILA, encoding="utf-8")
        address = f"http://127.0.0.1:{server.server_address[1]}/"
        done = call(tmp_path, "add", address, "good.md", "--json", code=11)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
    assert asked == []
    assert json.loads(done.stdout)["documents"] == 1
    (problem,) = json.loads(call(tmp_path, "problems", "--json").stdout)
    assert (problem["code"], problem["subject"]) == ("private_address", address)
    assert "added by its path" in problem["remedy"]
