"""What stands around a name, and whether it lets the name be a place: English lists and rules."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

LOCATIVE = frozenset(
    "in at near outside inside around from to into toward towards through across throughout within between off on over against "
    "of via beyond past reach reached leave left entered enter visited".split()
)
SURE_LOCATIVE = frozenset({"in", "at", "near", "outside", "from", "of", "between", "through", "around", "inside"})
"""What still shows a place where all words are capitals and verbs and nouns look like names."""
PARTS = frozenset(
    "northern southern eastern western central northeastern northwestern southeastern southwestern north-eastern north-western "
    "south-eastern south-western north south east west northeast northwest southeast southwest downtown mainland greater upper "
    "lower rural inner outer occupied".split()
)
NEAR = frozenset({"near", "outside"})
_RANKS = {
    "region": "province department governorate state region county oblast prefecture republic emirate",
    "district": "district municipality tehsil upazila woreda canton",
    "city": "city town village suburb port neighbourhood neighborhood capital",
}
RANK_OF = {word: rank for rank, words in _RANKS.items() for word in words.split()}
OF_PLACE = frozenset(
    f"{' '.join(_RANKS.values())} kingdom gulf bay strait straits island islands isle isles valley peninsula mountains coast outskirts "
    "south north east west centre center streets borders border university archdiocese diocese".split()
)
IN_PLACE = frozenset(
    "airport international central station cathedral church mosque synagogue temple police hospital university college prison jail "
    "stadium hall market bazaar palace museum airbase base camp court council province district city town governorate department "
    "state region county valley zoo metro subway railway train embassy consulate school barracks harbour harbor port river lake "
    "mountains hills area neighbourhood neighborhood suburb suburbs junction border crossing refinery dam military air naval medical "
    "general green old old-city north south east west northern southern eastern western bus".split()
)
"""Words that, written with a capital after a place's name, name something in that place."""
NOT_PLACE_AFTER = frozenset(
    "front army party movement brigade brigades liberation tigers times post news herald tribune telegraph mirror gazette journal "
    "street road avenue boulevard lane gate square hilton group cartel accord accords agreement treaty declaration summit cup united "
    "fc war revolution battalion martyrs resistance agency review sentinel command taliban democratic freedom workers patriots "
    "league alliance corps guard guards commando commandos network company bank airlines airways".split()
)
CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october "
    "november december".split()
)
COMMON = frozenset(
    "police march may april august june july man men most of nice reading bath mobile split bar orange same date union independence "
    "liberty central victory santa san god general president major colonel captain mass church congress defence defense liberation "
    "army force forces state states court justice peace university college school hospital minister ministry police office party "
    "front government committee council command sunday monday friday saturday many several some other others street road gate "
    "christian muslim catholic islamic bishop father mother brother sister king queen prince doctor judge mayor governor senator "
    "media press radio news agency times english french german spanish the a an this that these those he she it we they his her its "
    "one two three four five six seven eight nine ten all no not now new old first second last late early after before while when "
    "where who what as and but or if so then there here also even only both each every in at on to by for from with about against "
    "during since until under over near more less man war bomb attack attacks killing murder island lake river mountain "
    "north south east west northern southern eastern western center centre chief director speaker leader commander "
    "allah mohammed ahmed ali hassan hussein khan jose maria juan carlos pedro luis david john paul peter george james william "
    "victoria florence charlotte madison jackson lincoln hamilton sydney".split()
) - {"sydney", "victoria", "florence", "charlotte", "hamilton", "lincoln", "jackson", "madison"}
LINKS = frozenset("of the de del la las los le les el al and i e es en upon sur am an der den do da dos das am-main ad ar as ash az".split())
TITLES = re.compile(
    r"^(?:mr|mrs|ms|dr|president|minister|general|gen|colonel|col|major|maj|captain|capt|lieutenant|lt|sergeant|sgt|judge|senator|"
    r"governor|mayor|king|queen|prince|princess|sheikh|imam|ayatollah|father|sister|bishop|archbishop|cardinal|pope|sir|lord|lady|"
    r"secretary|chief|commander|commandant|superintendent|inspector|director|spokesman|spokeswoman|chancellor|professor|ambassador|"
    r"comrade|brother|saint)\.?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text with its place; ``glued`` where only a space parts it from the word before."""

    text: str
    start: int
    end: int
    glued: bool
    after_comma: bool
    opens: bool
    """First word of a sentence, heading or quotation."""

    @property
    def low(self) -> str:
        """The word in lower case."""
        return self.text.lower()

    @property
    def capital(self) -> bool:
        """Whether it is written as a name is."""
        return self.text[:1].isupper() or (len(self.text) > 3 and "-" in self.text and self.text.split("-")[-1][:1].isupper())


_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_][^\W_]*(?:['’ʼʻ-][^\W_]+)*", re.UNICODE)


def words_of(text: str) -> list[Word]:
    """The words of a text; figures and signs part them."""
    found: list[Word] = []
    last = 0
    for match in _WORD.finditer(text):
        between = text[last : match.start()]
        word = match.group(0)
        end = match.end()
        if word.endswith(("'s", "’s")) and len(word) > 3:
            word, end = word[:-2], end - 2
        opens = not found or any(c in between for c in ".!?:;\"“”\n") and bool(between.strip() or "\n\n" in between)
        spaced = between.replace("\n", " ") in (" ", "  ") and text[last - 2 : last] not in ("'s", "’s")
        found.append(Word(word, match.start(), end, bool(found) and spaced, between.strip() == ",", opens))
        last = match.end()
    return found


def before(words: Sequence[Word], at: int) -> Word | None:
    """The word right before, with nothing but a space between."""
    return words[at - 1] if at > 0 and words[at].glued else None


def after(words: Sequence[Word], at: int) -> Word | None:
    """The word right after ``at``, with nothing but a space between."""
    return words[at + 1] if at + 1 < len(words) and words[at + 1].glued else None
