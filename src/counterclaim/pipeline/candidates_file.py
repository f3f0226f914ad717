"""Candidates for new framings as a file that a person turns into framings, or empties."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import yaml

from counterclaim.model import Document
from counterclaim.model.narrative import FramingCandidate

_HEAD = """\
# Groups of like passages that no framing covers. For each: give it an id, a name and a definition, write patterns (or
# keep good examples in words of your own), or delete it. Then save the file as framings.yaml and `add` its folder.
# A framing without a name is refused: nothing unnamed is ever published.
"""


def candidates_file(found: Sequence[FramingCandidate], documents: Mapping[str, Document]) -> str:
    """The text of the file, YAML with comments; a group's passages stand as comments and are not taken over."""
    parts = [_HEAD, "framings:\n" if found else "framings: []\n"]
    for candidate in found:
        parts.append(_entry(candidate, documents))
    return "".join(parts)


def _entry(candidate: FramingCandidate, documents: Mapping[str, Document]) -> str:
    counts = f"{candidate.documents} texts, {candidate.outlets} outlets"
    heading = f"# {counts}; what they share: {', '.join(candidate.words)}"
    passages = [f"#   {_line(documents[p.document_id].outlet)}: {_line(p.quote)}" for p in candidate.passages[:8]]
    fields = {"id": f"unnamed_{candidate.number}", "name": "", "definition": "", "patterns": {"en": []}, "examples": []}
    return "\n".join([heading, *passages, yaml.safe_dump([fields], sort_keys=False, allow_unicode=True)])


def _line(text: str) -> str:
    """Text on one line, so that it stays a comment."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:160]
