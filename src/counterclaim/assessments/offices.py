"""For whom somebody named speaks, by the words that stand beside the name: "a spokesman for the Norvanian army".

An army is known for a party to the conflict by its name; the name of its spokesman tells nothing. Without his office he
would be one more authority, where insurgents' spokesman is a party.
"""

from __future__ import annotations

import re

_BEFORE, _BEHIND = 6, 14
"""Words looked at: those of a title before a name are few, those of an office behind it may name a whole command."""
_WORD = re.compile(r"[\w'’.-]*\w")
_STOP = re.compile(r"[,;:()\n]|[.!?](?=\s)|(?<!\w)[\"“”«»]|\s[-–—]+\s")
_SAID = re.compile(
    r"\b(?:said|says?|saying|told|tells?|added|adds?|accus\w+|blam\w+|den(?:y|ies|ied)|claim\w*|admit\w*|who|which)\b",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"\s*(?:,|\(|[-–—]+(?=\s))\s*+(?!(?:in|on|at|by|to|after|before|during|when|while|as|and|but|\w+ing)\b)"
    r"|\s+(?=(?:of|from|for|at|with)\s)",
    re.IGNORECASE,
)
"""What an office comes behind: ", a spokesman for", " of the command"; not ", in a letter to"."""


def office_of(name: str, quote: str) -> str:
    """The words of the office of ``name`` in a sentence, empty where none stand beside it; linear in its length."""
    at = quote.find(name) if name else -1
    if at < 0:
        return ""
    before = _STOP.split(quote[:at])[-1]
    title = _WORD.findall(_SAID.split(before)[-1])[-_BEFORE:]
    link = _LINK.match(quote, at + len(name))
    behind = _SAID.split(_STOP.split(quote[link.end() :])[0])[0] if link else ""
    return " ".join([*title, *_WORD.findall(behind)[:_BEHIND]])
