"""From a note to the document model: Markdown becomes blocks, references become what they lead to.

A sentence whose reference has no support is withheld and told by file and line; the rest of the note is built. In a
draft such a sentence stays, and is marked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from markdown_it.tree import SyntaxTreeNode

from counterclaim.errors import PublicationRefused
from counterclaim.model import Problem
from counterclaim.publications.kinds import KINDS, Answer, Scope, Unsupported, near
from counterclaim.publications.notefile.lines import Line, problem
from counterclaim.publications.notefile.references import TOKEN, Reference, parser
from counterclaim.publications.notefile.sentences import Fault, Piece, sentences, words_of
from counterclaim.publications.paper.blocks import (
    Block,
    Bullets,
    Heading,
    Paragraph,
    Preformatted,
    Quote,
    Rule,
    Table,
)
from counterclaim.publications.paper.inlines import (
    Break,
    Code,
    Emphasis,
    Inline,
    Isolated,
    Link,
    Strong,
    Text,
    Withheld,
    plain_text,
)
from counterclaim.publications.printed import Printed

WITHHELD = "[sentence withheld: what it refers to has no support]"
_ISOLATES = dict.fromkeys((0x2068, 0x2069))


@dataclass(slots=True)
class Composer:
    """Builds the blocks of one note; ``problems`` and ``printed`` fill while it does."""

    lines: Sequence[Line]
    scope: Scope
    draft: bool = False
    automatic: bool = False
    """Whether the program wrote the note: then a sentence without support is a fault, and nothing is published."""
    isolated: bool = False
    """Whether the note runs from right to left, so that the program's words in it need their own direction."""
    problems: list[Problem] = field(default_factory=list)
    printed: list[Printed] = field(default_factory=list)
    _asked: list[tuple[Reference, int]] = field(default_factory=list)
    _found: dict[int, Answer | Fault] = field(default_factory=dict)
    _known: Mapping[int, Answer | Fault] = field(default_factory=dict)
    _anchors: dict[str, int] = field(default_factory=dict)

    def compose(self) -> tuple[Block, ...]:
        """All blocks of the note, in order."""
        tokens = parser().parse("\n".join(line.text for line in self.lines))
        return tuple(self._blocks(SyntaxTreeNode(tokens).children))

    # --- blocks --------------------------------------------------------------------------------------------------
    def _blocks(self, nodes: Iterable[SyntaxTreeNode]) -> Iterator[Block]:
        for node in nodes:
            yield from self._block(node)

    def _block(self, node: SyntaxTreeNode) -> Iterable[Block]:
        match node.type:
            case "heading":
                return self._heading(node)
            case "paragraph":
                return self._paragraph(node)
            case "bullet_list" | "ordered_list":
                start = int(node.attrs.get("start", 1)) if node.type == "ordered_list" else None
                items = tuple(tuple(self._blocks(item.children)) for item in node.children)
                return (Bullets(items=items, start=start),)
            case "blockquote":
                return (Quote(blocks=tuple(self._blocks(node.children))),)
            case "table":
                return (self._table(node),)
            case "fence" | "code_block":
                return (Preformatted(text=self.scope.mask(node.content)),)
            case "hr":
                return (Rule(),)
            case _:
                return ()

    def _heading(self, node: SyntaxTreeNode) -> Iterable[Block]:
        words = self._line_of_words(node)
        level = max(2, min(4, int(node.tag[1:])))
        text, anchor = plain_text(words), ""
        last = words[-1] if words else None
        if isinstance(last, Text) and last.text.endswith("}") and "{#" in last.text:
            kept, _, name = last.text.rpartition("{#")
            words, anchor = (*words[:-1], Text(kept.rstrip())), name[:-1]
        return (Heading(level=level, children=words, anchor=self._anchor(anchor or text)),)

    def _anchor(self, text: str) -> str:
        """An id of letters, digits and hyphens that no other heading has."""
        slug = "-".join("".join(c if c.isalnum() else " " for c in text.casefold()).split()) or "part"
        self._anchors[slug] = self._anchors.get(slug, 0) + 1
        return slug if self._anchors[slug] == 1 else f"{slug}-{self._anchors[slug]}"

    def _paragraph(self, node: SyntaxTreeNode) -> Iterable[Block]:
        inline = node.children[0]
        if len(inline.children) == 1 and inline.children[0].type == TOKEN:
            before, reference = self.scope.notes.checkpoint(), Reference.parse(inline.children[0].content)
            answer = self._follow(reference)
            if isinstance(answer, Answer) and answer.blocks:
                self._print(reference, self._place(node), answer, "")
                return answer.blocks
            self.scope.notes.back_to(before)
        words = self._line_of_words(node)
        return (Paragraph(children=words),) if words else ()

    def _table(self, node: SyntaxTreeNode) -> Table:
        rows = [
            tuple(self._line_of_words(cell) for cell in row.children) for part in node.children for row in part.children
        ]
        return Table(header=rows[0], rows=tuple(rows[1:]))

    # --- lines ---------------------------------------------------------------------------------------------------
    def _line_of_words(self, node: SyntaxTreeNode) -> tuple[Inline, ...]:
        """The words of a heading, paragraph or cell, sentence by sentence; what has no support is withheld."""
        before = self.scope.notes.checkpoint()
        groups = self._groups(node, {})
        lost = [piece for group in groups if _faults(group) for piece in group]
        if lost and not self.draft:
            # Marks of sentences that are withheld must not number any note: the others are followed once more.
            self.scope.notes.back_to(before)
            groups = self._groups(node, {n: self._found[n] for piece in lost for n in piece.asked})
        out: list[Inline] = []
        for group in groups:
            if _faults(group):
                self._tell(group)
                out += self._in_place_of(group)
            else:
                self._record(group)
                out += [inline for piece in group for inline in piece.inlines]
        return tuple(out)

    def _groups(self, node: SyntaxTreeNode, known: Mapping[int, Answer | Fault]) -> list[list[Piece]]:
        self._known, self._found, self._asked = known, {}, []
        nodes = node.children[0].children if node.children else ()
        return sentences(self._pieces(nodes, self._place(node)))

    def _in_place_of(self, group: Sequence[Piece]) -> list[Inline]:
        lead = " " if words_of(group) and plain_text(group[0].inlines)[:1].isspace() else ""
        if not self.draft:
            return [Text(lead), Withheld(WITHHELD)]
        marked: list[Inline] = []
        for piece in group:
            marked += [Withheld(f"[{f.written}: {f.message}]") for f in piece.faults] or piece.inlines
        return marked

    def _tell(self, group: Sequence[Piece]) -> None:
        sentence = words_of(group)
        for line, fault in _faults(group):
            at = self.lines[line]
            message = f"“{sentence}” is not published: {fault.written}: {fault.message}"
            self.problems.append(problem(at.file, at.number, message, fault.remedy, "reference"))

    def _record(self, group: Sequence[Piece]) -> None:
        sentence = words_of(group)
        for number in (n for piece in group for n in piece.asked):
            answer = self._found[number]
            if isinstance(answer, Answer):
                self._print(*self._asked[number], answer, sentence)

    def _print(self, reference: Reference, line: int, answer: Answer, sentence: str) -> None:
        at = self.lines[line]
        value = answer.value.translate(_ISOLATES)
        self.printed.append(
            Printed(
                file=at.file,
                line=at.number,
                written=reference.written,
                value=value,
                sentence=sentence,
                event_ids=answer.event_ids,
            )
        )

    def _pieces(self, nodes: Iterable[SyntaxTreeNode], line: int) -> Iterator[Piece]:
        for node in nodes:
            match node.type:
                case "softbreak" | "hardbreak":
                    line += 1
                    yield Piece(inlines=(Break(),) if node.type == "hardbreak" else (Text("\n"),), line=line)
                case "reference":
                    yield self._referred(Reference.parse(node.content), line)
                case "strong" | "em":
                    inner = tuple(self._pieces(node.children, line))
                    wrap = Strong if node.type == "strong" else Emphasis
                    yield _wrapped(inner, wrap(tuple(i for p in inner for i in p.inlines)), line)
                case "link":
                    yield self._link(node, line)
                case "image":
                    yield Piece(inlines=(), line=line, faults=(_NO_PICTURE,))
                case "code_inline":
                    yield Piece(inlines=(Code(self.scope.mask(node.content)),), line=line)
                case _:
                    yield Piece(inlines=(Text(self.scope.mask(node.content)),), line=line)

    def _link(self, node: SyntaxTreeNode, line: int) -> Piece:
        inner = tuple(self._pieces(node.children, line))
        words = tuple(i for p in inner for i in p.inlines)
        href = str(node.attrs.get("href", ""))
        if not href.startswith("#") and urlsplit(href).scheme not in ("http", "https"):
            fault = Fault(written=href, message="no web address", remedy="link to http(s) addresses or to #headings")
            return Piece(inlines=words, line=line, faults=(fault,), asked=tuple(n for p in inner for n in p.asked))
        return _wrapped(inner, Link(words, href), line)

    # --- references ----------------------------------------------------------------------------------------------
    def _referred(self, reference: Reference, line: int) -> Piece:
        number = len(self._asked)
        self._asked.append((reference, line))
        before = self.scope.notes.checkpoint()
        found = self._known[number] if number in self._known else self._follow(reference)
        if isinstance(found, Answer) and not found.inlines:
            self.scope.notes.back_to(before)
            found = Fault(written=reference.written, message=_NO_WORDS, remedy="give it a paragraph of its own")
        self._found[number] = found
        if isinstance(found, Fault):
            return Piece(inlines=(Text(reference.written),), line=line, faults=(found,), asked=(number,))
        inlines = (Isolated(found.inlines),) if self.isolated else found.inlines
        return Piece(inlines=inlines, line=line, asked=(number,))

    def _follow(self, reference: Reference) -> Answer | Fault:
        before = self.scope.notes.checkpoint()
        try:
            return _answer(reference, self.scope)
        except (Unsupported, PublicationRefused) as error:
            if self.automatic and isinstance(error, PublicationRefused):
                raise
            self.scope.notes.back_to(before)
            return Fault(written=reference.written, message=error.message, remedy=error.remedy)

    def _place(self, node: SyntaxTreeNode) -> int:
        while node.map is None and node.parent is not None:
            node = node.parent
        return node.map[0] if node.map else 0


