"""BibTeX: the documents as entries; every character that TeX or BibTeX reads as markup is set back."""

from __future__ import annotations

from counterclaim.model import DateInterval
from counterclaim.publications.display import one_line
from counterclaim.publications.material import Material, PublishedDocument

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "%": r"\%",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "@": "{@}",
    '"': "{''}",
}
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()  # noqa: SIM905
_ARTICLES = ("newspaper", "agency")


def bibtex_bytes(material: Material) -> bytes:
    """All documents behind the events, UTF-8."""
    return "\n".join(_entry(document) for document in material.documents).encode("utf-8")


def _entry(document: PublishedDocument) -> str:
    kind = "article" if document.outlet_kind in _ARTICLES else "misc"
    fields = {
        "title": f"{{{escaped(document.title)}}}",
        "journal" if kind == "article" else "howpublished": f"{{{escaped(document.outlet)}}}",
        **_date(document.published),
    }
    if document.uri.startswith(("http://", "https://")):
        fields["url"] = f"{{{_address(document.uri)}}}"
    if document.language not in ("", "und"):
        fields["language"] = f"{{{escaped(document.language)}}}"
    fields["note"] = f"{{{_note(document)}}}"
    body = ",\n".join(f"  {name} = {value}" for name, value in fields.items())
    return f"@{kind}{{{document.id},\n{body}\n}}\n"


def _note(document: PublishedDocument) -> str:
    agency = f"Crediting {escaped(document.agency)}. " if document.agency else ""
    return f"{agency}Capture SHA-256: {document.capture_sha256}"


def _date(published: DateInterval | None) -> dict[str, str]:
    """Year, month and day as far as they are known; an open date or a range over years has none."""
    if published is None or published.earliest is None or published.latest is None:
        return {}
    first, last = published.earliest, published.latest
    if first.year != last.year:
        return {}
    fields = {"year": str(first.year)}
    if first.month == last.month:
        fields["month"] = _MONTHS[first.month - 1]
        if first.day == last.day:
            fields["day"] = str(first.day)
    return fields


def escaped(text: str) -> str:
    """``text`` on one line for the inside of a braced field."""
    return "".join(_SPECIAL.get(char, char) for char in one_line(text))


def _address(uri: str) -> str:
    """An address for the field ``url``, whose readers take it as it is but for braces."""
    return uri.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C").replace("%", r"\%").replace(" ", "")
