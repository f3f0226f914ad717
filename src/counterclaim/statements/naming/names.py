"""Names of persons and organisations that no codebook knows."""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.model import SpeakerKind
from counterclaim.statements.lexicon import Lexicon
from counterclaim.statements.naming.descriptions import Descriptions
from counterclaim.statements.naming.nations import Nations
from counterclaim.statements.phrases import Sentence
from counterclaim.statements.speakers import speaker_kind
from counterclaim.statements.tagging import Tag
from counterclaim.statements.who import ARMED, Who, key_of

_ACRONYM = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """The tokens [start, end) of a sentence with a name among them, and what they tell of it."""

    s: Sentence
    start: int
    end: int
    names: list[int]
    aliases: tuple[str, ...]
    definite: bool
    countries: list[str]
    office: list[int]
    kind: SpeakerKind

    @property
    def text(self) -> str:
        """The characters."""
        return self.s.text(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Names:
    """Reads names by their form and by the words beside them."""

    lexicon: Lexicon
    nations: Nations
    descriptions: Descriptions

    def read(self, s: Sentence, start: int, end: int, names: list[int], alias: str, *, definite: bool) -> Who:
        """Who the tokens name, of which ``names`` are parts of names; ``definite`` with "the" before them."""
        part = _Part(
            s=s,
            start=start,
            end=end,
            names=names,
            aliases=(alias,) if alias else (),
            definite=definite,
            countries=[code for i in names for code in self.nations.codes_at(s, i)[:1]],
            office=[i for i in range(start, end - 1) if self.lexicon.noun_is(s.tokens[i].low, "office")],
            kind=speaker_kind(s.lows(start, end), self.lexicon),
        )
        people = self._people(part)
        if people is not None:
            return people
        if self._tells_organisation(part):
            return self._organisation(part)
        if s.tags[end - 1] is not Tag.NAME:
            return self._modified(s, start, end, names, part.countries, part.kind)
        return self._by_form(part)

    def _people(self, p: _Part) -> Who | None:
        """People told of by belief, nation or office alone: "Islamic Marxists", "Norwegians", "the Ministry"."""
        s, text, low = p.s, p.text, p.s.tokens[p.names[-1]].low
        all_names = len(p.names) == p.end - p.start
        if all_names and self.descriptions.are_believers(s, p.start, p.end):
            return Who(name=text, key=key_of(text), kind="description", speaker_kind=ARMED)
        demonyms = all_names and len(p.countries) == len(p.names) and low.endswith("s")
        if demonyms and self.nations.gazetteer.country_of_demonym(low):
            return Who(name=text, key=key_of(text), kind="description", speaker_kind=p.kind, vague=True)
        if all_names and len(p.names) == 1 and any(self.lexicon.noun_is(low, n) for n in ("office", "states")):
            return Who(
                name=text,
                key=key_of(text),
                kind="description",
                speaker_kind=p.kind,
                vague=p.definite,
                generic=not p.definite,
            )
        return None

    def _tells_organisation(self, p: _Part) -> bool:
        """Whether a word for an organisation is part of the name: "Kestrel Front", not "Front leader Ana Ruiz"."""
        heads = [self.lexicon.noun_is(p.s.tokens[i].low, "organisation_heads") for i in p.names]
        return any(heads) and (not p.office or heads[-1])

    def _organisation(self, p: _Part) -> Who:
        s, last = p.s, p.names[-1]
        if last + 3 == p.end and s.tokens[last + 1].low == "of" and s.tags[last + 2] in (Tag.NUM, Tag.DATE):
            last += 2
        tail = next((j for j in range(last + 1, p.end) if s.tags[j] not in (Tag.NUM, Tag.DATE)), p.end)
        name = s.text(p.names[0] if s.tags[p.start] is not Tag.NAME else p.start, tail)
        heads = [w for w in s.lows(p.start, p.end) if not self.lexicon.noun_is(w, "organisation_heads")]
        told = speaker_kind([w for w in heads if w != "general"], self.lexicon)
        return Who(
            name=name,
            key=key_of(name),
            kind="organisation",
            aliases=p.aliases,
            speaker_kind=told if told not in (SpeakerKind.UNKNOWN, SpeakerKind.RIVAL_GROUP) else ARMED,
        )

    def _by_form(self, p: _Part) -> Who:
        """A name without a word that tells its kind: an acronym and "the Kestrels" are groups, others are persons."""
        s, last, run = p.s, p.names[-1], p.names[-1]
        while run - 1 in p.names and run - 1 not in p.office:
            run -= 1
        name = s.text(run, last + 1)
        if self._is_acronym(p) or (p.definite and len(p.names) == 1 and not p.office):
            kind = p.kind if p.kind is not SpeakerKind.UNKNOWN else ARMED
            return Who(name=name, key=key_of(name), kind="organisation", speaker_kind=kind, aliases=p.aliases)
        titled = run > p.start and s.tags[run - 1] is Tag.NOUN and self._title(s.tokens[run - 1].low)
        place = self.nations.is_place(p.text)
        if p.definite and len(p.names) > 1 and not p.office and not titled and not place:
            name = s.text(p.names[0], last + 1)
            return Who(name=name, key=key_of(name), kind="organisation", speaker_kind=p.kind, aliases=p.aliases)
        return Who(
            name=name,
            key=key_of(name),
            kind="person",
            speaker_kind=p.kind,
            country=p.countries[0] if p.countries else "",
            aliases=p.aliases,
            side=self._side_of(s, p.start, run, p.countries),
            place=place and not p.office,
        )

    def _is_acronym(self, p: _Part) -> bool:
        word = p.s.tokens[p.names[0]].text
        formed = len(p.names) == 1 and word.isupper() and len(word) > 1 and not p.s.upper
        return formed and not (len(word) > _ACRONYM and self.nations.is_place(word))

    def _side_of(self, s: Sentence, start: int, end: int, countries: list[str]) -> str:
        words = s.lows(start, end)
        if countries and any(self.lexicon.noun_is(w, "states") for w in words):
            return key_of(self.nations.gazetteer.country_name(countries[0]))
        return ""

    def _modified(
        self, s: Sentence, start: int, end: int, names: list[int], countries: list[str], kind: SpeakerKind
    ) -> Who:
        """Names before a common noun: "Abu Nidal group", "Palestinian militants", "Amaq news agency"."""
        lex, text, head = self.lexicon, s.text(start, end), s.tokens[end - 1].low
        proper = [
            i for i in names if not self.nations.codes_at(s, i) and s.tokens[i].low not in lex.words["ideologies"]
        ]
        if lex.noun_is(head, "armed_nouns") and proper and not self.nations.is_place(s.text(proper[0], proper[-1] + 1)):
            name = s.text(proper[0], proper[-1] + 1)
            return Who(name=name, key=key_of(name), kind="organisation", speaker_kind=ARMED, aliases=(text,))
        if lex.noun_is(head, "armed_nouns"):
            speaker = ARMED if kind in (SpeakerKind.UNKNOWN, SpeakerKind.RIVAL_GROUP) else kind
            marked = any(w in lex.words["ideologies"] for w in s.lows(start, end - 1))
            plain = not marked and head in (
                "militants",
                "militant",
                "gunmen",
                "terrorists",
                "terrorist",
                "members",
                "member",
                "group",
                "supporters",
                "soldiers",
                "soldier",
            )
            return Who(
                name=text,
                key=key_of(text),
                kind="description",
                speaker_kind=speaker,
                vague=plain,
                country=countries[0] if countries else "",
            )
        vague = lex.noun_is(head, "state_nouns") or head in lex.words["definite_vague"]
        return Who(
            name=text,
            key=key_of(text),
            kind="description",
            speaker_kind=kind,
            generic=not vague,
            vague=vague,
            country=countries[0] if countries else "",
        )

    def _title(self, word: str) -> bool:
        """Whether a common noun before a name tells of one person: "boss", "treasurer", "deputy"."""
        told = any(
            self.lexicon.noun_is(word, n)
            for n in ("people", "office", "spokesmen", "perpetrators", "witnesses", "courts")
        )
        return (told or word.endswith(("er", "or", "man", "ss", "eer"))) and word not in self.lexicon.words[
            "ideologies"
        ]
