"""Bytes to characters."""

from __future__ import annotations

import codecs

from counterclaim.documents.draft import Refused

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 200_000
_FEW = 0.001
"""Share of broken bytes up to which text is still taken for UTF-8."""


def decode(data: bytes, declared: str = "") -> str:
    """Decode text of unknown encoding; raises Refused where no encoding fits.

    Order: byte-order mark, UTF-8, the declared encoding, then charset-normalizer's best guess.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strictly(data, encoding)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _not_utf8(data, declared, error)
    if "\x00" in text:
        return _with_nulls(data, text)
    return text


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        if error.end >= len(data) - 4:
            raise _cut_off() from None
        raise _undecodable() from None


def _not_utf8(data: bytes, declared: str, error: UnicodeDecodeError) -> str:
    if data.count(0) > len(data) * 0.2:
        return _wide(data)
    loose = data.decode("utf-8", "replace")
    broken = loose.count("�")
    foreign = sum(1 for byte in data[:_SAMPLE] if byte >= 0x80)
    if error.reason == "unexpected end of data" and error.end == len(data) and foreign > 3:
        raise _cut_off()
    if broken <= max(3, len(data) * _FEW) and foreign > 8 * broken:
        return loose
    if declared:
        try:
            return data.decode(declared)
        except (UnicodeDecodeError, LookupError):
            pass
    return _guessed(data)


def _with_nulls(data: bytes, text: str) -> str:
    nulls = text.count("\x00")
    if nulls > len(text) * 0.2:
        return _wide(data)
    if nulls > max(8, len(text) * 0.01):
        raise _undecodable()
    return text


def _wide(data: bytes) -> str:
    """UTF-16 without a byte-order mark: the order that gives words."""
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            wide = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if wide.count("\x00") == 0 and sum(c.isalpha() or c.isspace() for c in wide) > len(wide) * 0.6:
            return wide
    raise _undecodable()


def _guessed(data: bytes) -> str:
    from charset_normalizer import from_bytes

    controls = sum(1 for byte in data[:_SAMPLE] if byte < 9 or 13 < byte < 32)
    if controls > max(8, len(data[:_SAMPLE]) * 0.01):
        raise _undecodable()
    best = from_bytes(data[:_SAMPLE], steps=10, chunk_size=1024).best()
    if best is None:
        raise _undecodable()
    try:
        return data.decode(best.encoding)
    except (UnicodeDecodeError, LookupError):
        raise _undecodable() from None


def _cut_off() -> Refused:
    return Refused("truncated", "ends in the middle of a character", "fetch or copy the file again")


def _undecodable() -> Refused:
    return Refused("decoding", "is not text in any known encoding", "save it as UTF-8, or in the format it really is")
