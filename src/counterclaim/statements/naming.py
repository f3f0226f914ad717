"""From noun phrases to actors: names, offices, demonyms, codebook entries, descriptions."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from importlib import resources

import yaml

from counterclaim.codebooks.gazetteer import Gazetteer
from counterclaim.model import SpeakerKind
from counterclaim.statements.actorbook import KnownActor, KnownActors
from counterclaim.statements.lexicon import Lexicon
from counterclaim.statements.phrases import Phrase, Sentence
from counterclaim.statements.speakers import speaker_kind
from counterclaim.statements.tagging import Tag
from counterclaim.statements.who import ARMED, NOBODY, Who, key_of
from counterclaim.statements.wordlists import word_list

_BIG_PLACE = 20_000
_NATIONAL = ("ian", "ean", "ish", "ese")
"""How English forms adjectives of nations, those endings left out in which family names end as often."""
_SHORTEST = 5
_ACRONYM = 3
_LOOSE = frozenset(
    {
        "extremists",
        "radicals",
        "dissidents",
        "settlers",
        "soldiers",
        "policemen",
        "cartels",
        "paramilitaries",
        "drugs",
        "deaths",
        "traffickers",
    }
)
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
_GROUPS = frozenset(
    {"group", "organisation", "organization", "faction", "outfit", "militia", "movement", "guerrilla", "cell"}
)


@lru_cache(maxsize=1)
def metonyms() -> dict[str, str]:
    """Seats of government that stand for their state, lower case, to ISO codes."""
    source = resources.files("counterclaim.statements").joinpath("lexicons").joinpath("metonyms.yaml")
    return dict(yaml.load(source.read_text(encoding="utf-8"), Loader=yaml.BaseLoader))  # noqa: S506 - strings only


class Namer:
    """Reads one phrase at a time, without memory of the text; the registry adds that."""

    def __init__(self, lexicon: Lexicon, gazetteer: Gazetteer, actors: KnownActors) -> None:
        self.lexicon = lexicon
        self.gazetteer = gazetteer
        self.actors = actors

    def read(self, s: Sentence, phrase: Phrase) -> Who:
        """The actor that ``phrase`` names by its own words; NOBODY for none."""
        start, end = _trim(s, phrase)
        if start >= end:
            return NOBODY
        named = _naming(s, phrase, self.lexicon)
        if named is not None:
            return self.read(s, named)
        owner = max((i for i in range(start, end - 1) if s.tags[i] is Tag.POSS and not _inside_name(s, i)), default=-1)
        if owner > start:
            return self._owned(s, start, owner, end)
        return self._plain(s, phrase, start, end)

    def owner(self, s: Sentence, phrase: Phrase) -> Who:
        """The actor before the last ’s of ``phrase`` ("the IRA's bombing"), NOBODY for none."""
        start, end = _trim(s, phrase)
        owner = max((i for i in range(start, end) if s.tags[i] is Tag.POSS and not _inside_name(s, i)), default=-1)
        return self._plain(s, phrase, start, owner) if owner > start else NOBODY

    def of_key(self, key: str) -> Who | None:
        """An actor of the codebook, or a state, by its key."""
        entry = self.actors.by_key(key)
        if entry is not None:
            return _of_entry(entry[0], entry[1])
        found = [c for c in self.gazetteer.candidates(key) if c.kind == "country"]
        return (
            self._state(found[0].place.name, found[0].place.countries[0], "", [])
            if found and found[0].place.countries
            else None
        )

    def state_before(self, s: Sentence, phrase: Phrase) -> Who | None:
        """The state whose demonym or short form modifies the head of ``phrase`` ("the US airstrike")."""
        for i in range(phrase.start, phrase.head):
            codes = self._country_at(s, i)
            if codes and (
                self.gazetteer.country_of_demonym(s.tokens[i].low) or s.tokens[i].text.replace(".", "").isupper()
            ):
                name = self.gazetteer.country_name(codes[0])
                return self._state(name, codes[0], "", [])
            if s.tokens[i].low.endswith("coalition"):
                return Who(
                    name=s.text(i, i + 1), key=key_of(s.text(i, i + 1)), kind="state", speaker_kind=SpeakerKind.STATE
                )
        return None

    def holder(self, s: Sentence, phrase: Phrase) -> Who:
        """Whom a spokesman, leader or body in ``phrase`` belongs to, NOBODY where that is not told."""
        start, end = _trim(s, phrase)
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
            return self._state(s.text(start, end), holder.country, head, s.lows(start, end))
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
            words[0] in _POWERS and any(self.lexicon.noun_is(head, n) for n in ("state_nouns", "armed_nouns"))
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
        known = self._known(s, start, end, alias)
        if known is not None:
            return known
        state = self._of_state(s, start, end)
        if state is not None:
            return state
        names = [i for i in range(start, end) if s.tags[i] is Tag.NAME]
        if names:
            return self._named(s, start, end, names, alias, definite=start > 0 and s.tokens[start - 1].low == "the")
        return self._described(s, start, end, alias)

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

    def _known(self, s: Sentence, start: int, end: int, alias: str) -> Who | None:
        found = s.known.items()
        inside = [(a, b, actor) for a, (b, actor) in found if start <= a and b <= end]
        if not inside:
            return None
        a, b, actor = max(inside, key=lambda span: (span[1] - span[0], -span[0]))
        base = _of_entry(s.text(a, b), actor, alias)
        if (
            s.upper
            and a > start
            and all(
                self.lexicon.noun_is(t.low, "organisation_heads") or t.low in _COMMON_NAMES or not t.is_word
                for t in s.tokens[a:b]
            )
        ):
            name = s.text(start, b)
            return Who(
                name=name, key=key_of(name), kind="organisation", speaker_kind=ARMED, aliases=(alias,) if alias else ()
            )
        if b >= end and a == start:
            return base
        tail = s.lows(b, end)
        if base.kind == "state" and a == start and tail and self.lexicon.noun_is(tail[-1], "state_nouns"):
            kind = speaker_kind(s.lows(start, end), self.lexicon)
            official = kind if kind is SpeakerKind.AUTHORITY else base.speaker_kind
            text = s.text(start, end)
            return replace(base, name=text, aliases=(base.name, *base.aliases)[:5], speaker_kind=official)
        if tail and self.lexicon.noun_is(tail[-1], "armed_nouns"):
            return base
        head_tail = s.lows(start, a) + tail
        if any(self.lexicon.noun_is(w, "spokesmen") or self.lexicon.noun_is(w, "office") for w in head_tail):
            person = [i for i in range(b, end) if s.tags[i] is Tag.NAME] or [
                i for i in range(start, a) if s.tags[i] is Tag.NAME
            ]
            text = s.text(person[0], person[-1] + 1) if person else s.text(start, end)
            kind = base.speaker_kind
            if base.kind == "state":
                kind = speaker_kind(s.lows(start, end), self.lexicon) or kind
            return Who(
                name=text,
                key=key_of(text),
                kind="person",
                speaker_kind=kind,
                side=base.side or base.key,
                country=base.country,
                generic=not person,
            )
        return base

    def _of_state(self, s: Sentence, start: int, end: int) -> Who | None:
        words = s.lows(start, end)
        head = words[-1]
        text = s.text(start, end)
        if " ".join(words) in metonyms():
            return self._state(text, metonyms()[" ".join(words)], "", words)
        if "coalition" in words and (len(words) > 1):
            return Who(name=text, key=key_of(text), kind="state", speaker_kind=SpeakerKind.STATE)
        whole = [c for c in self.gazetteer.candidates(text) if c.kind == "country"] if s.tags[start] is Tag.NAME else []
        if whole:
            return self._state(text, whole[0].place.countries[0] if whole[0].place.countries else "", "", words)
        if not any(self.lexicon.noun_is(w, "state_nouns") for w in (head, " ".join(words[-2:]))):
            return None
        countries = [(i, code) for i in range(start, end) for code in self._country_at(s, i)[:1]]
        if countries:
            return self._state(text, countries[0][1], head, words)
        nation = self._unknown_nation(s, start, end)
        return replace(self._state(text, "", head, words), key=key_of(nation)) if nation else None

    def _unknown_nation(self, s: Sentence, start: int, end: int) -> str:
        """The adjective in "the Norvanian army": formed like a nation's, though the gazetteer knows no such nation.

        A state is a state to the grammar whether or not a list holds it; empty where the words rather tell a name.
        """
        names = [i for i in range(start, end) if s.tags[i] is Tag.NAME]
        head = s.tokens[end - 1].low
        if names != [start] or end - start < 2 or s.upper or self.lexicon.noun_is(head, "armed_nouns"):
            return ""
        word = s.tokens[start].low
        formed = word.endswith(_NATIONAL) and len(word) > _SHORTEST and word.isalpha()
        return word if formed and word not in self.lexicon.words["ideologies"] and not self._is_place(word) else ""

    def _country_at(self, s: Sentence, i: int) -> tuple[str, ...]:
        low = s.tokens[i].low
        word = s.tokens[i].text
        if not (s.tags[i] is Tag.NAME or s.upper):
            return ()
        codes = self.gazetteer.country_of_demonym(low)
        if codes:
            return codes
        found = self.gazetteer.candidates(word)
        if found and found[0].kind == "country":
            return found[0].place.countries
        return ()

    def _state(self, text: str, code: str, head: str, words: list[str]) -> Who:
        country = self.gazetteer.country_name(code) if code else ""
        hardware = self.lexicon.noun_is(head, "hardware")
        name = country if hardware and country else text
        kind = speaker_kind(words, self.lexicon)
        if kind not in (SpeakerKind.AUTHORITY, SpeakerKind.COURT, SpeakerKind.EXPERT, SpeakerKind.MEDIA):
            kind = SpeakerKind.STATE
        aliases = tuple(a for a in (country, text) if a and a != name)
        return Who(
            name=name, key=key_of(country or text), kind="state", speaker_kind=kind, aliases=aliases, country=code
        )

    def _named(self, s: Sentence, start: int, end: int, names: list[int], alias: str, *, definite: bool) -> Who:
        words = s.lows(start, end)
        lex = self.lexicon
        first, last = names[0], names[-1]
        text = s.text(start, end)
        if len(names) == end - start and self._believers(s, start, end):
            return Who(name=text, key=key_of(text), kind="description", speaker_kind=ARMED)
        org = any(lex.noun_is(s.tokens[i].low, "organisation_heads") for i in names)
        capital = s.tokens[first].text
        acronym = len(names) == 1 and capital.isupper() and len(capital) > 1 and not s.upper
        acronym = acronym and not (len(capital) > _ACRONYM and self._is_place(capital))
        countries = [code for i in names for code in self._country_at(s, i)[:1]]
        kind = speaker_kind(words, lex)
        if (
            len(names) == end - start
            and len(countries) == len(names)
            and all(s.tokens[i].low.endswith("s") for i in names[-1:])
            and self.gazetteer.country_of_demonym(s.tokens[last].low)
        ):
            return Who(name=text, key=key_of(text), kind="description", speaker_kind=kind, vague=True)
        if len(names) == 1 == end - start and (
            lex.noun_is(s.tokens[first].low, "office") or lex.noun_is(s.tokens[first].low, "states")
        ):
            return Who(
                name=text, key=key_of(text), kind="description", speaker_kind=kind, vague=definite, generic=not definite
            )
        office = [i for i in range(start, end) if lex.noun_is(s.tokens[i].low, "office") and i < end - 1]
        if org and not (office and not lex.noun_is(s.tokens[last].low, "organisation_heads")):
            if last + 3 == end and s.tokens[last + 1].low == "of" and s.tags[last + 2] in (Tag.NUM, Tag.DATE):
                last += 2
            tail = next((j for j in range(last + 1, end) if s.tags[j] not in (Tag.NUM, Tag.DATE)), end)
            name = s.text(first if s.tags[start] is not Tag.NAME else start, tail)
            told = speaker_kind([w for w in words if not lex.noun_is(w, "organisation_heads") and w != "general"], lex)
            return Who(
                name=name,
                key=key_of(name),
                kind="organisation",
                aliases=(alias,) if alias else (),
                speaker_kind=told if told not in (SpeakerKind.UNKNOWN, SpeakerKind.RIVAL_GROUP) else ARMED,
            )
        head_is_name = s.tags[end - 1] is Tag.NAME
        if not head_is_name:
            return self._modified(s, start, end, names, countries, kind)
        run = last
        while run - 1 in names and run - 1 not in office:
            run -= 1
        person = s.text(run, last + 1)
        if acronym or (definite and len(names) == 1 and not office):
            org_kind = kind if kind is not SpeakerKind.UNKNOWN else ARMED
            return Who(
                name=person,
                key=key_of(person),
                kind="organisation",
                speaker_kind=org_kind,
                aliases=(alias,) if alias else (),
            )
        titled = run > start and s.tags[run - 1] is Tag.NOUN and self._title(s.tokens[run - 1].low)
        if definite and len(names) > 1 and not office and not titled and not self._is_place(text):
            name = s.text(first, last + 1)
            return Who(
                name=name, key=key_of(name), kind="organisation", speaker_kind=kind, aliases=(alias,) if alias else ()
            )
        place = self._is_place(text) and not office
        return Who(
            name=person,
            key=key_of(person),
            kind="person",
            speaker_kind=kind,
            country=countries[0] if countries else "",
            aliases=(alias,) if alias else (),
            side=self._side_of(s, start, run, countries),
            place=place,
        )

    def _side_of(self, s: Sentence, start: int, end: int, countries: list[str]) -> str:
        words = s.lows(start, end)
        if countries and any(self.lexicon.noun_is(w, "states") for w in words):
            return key_of(self.gazetteer.country_name(countries[0]))
        return ""

    def _is_place(self, text: str) -> bool:
        found = self.gazetteer.candidates(text)
        return bool(found) and found[0].population >= _BIG_PLACE

    def _modified(
        self, s: Sentence, start: int, end: int, names: list[int], countries: list[str], kind: SpeakerKind
    ) -> Who:
        """Names before a common noun: "Abu Nidal group", "Palestinian militants", "Amaq news agency"."""
        lex, text, head = self.lexicon, s.text(start, end), s.tokens[end - 1].low
        proper = [i for i in names if not self._country_at(s, i) and s.tokens[i].low not in lex.words["ideologies"]]
        if lex.noun_is(head, "armed_nouns") and proper and not self._is_place(s.text(proper[0], proper[-1] + 1)):
            name = s.text(proper[0], proper[-1] + 1)
            return Who(name=name, key=key_of(name), kind="organisation", speaker_kind=ARMED, aliases=(text,))
        if lex.noun_is(head, "armed_nouns"):
            speaker = ARMED if kind in (SpeakerKind.UNKNOWN, SpeakerKind.RIVAL_GROUP) else kind
            marked = any(w in lex.words["ideologies"] for w in words_of(s, start, end - 1))
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

    def _believers(self, s: Sentence, start: int, end: int) -> bool:
        """Such as "Islamic Marxists", "neo-fascists": people told by what they believe, in the plural."""
        listed = self.lexicon.words["ideologies"]
        last = s.tokens[end - 1].low
        return (
            last.endswith("s")
            and last[:-1] in listed
            and all(s.tokens[i].low in listed or self._country_at(s, i) for i in range(start, end - 1))
            and not any(self._country_at(s, i) for i in range(end - 1, end))
        )

    def _of_power(self, words: list[str]) -> bool:
        """Such as "government forces", "rebel fighters": a side, though not by name."""
        return any(w in _POWERS for w in words[:-1]) and (
            self.lexicon.noun_is(words[-1], "state_nouns") or self.lexicon.noun_is(words[-1], "armed_nouns")
        )

    def _told_apart(self, words: list[str]) -> bool:
        """Such as "banned organisation", "little-known group": more than "an armed group", less than a name."""
        plain = self.lexicon.words["stop_modifiers"]
        return (
            words[-1] in _GROUPS
            and any(w not in plain for w in words[:-1])
            and not any(w in _CIVIL or w in self.lexicon.words["number_words"] for w in words[:-1])
        )

    def _described(self, s: Sentence, start: int, end: int, alias: str = "") -> Who:
        lex, words, text = self.lexicon, s.lows(start, end), s.text(start, end)
        head, pair = words[-1], " ".join(words[-2:])
        kind = speaker_kind(words, lex)
        marked = [w for w in words[:-1] if w in lex.words["ideologies"]]
        vague = head in lex.words["definite_vague"] or pair in lex.words["definite_vague"] or self._of_power(words)
        armed = lex.noun_is(head, "armed_nouns")
        if not marked and start and s.tokens[start - 1].low in ("a", "an") and self._told_apart(words):
            return Who(name=text, key=key_of(text), kind="description", speaker_kind=ARMED)
        if marked and (armed or vague):
            return Who(name=text, key=key_of(text), kind="description", speaker_kind=ARMED if armed else kind)
        if not vague and self._believers(s, start, end) and head not in _LOOSE:
            return Who(name=text, key=key_of(text), kind="description", speaker_kind=ARMED)
        if s.upper and len(words) > 2 and lex.noun_is(head, "organisation_heads") and not marked:
            return Who(
                name=text, key=key_of(text), kind="organisation", speaker_kind=ARMED, aliases=(alias,) if alias else ()
            )
        if s.upper and not armed and head not in lex.nouns and len(words) <= 4 and head not in lex.forms:
            office = any(lex.noun_is(w, "office") for w in words[:-1])
            return Who(
                name=text,
                key=key_of(text),
                kind="person" if office else "description",
                speaker_kind=kind,
                generic=not office,
            )
        vague = vague and not any(t is Tag.NUM for t in s.tags[start:end])
        return Who(name=text, key=key_of(text), kind="description", speaker_kind=kind, vague=vague, generic=not vague)


_CIVIL = word_list("naming_civil")
_POWERS = word_list("naming_powers")
_FACILITIES = word_list("locations_facilities")
_COMMON_NAMES = word_list("naming_common_names")
_NAME_OWNERS = word_list("naming_name_owners")


def _inside_name(s: Sentence, i: int) -> bool:
    """Whether the ’s at ``i`` stands inside a name, as in "People's Army"."""
    following = s.tags[i + 1] if i + 1 < len(s.tags) else None
    return s.tokens[i - 1].low in _NAME_OWNERS and s.tags[i - 1] is Tag.NAME and following is Tag.NAME


def words_of(s: Sentence, start: int, end: int) -> list[str]:
    """Lower-case words of the tokens."""
    return s.lows(start, end)


def _of_entry(name: str, actor: KnownActor, alias: str = "") -> Who:
    extra = tuple(x for x in (alias, *actor.aliases) if x and x != name)
    return Who(
        name=name,
        key=actor.key,
        kind=actor.kind,
        speaker_kind=actor.speaker_kind,
        aliases=extra[:5],
        actor_id=actor.id,
        country=actor.country,
        side=actor.side,
    )


def _trim(s: Sentence, phrase: Phrase) -> tuple[int, int]:
    start, end = phrase.start, phrase.end
    while start < end and s.tags[start] in (Tag.DET, Tag.QUOTE):
        start += 1
    while end > start and s.tags[end - 1] is Tag.QUOTE:
        end -= 1
    return start, end


def _naming(s: Sentence, phrase: Phrase, lexicon: Lexicon) -> Phrase | None:
    """What stands behind "a man named", "a group calling itself": the name itself."""
    head = s.tokens[phrase.head].low
    if (
        not any(lexicon.noun_is(head, name) for name in ("people", "perpetrators", "armed_nouns"))
        and head not in lexicon.words["generic_group"]
    ):
        return None
    i = _behind_place(s, phrase.after)
    if i < len(s.tokens) and s.tags[i] is Tag.COMMA:
        i += 1
    while i < len(s.tokens) and s.tokens[i].low in ("who", "which", "that", "is", "was", "also", "better", "only"):
        i += 1
    if s.lows(i, i + 3)[1:] == ["the", "name"] and s.tokens[i].low in ("uses", "using", "used", "under", "by"):
        i += 2
    elif i >= len(s.tokens) or s.tokens[i].low not in lexicon.words["naming"]:
        return None
    if any(s.tags[t] is Tag.NAME for t in range(phrase.start, phrase.end) if t == phrase.head):
        return None
    i += 1
    for _ in range(3):
        if i < len(s.tokens) and (
            s.tokens[i].low in ("itself", "themselves", "himself", "as", "by", "only") or s.tags[i] is Tag.QUOTE
        ):
            i += 1
    found = s.at.get(i)
    named = found is not None and found.start == i and any(s.tags[t] is Tag.NAME for t in range(found.start, found.end))
    return found if named else None


def _behind_place(s: Sentence, i: int) -> int:
    """The token behind a short "in the south of X" at ``i``, ``i`` itself where there is none."""
    nxt = s.at.get(i + 1)
    return (
        nxt.after
        if nxt is not None and i < len(s.tags) and s.tags[i] is Tag.PREP and s.tokens[i].low in ("in", "from", "of")
        else i
    )
