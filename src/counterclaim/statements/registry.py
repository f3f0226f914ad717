"""Who is who within one text: full names, short forms, pronouns and "the group"."""

from __future__ import annotations

from dataclasses import replace

from counterclaim.model import SpeakerKind
from counterclaim.statements.clauses import subjects
from counterclaim.statements.lexicon import Lexicon
from counterclaim.statements.naming import Namer
from counterclaim.statements.phrases import Phrase, Sentence
from counterclaim.statements.speakers import speaker_kind
from counterclaim.statements.tagging import Tag
from counterclaim.statements.who import ARMED, NOBODY, Who, key_of
from counterclaim.statements.wordlists import word_list

_GROUP_PRONOUNS = frozenset(
    {"it", "they", "them", "itself", "themselves", "we", "us", "its", "their", "theirs", "ours"}
)
_PERSON_PRONOUNS = frozenset({"he", "she", "him", "himself", "herself"})
_SINGULAR = frozenset({"it", "itself", "its"})
_ONE_GROUP = frozenset({"group", "organisation", "organization", "movement", "militia", "faction", "outfit", "network"})
_OF_STATES = frozenset({"army", "forces", "military", "police", "government"})
_SEATED = ("-based", "-backed", "-linked", "-affiliated", "-aligned")
_ROLE_REACH = 14
_KIN = frozenset(
    {"son", "daughter", "husband", "wife", "brother", "sister", "father", "mother", "client", "nephew", "cousin"}
)
_CIVIL = word_list("registry_civil")
_SENDERS = word_list("registry_senders")
_SENDER_REACH = 14
_BEHALF = tuple(tuple(phrase.split()) for phrase in sorted(word_list("registry_behalf")))
_MEMORY = 80
"""Names looked back over: what was told pages ago is no antecedent."""
_OPENING = 12
"""Tokens within which a sentence's topic stands, a dateline before it allowed."""
_OFFSHOOTS = frozenset({"offshoot", "splinter", "branch", "wing", "affiliate", "arm", "faction"})


