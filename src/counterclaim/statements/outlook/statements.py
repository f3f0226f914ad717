"""Forecasts and statements of control of a text, as statements of a mention that is no event."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from counterclaim.codebooks.estimation import estimative_words
from counterclaim.codebooks.gazetteer import Gazetteer
from counterclaim.model import Act, ActorName, CodingInput, Mention, Place, Property, Role, Statement
from counterclaim.model.values.control import Control, ControlChange
from counterclaim.statements.cleaning.dates import FoundDate
from counterclaim.statements.frames import Context
from counterclaim.statements.lexicon import load_lexicon
from counterclaim.statements.locations import Locator
from counterclaim.statements.outlook.control import held
from counterclaim.statements.outlook.foretelling import foretold
from counterclaim.statements.outlook.fought import fought
from counterclaim.statements.outlook.found import Foretold, Held
from counterclaim.statements.outlook.seasons import season
from counterclaim.statements.outlook.spots import meant, spots_of
from counterclaim.statements.passages import passage_of
from counterclaim.statements.phrases import Sentence
from counterclaim.statements.reading import Reading
from counterclaim.statements.who import Who

NUMBER = 0
"""Number of the mention that holds them: events count from 1."""


def outlook_statements(
    source: CodingInput,
    reading: Reading,
    only: frozenset[int],
    locator: Locator,
    gazetteer: Gazetteer,
    dated: Callable[[], Mapping[int, Sequence[FoundDate]]],
    coder: str,
) -> tuple[tuple[Mention, ...], tuple[Statement, ...]]:
    """What the sentences ``only`` foretell and say of who holds what; no mention where they say nothing.

    The dates by sentence are asked for where somebody is said to hold something, which few texts say.
    """
    made: list[tuple[Sentence, Foretold | Held]] = []
    last: Place | None = None
    for s in reading.sentences:
        spots = spots_of(s, locator, gazetteer, reading.registry) if s.tokens else []
        if s.number in only and s.tokens:
            spans = reading.spans.get(s.number, [])
            context = Context(s, reading.registry, load_lexicon(), spans, [], reading.author)
            made += [(s, found) for found in foretold(context)]
            known = [*spots, *meant(s, spots, last)]
            made += [(s, found) for found in (*held(context, known), *fought(context, known))]
        last = spots[-1].place if spots else last
    if not made:
        return (), ()
    anchor = passage_of(source, made[0][0], 0, len(made[0][0].tokens))
    mention = Mention(document_id=source.document_id, number=NUMBER, role=Role.OUTLOOK, anchor=anchor)
    dates = dated() if any(isinstance(found, Held) for _, found in made) else {}
    statements = (
        _forecast(source, reading, s, found, mention.id, coder)
        if isinstance(found, Foretold)
        else _control(source, reading, s, found, dates.get(s.number, ()), mention.id, coder)
        for s, found in made
    )
    unique = {statement.id: statement for statement in statements}
    return (mention,), tuple(unique.values())


def _speaker(reading: Reading, who: Who) -> ActorName:
    full = reading.registry.fullest(who)
    aliases = tuple(a for a in dict.fromkeys(full.aliases) if a and a != full.name)[:5]
    return ActorName(name=full.name, aliases=aliases, actor_id=full.actor_id)


def _forecast(
    source: CodingInput, reading: Reading, s: Sentence, found: Foretold, mention_id: str, coder: str
) -> Statement:
    low, high = estimative_words().get(found.words, (0.0, 0.0))
    return Statement(
        mention_id=mention_id,
        property=Property.FORECAST,
        act=Act.SUSPECTS,
        value=found.value,
        passage=passage_of(source, s, found.start, found.end),
        speaker=_speaker(reading, found.speaker),
        speaker_kind=found.speaker.speaker_kind,
        words=found.words,
        reckoning=f"{found.words}: {low:.0%} to {high:.0%}" if high else "",
        certainty=(low + high) / 2 if high else 1.0,
        probability=found.probability,
        coder=coder,
    )


def _control(
    source: CodingInput,
    reading: Reading,
    s: Sentence,
    found: Held,
    dates: Sequence[FoundDate],
    mention_id: str,
    coder: str,
) -> Statement:
    who = reading.registry.fullest(found.actor)
    when = dates[0].interval if len({str(d.interval) for d in dates}) == 1 else None
    if when is not None:
        when = season(s.text(0, len(s.tokens)), when, found.place)
    value = Control(change=ControlChange(found.change), actor=who.name, when=when)
    return Statement(
        mention_id=mention_id,
        property=Property.CONTROL,
        act=found.act,
        value=str(value),
        passage=passage_of(source, s, found.start, found.end),
        speaker=_speaker(reading, found.speaker),
        speaker_kind=found.speaker.speaker_kind,
        value_aliases=tuple(a for a in dict.fromkeys(who.aliases) if a and a != who.name)[:5],
        value_id=who.actor_id,
        value_kind=who.kind,
        place=found.place,
        words=found.words,
        certainty=found.certainty,
        probability=found.probability,
        coder=coder,
    )