_NO_WORDS = "stands for a part of the brief, not for words"
_NO_PICTURE = Fault(
    written="a picture",
    message="pictures are not taken from files: nothing would tie them to a source",
    remedy="use {figure:…}, or link to it",
)


def _wrapped(inner: Sequence[Piece], whole: Inline, line: int) -> Piece:
    faults = tuple(f for p in inner for f in p.faults)
    return Piece(inlines=(whole,), line=line, faults=faults, asked=tuple(n for p in inner for n in p.asked))


def _faults(group: Sequence[Piece]) -> list[tuple[int, Fault]]:
    return [(piece.line, fault) for piece in group for fault in piece.faults]


def _answer(reference: Reference, scope: Scope) -> Answer:
    """What a reference leads to; raises Unsupported where that is nothing, or no longer what it was written for."""
    kind = KINDS.get(reference.kind)
    if kind is None:
        raise Unsupported(
            f"there is no kind of reference {reference.kind!r}{near(reference.kind, KINDS)}",
            f"kinds are {', '.join(KINDS)}; for a brace of your own write \\{{",
        )
    if bool(kind.target) != bool(reference.target):
        raise Unsupported(f"names no {kind.target}" if kind.target else "takes nothing after a colon")
    if "…" not in kind.fields and reference.field not in kind.fields:
        fields = ", ".join(name for name in kind.fields if name)
        raise Unsupported(f"{kind.name} has no {reference.field!r}", f"it has {fields}" if fields else "leave it out")
    answer = kind.resolve(reference.target, reference.field, scope)
    if reference.expected is not None and not _same(answer.value, reference.expected):
        raise Unsupported(
            f"it was written for “{reference.expected}”, and is now “{answer.value}”",
            "change the sentence, or the value after =",
        )
    return answer


def _same(value: str, expected: str) -> bool:
    one, other = (" ".join(text.translate(_ISOLATES).casefold().split()) for text in (value, expected))
    return one == other
