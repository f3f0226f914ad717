"""Sentences of a tokenised text, and windows of at most so many tokens, cut at sentence ends."""

from __future__ import annotations

import re

Range = tuple[int, int]

_END = re.compile(r"[.!?][\"')\]]*(?=\s)|\n[ \t]*\n")
_SHORT = frozenset(
    [
        "gen",
        "col",
        "lt",
        "cdr",
        "sgt",
        "capt",
        "cpl",
        "maj",
        "adm",
        "brig",
        "dr",
        "mr",
        "mrs",
        "ms",
        "prof",
        "rev",
        "fr",
        "msgr",
        "hon",
        "sen",
        "rep",
        "gov",
        "pres",
        "st",
        "sr",
        "jr",
        "no",
        "vs",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "inc",
        "ltd",
        "co",
        "corp",
        "dept",
        "approx",
        "ave",
    ]
)


def sentence_ends(text: str) -> list[int]:
    """Character offsets where sentences of `text` end, the last being its length. Titles and initials end none."""
    ends: list[int] = []
    for match in _END.finditer(text):
        before = text[max(0, match.start() - 12) : match.start()].split()
        word = before[-1].lower().lstrip("([\"'") if before else ""
        if text[match.start()] == "." and (word in _SHORT or len(word) == 1 or re.fullmatch(r"(\w\.)+\w", word)):
            continue
        if not ends or text[ends[-1] : match.end()].strip():
            ends.append(match.end())
    if not ends or text[ends[-1] :].strip():
        ends.append(len(text))
    return ends


def sentence_ranges(text: str, starts: list[int]) -> list[Range]:
    """Token ranges [first, past) of the sentences, given the tokens' character starts in `text`."""
    ranges, first = [], 0
    for end in sentence_ends(text):
        past = first
        while past < len(starts) and starts[past] < end:
            past += 1
        if past > first:
            ranges.append((first, past))
            first = past
    if first < len(starts):
        ranges.append((first, len(starts)))
    return ranges


def cut(sentences: list[Range], most: int) -> list[Range]:
    """Windows of at most `most` tokens over the sentences, of nearly equal length; a longer sentence is split."""
    pieces = [(i, min(i + most, past)) for first, past in sentences for i in range(first, past, most)]
    if not pieces:
        return []
    total = pieces[-1][1]
    share = total / -(-total // most)
    windows, start = [], 0
    for first, past in pieces:
        whole = past - start <= most
        if first > start and (not whole or (past - start) - share > share - (first - start)):
            windows.append((start, first))
            start = first
    return [*windows, (start, total)]
