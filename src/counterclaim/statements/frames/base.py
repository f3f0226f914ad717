"""What a frame finds, and what it sees of the sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from counterclaim.model import Act, SpeakerKind
from counterclaim.statements.clauses import clause_end, coordinated
from counterclaim.statements.lexicon import Lexicon
from counterclaim.statements.phrases import Phrase, Sentence, VerbGroup
from counterclaim.statements.registry import Registry
from counterclaim.statements.reporting import HIDDEN, TEXT, Reported, innermost
from counterclaim.statements.tagging import Tag
from counterclaim.statements.who import NOBODY, Who
from counterclaim.statements.wordlists import word_list

_BELONGING = frozenset({"of", "from", "to", "with", "for", "by"})
_PARTS_OF = word_list("base_parts_of")
_TIES = frozenset(
    {"belonging", "loyal", "affiliated", "allied", "linked", "representing", "claiming", "close", "calling"}
)
_ACCUSING = frozenset({Act.CLAIMS, Act.ATTRIBUTES, Act.SUSPECTS, Act.REPORTS_AS_FACT})
_ONLOOKERS = frozenset(SpeakerKind) - {SpeakerKind.ARMED_GROUP, SpeakerKind.RIVAL_GROUP, SpeakerKind.UNKNOWN}
_SUSPECT_NOUNS = word_list("base_suspect_nouns")
_VICTIMS_OF_LAW = word_list("base_victims_of_law")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One act of one speaker about one actor, at tokens ``start`` to ``end`` of a sentence.

    ``trigger`` is the token that tells of the act or deed; ``certainty`` how sure the speaker is; ``probability``
    how sure the grammar is of its own reading.
    """

    sentence: int
    act: Act
    speaker: Who
    perpetrator: Who
    start: int
    end: int
    trigger: int
    certainty: float = 1.0
    probability: float = 0.7
    evidence: str = ""
    involvement: str = ""
    """"inspired" where the words say that the actor inspired the deed and no more."""


