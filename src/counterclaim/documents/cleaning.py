"""Characters that may not stand in a document's text.

Text is kept as captured: logical order, no Unicode normalisation, joiners and direction marks (needed by Arabic,
Hebrew, Persian and Indic scripts) untouched. What goes is what can damage a store or deceive a reader's eye: NUL and
control characters, direction overrides, embeddings and isolates, and lone surrogates. It goes before any offset is
counted, so offsets are exact in ``Document.text``.
"""

from __future__ import annotations

import re

_CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"
_DIRECTION = "\u202a-\u202e\u2066-\u2069"
_INVISIBLE = "\ufeff\ufffe\uffff\ufff9-\ufffb\U000e0000-\U000e007f"
_FORBIDDEN = re.compile(f"[{_CONTROLS}{_DIRECTION}{_INVISIBLE}]")
_TAG_FLAG = re.compile("(\U0001f3f4[\U000e0020-\U000e007f]+)")
_SURROGATE = re.compile("[\ud800-\udfff]")
_LINE_ENDS = re.compile("\r\n?|[\x85\u2028]")
_SPACE_RUNS = re.compile(r"\s+")


def clean(text: str, *, verbatim: bool = False) -> str:
    """Remove what may not stand in a text; all line ends become line feeds unless ``verbatim``."""
    if not verbatim:
        text = _LINE_ENDS.sub("\n", text).replace("\u2029", "\n\n").replace("\f", "\n\n").replace("\v", "\n")
    text = _SURROGATE.sub("\ufffd", text)
    if not _FORBIDDEN.search(text):
        return text
    # Tag characters are invisible text, except in the emoji flags that are made of them.
    pieces = _TAG_FLAG.split(text)
    return "".join(piece if index % 2 else _FORBIDDEN.sub("", piece) for index, piece in enumerate(pieces))


def clean_line(text: str, limit: int = 500) -> str:
    """One line of metadata: cleaned, white space folded, at most ``limit`` code points."""
    return _SPACE_RUNS.sub(" ", clean(text)).strip()[:limit].rstrip()