class Registry:
    """Reads the phrases of a text in order and remembers whom they named."""

    def __init__(self, namer: Namer, lexicon: Lexicon) -> None:
        self._namer = namer
        self._lexicon = lexicon
        self._full: dict[str, Who] = {}
        self._same: dict[str, str] = {}
        self._people: dict[str, Who] = {}
        self._pending: tuple[int, str] | None = None  # sentence and key of a group described before it is named
        self._parts: dict[str, str] = {}
        """Last name by each inner part of a full name, "Moreno" for "Luis Moreno Vidal"; empty if several have it."""
        self._read: dict[tuple[int, int], Who] = {}
        self._recent: list[tuple[int, bool, Who]] = []
        self._done: set[int] = set()
        self.hurt: set[str] = set()
        """Keys of the persons told to have been killed or hurt."""
        self.writer: Who | None = None
        """Whom "we" and "I" mean outside quotations, None where that is not known."""

    def read_sentence(self, s: Sentence) -> None:
        """Read all phrases of ``s``, once for each sentence, in order."""
        if s.number in self._done:
            return
        self._done.add(s.number)
        topics = {p.start for k, v in enumerate(s.verbs) if v.finite for p in subjects(s, k, self._lexicon)}
        for phrase in s.phrases:
            if phrase.kind == "rel":
                continue
            known = len(self._full)
            who = self._resolve(s, phrase)
            self._read[s.number, phrase.start] = who
            self._name_described(s, phrase, who, fresh=len(self._full) > known)
            self._register_owner(s, phrase)
            if who.name and not who.generic and not who.place and phrase.kind == "np":
                self._recent.append((s.number, phrase.start in topics or phrase.start <= 1, who))

    def _name_described(self, s: Sentence, phrase: Phrase, who: Who, *, fresh: bool) -> None:
        """Tie "a banned organisation" to the group that is first named as a subject in the sentences after it."""
        if _described_group(who) and s.tokens[phrase.start].low in ("a", "an") and phrase.start <= _OPENING:
            self._pending = (s.number, who.key)
        elif self._pending is not None and fresh and who.kind == "organisation":
            number, key = self._pending
            armed = who.speaker_kind in (ARMED, SpeakerKind.UNKNOWN)
            if number < s.number <= number + 2 and armed and phrase.start <= 1:
                self._same[key] = self._same.get(who.key, who.key)
                self._pending = None

    def _register_owner(self, s: Sentence, phrase: Phrase) -> None:
        """Remember the group in "the group's spokesman": it is named too."""
        holder = self._namer.holder(s, phrase)
        if not holder.name:  # "Front spokesman Deno Arkil"
            who = self._read.get((s.number, phrase.start), NOBODY)
            holder = self._side_named(s, phrase, who.side) if who.kind == "person" and who.side else NOBODY
        if not holder.name:
            return
        head = s.tokens[phrase.head].low
        if holder.kind == "person" and not holder.place and self._lexicon.noun_is(head, "spokesmen"):
            holder = replace(holder, kind="organisation", speaker_kind=ARMED)
        if holder.kind in ("organisation", "state") and not holder.generic:
            self._recent.append((s.number, False, self._unify(holder, "")))

    def _side_named(self, s: Sentence, phrase: Phrase, side: str) -> Who:
        """The armed group that somebody speaks for, as ``phrase`` or the text before it names it."""
        known = (self.known_at(s, i) for i in range(phrase.start, phrase.end) if i in s.known)
        here = next((w for w in known if w is not None and w.key == side), None)
        who = here or self._full.get(self._same.get(side, side), NOBODY)
        return who if who.speaker_kind is ARMED else NOBODY

    def who(self, s: Sentence, phrase: Phrase) -> Who:
        """What ``phrase`` names, with the fullest form that the text has used."""
        who = self._read.get((s.number, phrase.start), NOBODY)
        return self.fullest(who)

    def owner(self, s: Sentence, phrase: Phrase) -> Who:
        """The actor before the ’s of ``phrase``; pronouns and "the group's" resolved."""
        first = s.tokens[phrase.start].low
        if first in ("its", "their", "our"):
            return self._last_side(s.number, one=first == "its")
        who = self._namer.owner(s, phrase)
        if who.generic and any(w in self._lexicon.words["generic_group"] for w in s.lows(phrase.start, phrase.end)):
            return self._last_side(s.number)
        return self.fullest(self._unify(who, "")) if who.name else who

    def fullest(self, who: Who) -> Who:
        """``who`` under the fullest name that the text uses for it."""
        key = self._same.get(who.key, who.key)
        best = self._full.get(key)
        if best is None or who.kind == "person":
            return who
        if who.kind == "state" and "coalition" not in key_of(who.name).split():
            return who
        return best

    def by_key(self, key: str) -> Who | None:
        """The actor known under ``key``, None where the text has not named it."""
        named = self._full.get(self._same.get(key, key))
        if named is not None and named.kind == "state" and named.country:
            return self._namer.of_key(key) or named
        return named or self._namer.of_key(key)

    def known_at(self, s: Sentence, start: int) -> Who | None:
        """The codebook's actor whose name begins at token ``start``."""
        if start not in s.known:
            return None
        end, _ = s.known[start]
        return self.fullest(self._unify(self._namer.read(s, Phrase(start, end, end - 1, end)), ""))

    def named_at(self, s: Sentence, start: int, end: int) -> Who:
        """Whom the words [start, end) name by themselves."""
        return self.fullest(self._namer.read(s, Phrase(start, end, end - 1, end)))

    def state_in(self, s: Sentence, phrase: Phrase) -> Who | None:
        """The state whose name or demonym stands before the head of ``phrase``."""
        return self._namer.state_before(s, phrase)

    def as_armed(self, who: Who) -> Who:
        """``who`` as an armed group: it has claimed an attack."""
        if who.kind not in ("organisation", "person") or (
            who.kind == "person" and " " in who.name and who.name != who.name.upper()
        ):
            return who
        armed = replace(
            who,
            speaker_kind=ARMED,
            kind="organisation" if who.kind == "organisation" or " " not in who.name else who.kind,
        )
        self._full[self._same.get(who.key, who.key)] = armed
        return armed

    def named_person(self, name: str) -> Who | None:
        """The person that the text has introduced under a fuller name ending in ``name``."""
        return self._people.get(name.split()[-1].casefold()) if name else None

    def _resolve(self, s: Sentence, phrase: Phrase) -> Who:
        low = s.tokens[phrase.start].low
        if phrase.kind == "pron" or low in ("one", "another", "a", "an"):
            sender = self._on_behalf(s, phrase)
            if sender is not None:
                return sender
        if phrase.kind == "pron":
            if low in ("we", "us") and self.writer is not None:
                return self.writer
            if low in _GROUP_PRONOUNS:
                return self._last_side(s.number, one=low in _SINGULAR)
            return self._last_person() if low in _PERSON_PRONOUNS else NOBODY
        if low in ("its", "their") and self._own_people(s.tokens[phrase.head].low):
            holder = self._last_side(s.number, one=low == "its")
            if holder.name:
                return holder
        if low in ("his", "her") and s.tokens[phrase.head].low in _KIN and phrase.head - phrase.start <= 2:
            return self._last_person()
        definite = self._definite(s, phrase)
        if definite is not None:
            return definite
        who = self._namer.read(s, phrase)
        if who.generic and phrase.after + 1 < len(s.tokens) and s.tokens[phrase.after].low in ("from", "of", "for"):
            who = self._offshoot(s, phrase) or self._body_of(s, phrase, who)
        if who.kind == "person" and not who.generic:
            if low in ("its", "their", "our") and not who.side:
                who = self._of_side(who, self._last_side(s.number, one=low == "its"))
            return self._person(s, phrase, who)
        return self._unify(who, phrase.alias)

    def _offshoot(self, s: Sentence, phrase: Phrase) -> Who | None:
        """Such as "a militant offshoot of the Kestrel Army": a group of its own, described."""
        following = s.at.get(phrase.after + 1)
        if s.tokens[phrase.head].low not in _OFFSHOOTS or following is None or s.tokens[phrase.after].low != "of":
            return None
        parent = self._namer.read(s, following)
        if parent.kind != "organisation" or parent.speaker_kind is not ARMED:
            return None
        start = phrase.start + (s.tags[phrase.start] is Tag.DET)
        name = s.text(start, following.after)
        return Who(name=name, key=key_of(name), kind="description", speaker_kind=ARMED)

    def _on_behalf(self, s: Sentence, phrase: Phrase) -> Who | None:
        """Such as "a caller speaking for X", "one, on behalf of X", "a man who claimed to represent X": X itself."""
        head = s.tokens[phrase.head].low
        if head not in _SENDERS or s.tags[phrase.head] is Tag.NAME:
            return None
        for i in range(phrase.after, min(phrase.after + _SENDER_REACH, len(s.tokens) - 1)):
            words = s.lows(i, i + 6)
            told = next((t for t in _BEHALF if words[: len(t)] == list(t)), ())
            if told:
                holder = next((p for p in s.phrases if p.start >= i + len(told)), None)
                who = self._definite(s, holder) or self._namer.read(s, holder) if holder is not None else NOBODY
                if who.kind != "organisation" and holder is not None:
                    who = self.owner(s, holder)
                return self._unify(who, holder.alias if holder else "") if who.kind == "organisation" else None
        return None

    def _of_side(self, who: Who, side: Who) -> Who:
        """A person called "its spokesman" or "their leader" speaks for the side that "its" points to."""
        if side.kind not in ("organisation", "state"):
            return who
        kind = who.speaker_kind
        if side.kind == "organisation" and kind in (SpeakerKind.UNKNOWN, SpeakerKind.AUTHORITY):
            kind = side.speaker_kind
        return replace(who, side=side.side or side.key, country=side.country, speaker_kind=kind)

    def _body_of(self, s: Sentence, phrase: Phrase, who: Who) -> Who:
        """Such as "representatives from Iran", "troops of the Northern Army": people of a state or group."""
        following = s.at.get(phrase.after + 1)
        head = s.tokens[phrase.head].low
        body = any(self._lexicon.noun_is(head, name) for name in ("states", "spokesmen", "state_nouns"))
        if following is None or following.start != phrase.after + 1 or not body:
            return who
        holder = self._namer.read(s, following)
        headed = holder.kind == "description" and s.tokens[phrase.after].low == "of"
        officials = (SpeakerKind.AUTHORITY, SpeakerKind.STATE, SpeakerKind.COURT)
        if headed and who.speaker_kind is SpeakerKind.UNKNOWN and holder.speaker_kind in officials:
            return replace(who, speaker_kind=holder.speaker_kind)
        if holder.kind == "description" and holder.vague and self._own_people(head):
            return holder
        if holder.kind != "state" or not holder.country:
            return who
        name = s.text(phrase.start + (s.tags[phrase.start] is Tag.DET), following.after)
        kind = speaker_kind(s.lows(phrase.start, phrase.end), self._lexicon)
        return replace(
            holder,
            name=name,
            aliases=(holder.name, *holder.aliases),
            speaker_kind=kind if kind is SpeakerKind.AUTHORITY else SpeakerKind.STATE,
        )

    def _own_people(self, head: str) -> bool:
        """Whether "its ..." means the actor's own forces or members."""
        return any(self._lexicon.noun_is(head, name) for name in ("state_nouns", "armed_nouns"))

    def _definite(self, s: Sentence, phrase: Phrase) -> Who | None:
        """Such as "The group", "this organisation", "the country": whom it points back to."""
        first = s.tokens[phrase.start].low
        words = s.lows(phrase.start, phrase.end)
        if (
            first not in ("the", "this", "that", "these", "those", "both")
            or len(words) > 4
            or s.tags[phrase.head] is Tag.NAME
        ):
            return None
        if any(s.tags[i] is Tag.NAME for i in range(phrase.start, phrase.end)):
            return self._described_again(s, phrase)
        if Tag.POSS in s.tags[phrase.start : phrase.end]:
            return None
        head = words[-1]
        if head in self._lexicon.words["generic_group"] or head == "coalition":
            return self._last_group(head)
        named = self._of_head(head) if first == "the" and len(words) <= 2 else None
        if named is not None:
            return named
        if head in ("country", "nation", "kingdom", "state", "republic"):
            return next((w for _, _, w in reversed(self._recent) if w.kind == "state" and w.country), None)
        return None

    def _described_again(self, s: Sentence, phrase: Phrase) -> Who | None:
        """Such as "the Sunni extremist group", "the Ulmaria-based outfit": a group named before, None without one."""
        head = s.tokens[phrase.head].low
        if head not in _ONE_GROUP or not all(self._describes(s, i) for i in range(phrase.start + 1, phrase.head)):
            return None
        return self._last_group(head)

    def _describes(self, s: Sentence, i: int) -> bool:
        """Whether a word before "group" tells what it believes, where it is from, or that it is armed."""
        low = s.tokens[i].low
        return (
            low in self._lexicon.words["ideologies"]
            or low in self._lexicon.words["stop_modifiers"]
            or self._lexicon.noun_is(low, "armed_nouns")
            or low.endswith(_SEATED)
            or (s.tags[i] is Tag.NAME and self._namer.is_demonym(low))
        )

    def _of_head(self, head: str) -> Who | None:
        """The body whose name ends in that noun: "the agency" after "Norvanian Intelligence Agency"."""
        if head in self._lexicon.deeds:
            return None
        for _, _, who in reversed(self._recent[-_MEMORY:]):
            words = key_of(who.name).split()
            if who.kind == "organisation" and len(words) > 1 and words[-1] == head and not who.vague:
                # "The army" beside an armed group that calls itself one is the state's.
                return None if head in _OF_STATES and who.speaker_kind is ARMED else who
        return None

    def _last_group(self, head: str) -> Who | None:
        """The armed group, or coalition, that "the group" points to: near, a subject, often named, known."""
        scores: dict[str, tuple[float, Who]] = {}
        latest = self._recent[-1][0] if self._recent else 0
        for at, subject, who in self._recent[-60:]:
            if head == "coalition":
                fits = "coalition" in key_of(who.name).split()
            else:
                civil = bool(set(key_of(who.name).split()) & _CIVIL)
                fits = (
                    not civil
                    and who.kind == "organisation"
                    and (who.speaker_kind is ARMED or (who.speaker_kind is SpeakerKind.UNKNOWN and subject))
                    and not who.side
                )
            if fits:
                before = scores.get(who.key, (0.0, who))[0]
                nearness = 3.0 / (1 + latest - at)
                score = max(before, nearness) + 0.3 + (0.7 if subject else 0.0) + (0.5 if who.actor_id else 0.0)
                scores[who.key] = (min(score, nearness + 3.0), who)
        return max(scores.values(), key=lambda pair: pair[0], default=(0.0, None))[1]

    def _last_side(self, number: int, *, one: bool = False) -> Who:
        """Antecedent of "it" and "they": the last subject that can act, in this sentence or up to three before.

        ``one``: the pronoun is singular, and so does not mean people in the plural such as "the rebels".
        """
        for subject_only in (True, False):
            for at, subject, who in reversed(self._recent):
                if at < number - 3:
                    break
                acts = who.kind in ("organisation", "state") or who.vague or _described_group(who)
                if one and who.vague and who.name.endswith("s"):
                    continue
                if (subject or (not subject_only and who.kind != "state")) and acts:
                    return who
        return NOBODY

    def _last_person(self) -> Who:
        """Antecedent of "he" and "she": first subject of this sentence or the one before, else the last person."""
        people = [entry for entry in self._recent[-16:] if entry[2].kind == "person" and " " in entry[2].name]
        for number in sorted({at for at, _, _ in people}, reverse=True):
            told = [(subject, who) for at, subject, who in people if at == number]
            first = next((who for subject, who in told if subject), None)
            if first is not None:
                return first
            if len(told) == 1 or number == people[-1][0]:
                return told[-1][1]
        return NOBODY

    def last_person(self) -> Who:
        """The person that "his" points to."""
        return self._last_person()

    def other_person(self, than: Who) -> Who:
        """The last person named who is not ``than``."""
        people = [w for _, _, w in self._recent[-12:] if w.kind == "person" and " " in w.name and w.key != than.key]
        return people[-1] if people else NOBODY

    def _person(self, s: Sentence, phrase: Phrase, who: Who) -> Who:
        last = who.name.split()[-1].casefold()
        known = self._people.get(last)
        if known is None and " " not in who.name and self._parts.get(last):
            known = self._people.get(self._parts[last])
        if known is not None and (" " not in who.name or known.key == who.key):
            if who.speaker_kind is not SpeakerKind.UNKNOWN and known.speaker_kind is SpeakerKind.UNKNOWN:
                known = replace(known, speaker_kind=who.speaker_kind, side=who.side)
                self._people[last] = known
            return known
        org = self._same.get(who.key)
        if org is not None or who.key in self._full:
            return self._full[org or who.key]
        who = self._with_role(s, phrase, who)
        if not who.place or who.speaker_kind is not SpeakerKind.UNKNOWN:
            who = replace(who, place=False)
            first = self._people.get(last)
            # Of two who share a surname, "Moreno" alone means the one that the text named first, and rather the living.
            if first is None or " " not in first.name or first.key in (who.key, *self.hurt):
                self._people[last] = who
            for part in who.name.casefold().split()[1:-1]:
                self._parts[part] = last if self._parts.get(part, last) == last else ""
        return who

    def _with_role(self, s: Sentence, phrase: Phrase, who: Who) -> Who:
        """Add the role told after the name: ", a spokesman for X,", "of the army's command", "(head of X)"."""
        i = phrase.after
        if i >= len(s.tokens) or not (
            s.tags[i] in (Tag.COMMA, Tag.OPEN) or s.tokens[i].low in ("of", "from", "for", "at", "with")
        ):
            return who
        stop = i + 1
        if s.lows(stop, stop + 1) and s.tokens[stop].low in ("speaking", "acting", "writing", "representing"):
            stop += 1
        while stop < min(i + _ROLE_REACH, len(s.tokens)) and s.tags[stop] not in (
            Tag.COMMA,
            Tag.CLOSE,
            Tag.END,
            Tag.REL,
            Tag.VERB,
        ):
            stop += 1
        if s.tags[i] is Tag.COMMA and (stop >= len(s.tokens) or s.tags[stop] not in (Tag.COMMA, Tag.END, Tag.REL)):
            return who
        kind = speaker_kind(s.lows(i + 1, stop), self._lexicon)
        side, country = who.side, who.country
        for part in s.phrases:
            if i < part.start < stop:
                holder = self._namer.read(s, part)
                if holder.kind == "person" and holder.side:
                    side, country, kind = holder.side, holder.country, holder.speaker_kind
                elif holder.kind in ("organisation", "state"):
                    side, country = holder.side or self._same.get(holder.key, holder.key), holder.country
                    kind = holder.speaker_kind if holder.speaker_kind is ARMED or kind is SpeakerKind.UNKNOWN else kind
        return replace(
            who, speaker_kind=kind if kind is not SpeakerKind.UNKNOWN else who.speaker_kind, side=side, country=country
        )

    def _unify(self, who: Who, alias: str) -> Who:
        if not who.name or who.generic or who.kind not in ("organisation", "state"):
            return who
        key = self._same.get(who.key) or self._match(who) or who.key
        best = self._full.get(key)
        if best is None:
            best = who if who.key == key else replace(who, key=key)
        elif who.speaker_kind is best.speaker_kind or who.kind == "organisation":
            longer = len(who.name) > len(best.name) and who.kind == "organisation" and not who.name.isupper()
            names = dict.fromkeys((best.name, *best.aliases, who.name, *who.aliases))
            name = who.name if longer else best.name
            best = replace(best, name=name, aliases=tuple(n for n in names if n != name)[:6])
        else:
            return replace(who, key=key)
        self._full[key] = best
        self._same[who.key] = key
        for other in (alias, key_of(who.name)):
            if other and not other.isdigit():
                self._same[key_of(other)] = key
        return best

    def _match(self, who: Who) -> str:
        """Key of an organisation named before of which ``who`` is a shorter or longer form, or the initials."""
        if who.kind == "state" and "coalition" in key_of(who.name).split():
            found = [k for k, other in self._full.items() if "coalition" in key_of(other.name).split()]
            return found[0] if len(found) == 1 else ""
        if who.kind != "organisation" or who.actor_id:
            return ""
        mine = _content(who.name)
        found = []
        for key, other in self._full.items():
            if other.kind != "organisation":
                continue
            words = key_of(other.name).replace("-", " ").split()
            initials = "".join(w[0] for w in words if w not in ("of", "the", "and", "for"))
            forms = [_content(form) for form in (other.name, *other.aliases)]
            if any(_shorter(mine, form) for form in forms) or key_of(who.name) == initials:
                found.append(key)
        return found[0] if len(found) == 1 else ""


def _described_group(who: Who) -> bool:
    return who.kind == "description" and who.speaker_kind is ARMED and not who.generic


def _content(name: str) -> frozenset[str]:
    """The words of a name that tell it from others."""
    return frozenset(key_of(name).replace("-", " ").split()) - {"of", "the", "and", "for", "a"}


def _shorter(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether one set of words is the other with up to three left out."""
    short, long = (one, other) if len(one) < len(other) else (other, one)
    return bool(short) and short < long and len(long - short) <= 3
