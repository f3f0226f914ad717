"""Texts of documents in Markdown, where they must stay texts: no markup, no links, no table cells."""

from __future__ import annotations

import re

from counterclaim.publications.display import one_line

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~&!$@^])|(?<=\w)(:)(?=//)|(?<=www)(\.)", re.IGNORECASE)


def escaped(text: str) -> str:
    """``text`` on one line with every character that Markdown could read as markup or a link set back."""
    line = _MARKUP.sub(lambda match: "\\" + match.group(0), one_line(text))
    return re.sub(r"^([-+=]|\d+[.)])", r"\\\1", line)
