"""A text in parts that fit a model, without what is fenced."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from counterclaim.model import CodingInput, Segment

WITHHELD = "[a passage is withheld here]"


@dataclass(frozen=True, slots=True)
class Part:
    """Consecutive segments of one text."""

    segments: tuple[Segment, ...]

    @property
    def start(self) -> int:
        """Where in the text it begins."""
        return self.segments[0].start

    def words(self, text: str) -> str:
        """The part as it is sent: segments by paragraph, a mark in place of fenced ones."""
        lines: list[str] = []
        paragraph = -1
        for segment in self.segments:
            words = WITHHELD if segment.fenced else text[segment.start : segment.end]
            if lines and segment.paragraph == paragraph:
                lines[-1] = f"{lines[-1]} {words}"
            else:
                lines.append(words)
            paragraph = segment.paragraph
        return "\n\n".join(lines)

    def halves(self) -> tuple[Part, ...]:
        """The part in two, where it has more than one segment."""
        middle = len(self.segments) // 2
        return (Part(self.segments[:middle]), Part(self.segments[middle:])) if middle else ()


def parts_of(source: CodingInput, most: int) -> Iterator[Part]:
    """Parts of at most ``most`` code points, cut between paragraphs where possible; a longer sentence stays whole."""
    held: list[Segment] = []
    for paragraph in _paragraphs(source.segments):
        if held and _length(held + paragraph) > most:
            yield Part(tuple(held))
            held = []
        for segment in paragraph:
            if held and _length([*held, segment]) > most:
                yield Part(tuple(held))
                held = []
            held.append(segment)
    if held:
        yield Part(tuple(held))


def _length(segments: Sequence[Segment]) -> int:
    return segments[-1].end - segments[0].start


def _paragraphs(segments: Sequence[Segment]) -> Iterator[list[Segment]]:
    held: list[Segment] = []
    for segment in segments:
        if held and segment.paragraph != held[-1].paragraph:
            yield held
            held = []
        held.append(segment)
    if held:
        yield held
