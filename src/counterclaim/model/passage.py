"""An exact place in a document."""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.model.identity import content_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Code points ``start`` to ``end`` (exclusive) of a document's text, with the words themselves.

    ``prefix`` and ``suffix`` hold up to 32 code points before and after, to find the passage again in another
    version (W3C Web Annotation, TextQuoteSelector).
    """

    document_id: str
    start: int
    end: int
    quote: str
    prefix: str = ""
    suffix: str = ""

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end or len(self.quote) != self.end - self.start:
            raise ValueError(f"passage {self.start}-{self.end} does not fit its quote of {len(self.quote)} code points")

    @classmethod
    def cut(cls, document_id: str, text: str, start: int, end: int) -> Passage:
        """Cut a passage out of ``text``, with 32 code points of context on either side."""
        return cls(
            document_id=document_id,
            start=start,
            end=end,
            quote=text[start:end],
            prefix=text[max(0, start - 32) : start],
            suffix=text[end : end + 32],
        )

    @property
    def id(self) -> str:
        """Content id over document and offsets."""
        return content_id("pas", self.document_id, self.start, self.end)

    def holds_in(self, text: str) -> bool:
        """Whether ``text`` still has these words at this place."""
        return text[self.start : self.end] == self.quote