@dataclass(slots=True)
class Context:
    """One sentence with all that the frames need to read it."""

    s: Sentence
    registry: Registry
    lexicon: Lexicon
    spans: list[Reported]
    history: list[Finding]
    author: Who | None = None
    """Whose statement the document is; None for news and books."""
    found: list[Finding] = field(default_factory=list)

    def add(
        self,
        act: Act,
        speaker: Who,
        perpetrator: Who,
        start: int,
        end: int,
        trigger: int,
        *,
        certainty: float = 1.0,
        probability: float = 0.7,
        involvement: str = "",
    ) -> None:
        """Keep a finding, unless it names nobody."""
        if not perpetrator.name or not speaker.name or start >= end:
            return
        finding = Finding(
            sentence=self.s.number,
            act=act,
            speaker=speaker,
            perpetrator=perpetrator,
            start=start,
            end=end,
            trigger=trigger,
            certainty=certainty,
            probability=probability,
            involvement=involvement,
        )
        self.found.append(finding)

    def actor(self, phrase: Phrase | None) -> Who:
        """The actor that ``phrase`` names, following "members of X" and "a group linked to X"."""
        if phrase is None or phrase.kind == "rel":
            return NOBODY
        first = self.s.tokens[phrase.start]
        country = first.text == "US" and phrase.kind != "pron"  # "US forces" are not ours
        if first.low in ("we", "us", "our", "ourselves", "i", "my") and not country:
            return self._first_person(phrase)
        who = self.registry.who(self.s, phrase)
        if phrase.kind == "pron" and self.s.tokens[phrase.start].low in ("he", "she", "him"):
            report = self.report_at(phrase.start)
            if (
                report is not None
                and report.from_ == report.start
                and report.to > report.end
                and report.speaker.key == who.key
            ):
                return self.registry.other_person(who)
        if who.name and not who.generic and not who.place and not who.vague:
            return who
        i = phrase.after
        while i < len(self.s.tokens) and self.s.tokens[i].low in _TIES:
            i += 1
        if i < len(self.s.tokens) and self.s.tokens[i].low in _BELONGING:
            following = self.s.at.get(i + 1)
            further = (
                self.registry.who(self.s, following) if following is not None and following.start == i + 1 else NOBODY
            )
            if further.kind == "organisation" and not further.generic and not further.place:
                return further
            if further.vague and who.generic and self.s.tokens[phrase.head].low in _PARTS_OF:
                return further
            if further.kind == "state" and self.lexicon.noun_is(self.s.tokens[phrase.head].low, "hardware"):
                return further
            if further.kind == "state" and following is not None and _is_body(self, phrase):
                start = phrase.start + (self.s.tags[phrase.start] is Tag.DET)
                return replace(
                    further, name=self.s.text(start, following.after), aliases=(further.name, *further.aliases)
                )
        if who.generic and (known := self.suspect(phrase)) is not None:
            return known
        if (who.generic or who.vague) and self.author is not None and self.author.country and self._own_office(phrase):
            return self.registry.by_key(self.author.side) or who
        named = self.s.at.get(phrase.after + 1)
        if (
            (who.generic or who.vague)
            and named is not None
            and named.start == phrase.after + 1
            and self.s.tags[phrase.after] is Tag.COMMA
        ):
            apposed = self.registry.who(self.s, named)
            closed = named.after < len(self.s.tags) and self.s.tags[named.after] in (Tag.COMMA, Tag.END)
            if (
                closed
                and self.s.tags[named.head] is Tag.NAME
                and apposed.kind in ("person", "organisation")
                and not apposed.generic
            ):
                return apposed
        return who

    def suspects(self, found: Sequence[Finding] = ()) -> list[Who]:
        """The persons that were said to have done it before this sentence, or in ``found``, the latest first."""
        told = {
            f.perpetrator.key: f.perpetrator
            for f in (*self.history, *found)
            if f.perpetrator.kind == "person" and f.act in _ACCUSING and " " in f.perpetrator.name
        }
        return list(told.values())[::-1]

    def suspect(self, phrase: Phrase) -> Who | None:
        """Whom "the gunman", "the man" or "the accused" means: the one person so far said to have done it."""
        words = self.s.lows(phrase.start, phrase.end)
        told_apart = self.s.at.get(phrase.after) is not None and self.s.at[phrase.after].kind == "rel"
        single = len(words) <= 3 and words[0] in ("the", "this", "that") and words[-1] in _SUSPECT_NOUNS
        single = single and not (told_apart and not self.lexicon.noun_is(words[-1], "perpetrators"))
        known = self.suspects() if single else []
        return known[0] if len(known) == 1 else None

    def doer(self, phrase: Phrase) -> Who:
        """The actor as the subject of a deed: "he" is rather one said to have done it than an official or a victim."""
        who = self.actor(phrase)
        if phrase.kind != "pron" or self.s.tokens[phrase.start].low not in ("he", "she"):
            return who
        known = self.suspects(self.found)
        if not known or any(w.key == who.key for w in known):
            return who
        unlikely = who.speaker_kind in _ONLOOKERS or who.key in self.registry.hurt or not who.name
        return known[0] if unlikely else who

    def _own_office(self, phrase: Phrase) -> bool:
        """Such as "The President", "our forces" in a state's own statement."""
        head = self.s.tokens[phrase.head].low
        bare = self.s.tokens[phrase.start].low in ("the", "our") and phrase.end - phrase.start <= 3
        return bare and any(self.lexicon.noun_is(head, name) for name in ("states", "state_nouns"))

    def _first_person(self, phrase: Phrase) -> Who:
        """Such as "We" in someone's mouth is the side that he speaks for."""
        report = self.report_at(phrase.start)
        if (report is None or not report.speaker.name) and self.author is not None:
            return self.registry.by_key(self.author.side) or self.author if self.author.side else self.author
        if report is None or not report.speaker.name:
            return self.registry.writer or NOBODY
        if self.s.tokens[phrase.start].low == "i":
            return report.speaker
        return self.registry.by_key(report.speaker.side) or report.speaker if report.speaker.side else report.speaker

    def actors(self, phrase: Phrase | None) -> list[Who]:
        """The actors of ``phrase`` and of what is joined to it."""
        if phrase is None:
            return []
        read = [self.actor(p) for p in coordinated(self.s, phrase)]
        unique: dict[str, Who] = {}
        for who in read:
            if who.name:
                unique.setdefault(who.key, who)
        return list(unique.values())

    def speakers(self, found: Sequence[Phrase]) -> list[Who]:
        """Whom subject phrases name; a name in apposition to an office is one speaker, for the side of that office."""
        if len(found) > 1 and self.s.tags[found[-1].start - 1] is Tag.COMMA and self.s.tags[found[-1].head] is Tag.NAME:
            office, person = self.actor(found[0]), self.actor(found[-1])
            if person.kind == "person" and office.name:
                kind = person.speaker_kind
                if office.speaker_kind is not SpeakerKind.UNKNOWN and (office.generic or office.kind == "organisation"):
                    kind = office.speaker_kind
                side = office.side or (office.key if office.kind == "organisation" else "")
                return [
                    replace(
                        person, speaker_kind=kind, side=person.side or side, country=person.country or office.country
                    )
                ]
        return [self.actor(p) for p in found]

    def report_at(self, i: int) -> Reported | None:
        """The narrowest report that covers token ``i``."""
        return innermost(self.spans, i)

    def clause(self, verb: VerbGroup) -> int:
        """End of the verb's clause."""
        return clause_end(self.s, verb)

    def has_deed(self, start: int, end: int) -> bool:
        """Whether the tokens tell of a violent deed."""
        for i in range(max(0, start), min(end, len(self.s.tokens))):
            low = self.s.tokens[i].low
            if low in self.lexicon.deeds and self.s.tags[i] is not Tag.VERB:
                return True
            for base, _ in self.lexicon.forms.get(low, ()):
                if base in self.lexicon.attack_verbs:
                    return True
        return False

    def noun_in(self, name: str, start: int, end: int) -> int:
        """Index of the first noun of class ``name`` among the tokens, -1 for none."""
        for i in range(max(0, start), min(end, len(self.s.tokens))):
            if self.s.tags[i] in (Tag.NOUN, Tag.NAME) and self.lexicon.noun_is(self.s.tokens[i].low, name):
                return i
        return -1

    def strikes_back(self, start: int, end: int) -> bool:
        """Whether what is hit are the attackers themselves: police shooting a gunman is no attack."""
        return any(
            self.s.tokens[i].low in _VICTIMS_OF_LAW and self.s.tags[i] is not Tag.ADV
            for i in range(start, min(end, len(self.s.tokens)))
        )

    def voice(self, i: int) -> tuple[Who, str, Reported | None]:
        """Who speaks at token ``i`` and how: the reported speaker, or the text itself."""
        report = self.report_at(i)
        if report is None:
            return (TEXT, "fact", None) if self.author is None else (self.author, "say", None)
        speaker = report.speaker if report.speaker.name else HIDDEN
        return speaker, report.stance, report


def _is_body(context: Context, phrase: Phrase) -> bool:
    head = context.s.tokens[phrase.head].low
    return any(
        context.lexicon.noun_is(head, name)
        for name in ("states", "spokesmen", "authorities", "armed_nouns", "state_nouns")
    )
