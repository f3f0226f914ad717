from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
FENCE = re.compile(r"^```(?:sh|bash)\n(.*?)^```", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"`(counterclaim [^`\n]+)`")


@pytest.fixture(scope="module")
def verbs(cli_reference):
    return dict(cli_reference.commands())


def calls(text: str) -> list[list[str]]:
    """The calls of the program in a page's commands, as words; pipes, comments and surroundings left out."""
    found = []
    commands = [
        line for block in FENCE.findall(text) for line in block.replace("\\\n", " ").splitlines()
    ] + INLINE.findall(text)
    for command in commands:
        for match in re.finditer(r"(?:^|\$\()\s*(counterclaim [^|)]*)", command):
            found.append(words(match[1]))
    return found


def words(call: str) -> list[str]:
    try:
        return shlex.split(call, comments=True)
    except ValueError:  # the quote that closes "$(counterclaim ...)"
        return shlex.split(call.removesuffix('"'), comments=True)


def resolve(call: list[str], verbs) -> tuple[str, list[str]]:
    for length in (3, 2):
        name = " ".join(call[:length])
        if name in verbs:
            return name, call[length:]
    groups = {name.rsplit(" ", 1)[0] for name in verbs}
    assert " ".join(call[:2]) in groups, f"no such verb: {' '.join(call)}"
    return "", []


def test_the_reference_is_what_the_program_says_of_itself(cli_reference):
    assert cli_reference.PAGE.read_text(encoding="utf-8") == cli_reference.page(), "run `make refresh-docs`"


def test_every_verb_is_in_the_reference_with_an_example(cli_reference, verbs):
    page = cli_reference.PAGE.read_text(encoding="utf-8")
    assert {"counterclaim add", "counterclaim run", "counterclaim brief", "counterclaim judge merge"} <= set(verbs)
    for name, command in verbs.items():
        assert f"\n## {name}\n" in page
        assert (command.epilog or "").startswith("Example: counterclaim "), f"{name} has no example in its help"


def test_every_verb_takes_the_common_options(verbs):
    for name, command in verbs.items():
        options = {option for parameter in command.params for option in parameter.opts}
        # A table needs no ledger, and a copy names two.
        without = name.endswith((" weigh", " copy"))
        wanted = {"--quiet", "--json"} if without else {"--ledger", "--quiet", "--json"}
        assert wanted <= options, name


def test_the_examples_in_the_help_can_be_parsed(verbs):
    for command in verbs.values():
        example = shlex.split(command.epilog.removeprefix("Example: "))
        name, rest = resolve(example, verbs)
        assert verbs[name] is command, example
        command.make_context(name, rest)


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_commands_shown_in_a_page_exist_with_their_options(page, verbs):
    for call in calls(page.read_text(encoding="utf-8")):
        name, rest = resolve(call, verbs)
        if name:
            known = {o for parameter in verbs[name].params for o in (*parameter.opts, *parameter.secondary_opts)}
            assert {word for word in rest if word.startswith("--")} <= known, " ".join(call)


def test_a_verb_that_does_not_exist_would_be_noticed(verbs):
    with pytest.raises(AssertionError, match="no such verb"):
        resolve(["counterclaim", "guess", "--fast"], verbs)
