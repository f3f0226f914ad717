"""From noun phrases to actors: names, offices, demonyms, codebook entries, descriptions."""

from __future__ import annotations

from dataclasses import replace

from counterclaim.codebooks.gazetteer import Gazetteer
from counterclaim.model import SpeakerKind
from counterclaim.statements.actorbook import KnownActors
from counterclaim.statements.lexicon import Lexicon
from counterclaim.statements.naming.descriptions import POWERS, Descriptions
from counterclaim.statements.naming.entries import known_in, of_entry
from counterclaim.statements.naming.names import Names
from counterclaim.statements.naming.nations import Nations
from counterclaim.statements.naming.wording import inside_name, introduced, trim
from counterclaim.statements.phrases import Phrase, Sentence
from counterclaim.statements.speakers import speaker_kind
from counterclaim.statements.tagging import Tag
from counterclaim.statements.who import ARMED, NOBODY, Who, key_of

_RETINUE = frozenset(
    {
        "men",
        "people",
        "agents",
        "forces",
        "troops",
        "bodyguards",
        "soldiers",
        "followers",
        "henchmen",
        "thugs",
        "police",
        "guards",
    }
)


class Namer:
    """Reads one phrase at a time, without memory of the text; the registry adds that."""

    def __init__(self, lexicon: Lexicon, gazetteer: Gazetteer, actors: KnownActors) -> None:
        self.lexicon = lexicon
        self.gazetteer = gazetteer
        self.actors = actors
        self._nations = Nations(lexicon, gazetteer)
        self._descriptions = Descriptions(lexicon, self._nations)
        self._names = Names(lexicon, self._nations, self._descriptions)

    def read(self, s: Sentence, phrase: Phrase) -> Who:
        """The actor that ``phrase`` names by its own words; NOBODY for none."""
        start, end = trim(s, phrase)
        if start >= end:
            return NOBODY
        named = introduced(s, phrase, self.lexicon)
        if named is not None:
            return self.read(s, named)
        owner = max((i for i in range(start, end - 1) if s.tags[i] is Tag.POSS and not inside_name(s, i)), default=-1)
        if owner > start:
            return self._owned(s, start, owner, end)
        return self._plain(s, phrase, start, end)

    def owner(self, s: Sentence, phrase: Phrase) -> Who:
        """The actor before the last ’s of ``phrase`` ("the IRA's bombing"), NOBODY for none."""
        start, end = trim(s, phrase)
        owner = max((i for i in range(start, end) if s.tags[i] is Tag.POSS and not inside_name(s, i)), default=-1)
        return self._plain(s, phrase, start, owner) if owner > start else NOBODY

    def of_key(self, key: str) -> Who | None:
        """An actor of the codebook, or a state, by its key."""
        entry = self.actors.by_key(key)
        if entry is not None:
            return of_entry(entry[0], entry[1])
        found = [c for c in self.gazetteer.candidates(key) if c.kind == "country"]
        return (
            self._nations.state(found[0].place.name, found[0].place.countries[0], "", [])
            if found and found[0].place.countries
            else None
        )

    def is_demonym(self, word: str) -> bool:
        """Whether a lower-case word tells of what country somebody is: "norvanian"."""
        return bool(self.gazetteer.country_of_demonym(word))

    def state_before(self, s: Sentence, phrase: Phrase) -> Who | None:
        """The state whose demonym or short form modifies the head of ``phrase`` ("the US airstrike")."""
        return self._nations.before(s, phrase)

    def holder(self, s: Sentence, phrase: Phrase) -> Who:
        """Whom a spokesman, leader or body in ``phrase`` belongs to, NOBODY where that is not told."""
        start, end = trim(s, phrase)
        at = next((i for i in range(start + 1, end - 1) if s.tags[i] is Tag.PREP), -1)
        if at > 0 and any(self.lexicon.noun_is(s.tokens[at - 1].low, name) for name in ("office", "spokesmen")):
            return self._plain(s, None, at + 1, end)
        return self.owner(s, phrase)

    def _owned(self, s: Sentence, start: int, owner: int, end: int) -> Who:
        """Such as "Israel's minister Ariel Sharon", "the group's leader": the rest, with the owner as its side."""
        holder = self._plain(s, None, start, owner)
        rest = self._plain(s, None, owner + 1, end)
        head = s.tokens[end - 1].low
        if (
            holder.kind == "person"
            and not holder.side
            and not holder.generic
            and (self.lexicon.noun_is(head, "spokesmen") or self.lexicon.noun_is(head, "armed_nouns"))
            and not holder.place
            and head not in ("supporters", "lawyer", "lawyers", "brother", "soldiers")
        ):
            holder = Who(name=holder.name, key=holder.key, kind="organisation", speaker_kind=ARMED)
        if rest.kind == "person" or self.lexicon.noun_is(head, "spokesmen") or self.lexicon.noun_is(head, "office"):
            return self._member(s, owner + 1, end, holder, rest)
        if holder.kind == "state" and (head in self.lexicon.nouns and "state_nouns" in self.lexicon.nouns[head]):
            return self._nations.state(s.text(start, end), holder.country, head, s.lows(start, end))
        if holder.kind == "organisation" and self.lexicon.noun_is(head, "armed_nouns"):
            return holder
        if rest.kind == "organisation":
            official = (
                holder.speaker_kind in (SpeakerKind.AUTHORITY, SpeakerKind.STATE)
                and rest.speaker_kind is ARMED
                and not rest.actor_id
            )
            return replace(rest, speaker_kind=holder.speaker_kind) if official else rest
        words = s.lows(start, end)
        kind = speaker_kind(words, self.lexicon)
        own = holder.kind in ("person", "state", "organisation") and not holder.generic and not holder.place
        power = (own and head in _RETINUE) or (
            words[0] in POWERS and any(self.lexicon.noun_is(head, n) for n in ("state_nouns", "armed_nouns"))
        )
        return Who(
            name=s.text(start, end),
            key=key_of(s.text(start, end)),
            kind="description",
            speaker_kind=kind,
            generic=not power,
            vague=power,
            side=holder.key,
            country=holder.country,
        )

    def _member(self, s: Sentence, start: int, end: int, holder: Who, rest: Who) -> Who:
        name = rest.name if rest.kind == "person" else s.text(start, end)
        kind = speaker_kind(s.lows(start, end), self.lexicon)
        if holder.speaker_kind is ARMED:
            kind = ARMED
        elif kind is SpeakerKind.UNKNOWN:
            kind = holder.speaker_kind
        return Who(
            name=name,
            key=key_of(name),
            kind="person",
            speaker_kind=kind,
            side=holder.side or holder.key,
            country=holder.country,
            generic=rest.kind != "person",
        )

    def _plain(self, s: Sentence, phrase: Phrase | None, start: int, end: int) -> Who:
        while start < end and s.tags[start] in (Tag.DET, Tag.QUOTE):
            start += 1
        while end > start and s.tags[end - 1] in (Tag.QUOTE, Tag.POSS):
            end -= 1
        if start >= end:
            return NOBODY
        alias = phrase.alias if phrase is not None else ""
        spokesman = self._spokesman(s, start, end)
        if spokesman is not None:
            return spokesman
        known = known_in(self.lexicon, s, start, end, alias)
        if known is not None:
            return known
        state = self._nations.read(s, start, end)
        if state is not None:
            return state
        names = [i for i in range(start, end) if s.tags[i] is Tag.NAME]
        if names:
            return self._names.read(
                s, start, end, names, alias, definite=start > 0 and s.tokens[start - 1].low == "the"
            )
        return self._descriptions.read(s, start, end, alias)

    def _spokesman(self, s: Sentence, start: int, end: int) -> Who | None:
        """Such as "A spokesman for the Norvanian army": somebody unnamed who speaks for what follows."""
        at = next((i for i in range(start + 1, end - 1) if s.tags[i] is Tag.PREP), -1)
        if at < 0 or not (
            self.lexicon.noun_is(s.tokens[at - 1].low, "office")
            or self.lexicon.noun_is(s.tokens[at - 1].low, "spokesmen")
        ):
            return None
        if s.tags[at - 1] is Tag.NAME and s.tags[end - 1] is Tag.NAME and s.tokens[at + 1].low != "the":
            return None
        holder = self._plain(s, None, at + 1, end)
        return self._member(s, start, end, holder, NOBODY) if holder.kind in ("organisation", "state") else None
