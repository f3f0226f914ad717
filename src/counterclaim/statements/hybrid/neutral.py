"""What the encoder reads in place of the names of actors, so that who somebody is moves nothing that the head says.

A name goes with its article and the noun that tells its kind: "the Norvanian army" and "the Kestrel Front" are read
as one word each; "Iran's" keeps its 's. The first name of a text is "alpha", the second "beta", wherever they stand.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from counterclaim.statements.encoder.tokenising import Replaced, TokenisedText
from counterclaim.statements.hybrid.names import names_in
from counterclaim.statements.hybrid.units import LOOSE, Cast, cast_of
from counterclaim.statements.lexicon import Lexicon
from counterclaim.statements.reading import Reading
from counterclaim.statements.who import Who, key_of

NAMES = (
    *("alpha", "beta", "gamma", "delta", "sigma", "omega", "kappa", "lambda", "theta", "epsilon", "zeta", "tau"),
    *("phi", "chi", "psi", "eta"),
)
"""One piece of a word each to the encoder; a seventeenth actor is read as the first again."""
_BODIES = ("organisation", "state")
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class NeutralText:
    """A text as the encoder reads it."""

    cast: Cast
    names: list[Replaced]
    tokens: TokenisedText

    def tokens_of(self, who: Who, span: Span) -> Span:
        """The tokens [first, past) of a phrase that is ``who``; of a group or a state those of its name alone.

        The grammar's phrase may hold a word more beside one name than beside another: "years" in "For years Hamas".
        """
        if who.kind in _BODIES:
            own = [(n.start, n.end) for n in self.names if n.start < span[1] and span[0] < n.end]
            span = own[-1] if own else span
        return self.tokens.tokens_within(*span)


def neutral_text(
    reading: Reading, lexicon: Lexicon, read_as: Callable[[Sequence[Replaced]], TokenisedText]
) -> NeutralText:
    """The text of ``reading`` with other names; ``read_as`` makes tokens of it with these in their places."""
    cast = cast_of(reading, lexicon)
    names = neutral_names(reading, cast, lexicon)
    return NeutralText(cast, names, read_as(names))


def neutral_names(reading: Reading, cast: Cast, lexicon: Lexicon) -> list[Replaced]:
    """The actors' names of a text in order, each with what is read in its place."""
    numbers: dict[str, int] = {}
    found = []
    for s in reading.sentences:
        acting = _acting(cast, s.number)
        for start, end in names_in(s, lexicon) if acting else ():
            first, past = s.tokens[start].start, s.tokens[end - 1].end
            if any(a < past and first < b for a, b in acting):
                own = start + (s.low[start] == "the")
                number = numbers.setdefault(key_of(s.text(own, end)), len(numbers))
                found.append(Replaced(first, past, NAMES[number % len(NAMES)]))
    return found


def _acting(cast: Cast, sentence: int) -> list[Span]:
    """Where a sentence has those who act or may speak."""
    units = (u for u in cast.units[sentence] if u.token >= 0 and u.form != LOOSE)
    return [*(span for u in units for span in u.spans), *(v.span for v in cast.voices[sentence])]
