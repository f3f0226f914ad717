"""What each outlet puts out: languages, media, gaps, claims and denials, and how its claims held up."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import regex

from counterclaim.model import Act, Document, EventView, Passage, Property, Source, StatementView
from counterclaim.model.narrative import OutletProfile
from counterclaim.narratives.prevalence import Period

LANGUAGES = (
    "Arabic", "English", "French", "German", "Spanish", "Russian", "Turkish", "Pashto", "Persian", "Dari", "Urdu",
    "Kurdish", "Indonesian", "Bosnian", "Uyghur", "Bengali", "Somali", "Hausa", "Swahili", "Amharic", "Hebrew",
    "Portuguese", "Italian", "Dutch", "Chinese", "Hindi", "Tamil", "Malay", "Tagalog", "Ukrainian", "Polish",
    "Albanian", "Serbian", "Croatian", "Greek", "Armenian", "Azerbaijani", "Burmese", "Thai", "Japanese", "Korean",
)  # fmt: skip
_LANGUAGE = regex.compile(rf"\b(?:{'|'.join(LANGUAGES)})\b")
_MANY = regex.compile(
    r"\b(?P<n>two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2}) (?:different )?languages\b", regex.I
)
_MEDIA = {
    "video": regex.compile(r"\b(?:videos?|film(?:s|ed)?|footage|broadcasts?|television|tv)\b", regex.I),
    "audio": regex.compile(r"\b(?:audio|radio|recordings?|podcasts?|chants?|anthems?)\b", regex.I),
    "image": regex.compile(r"\b(?:photos?|photographs?|pictures?|images?|infographics?|posters?)\b", regex.I),
    "text": regex.compile(
        r"\b(?:reports?|magazines?|newsletters?|statements?|bulletins?|articles?|leaflets?)\b", regex.I
    ),
}
_WRITTEN = ("text/", "application/pdf", "application/vnd", "message/", "application/rss", "application/xhtml")
_GAP = 3
"""A month without documents is a gap where the outlet has at least this many documents a month on average."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldOf:
    """A sentence that names an outlet."""

    name: str
    kind: str
    passage: Passage


def profiles(
    sources: Iterable[Source],
    documents: Iterable[Document],
    views: Sequence[EventView],
    told: Iterable[ToldOf] = (),
) -> list[OutletProfile]:
    """One profile per outlet that has documents or that texts tell of; most documents first, then by name."""
    of_source: dict[str, list[Document]] = defaultdict(list)
    for document in documents:
        of_source[document.source_id].append(document)
    told_of: dict[str, list[Passage]] = defaultdict(list)
    kinds: dict[str, str] = {}
    for item in told:
        told_of[item.name].append(item.passage)
        kinds[item.name] = item.kind
    record = _records(views)
    known = list(sources)
    found = [
        _profile(s, of_source[s.id], record, told_of.pop(s.name, []))
        for s in known
        if of_source[s.id] or s.name in told_of
    ]
    found += [_profile(Source(name=name, kind=kinds[name]), [], record, passages) for name, passages in told_of.items()]
    return sorted(found, key=lambda p: (-p.collected, p.name))


@dataclass(slots=True)
class _Record:
    claims: int = 0
    denials: int = 0
    held: int = 0
    not_held: int = 0
    undecided: int = 0


def _records(views: Sequence[EventView]) -> dict[str, _Record]:
    """By outlet, or actor as speaker, what it claims and denies of events and how the claims held up."""
    found: dict[str, _Record] = defaultdict(_Record)
    for view in views:
        weighed = view.assessment(Property.PERPETRATOR)
        outcome = weighed.outcome if weighed else ""
        done: set[tuple[str, str, str]] = set()
        for item in view.statements:
            for name in {item.document.outlet, item.statement.speaker.name, item.statement.channel} - {""}:
                key = (name, str(item.statement.act), item.statement.value)
                if item.statement.property is Property.PERPETRATOR and key not in done:
                    done.add(key)
                    _count(found[name], item, outcome)
    return found


def _count(record: _Record, item: StatementView, outcome: str) -> None:
    if item.statement.act is Act.DENIES:
        record.denials += 1
    if item.statement.act is not Act.CLAIMS:
        return
    record.claims += 1
    if outcome in ("", "disputed", "unknown"):
        record.undecided += 1
    elif outcome in (item.statement.value, *item.statement.value_aliases):
        record.held += 1
    else:
        record.not_held += 1


def _profile(
    source: Source, documents: Sequence[Document], records: dict[str, _Record], told: Sequence[Passage]
) -> OutletProfile:
    days = sorted(d.published.earliest for d in documents if d.published and d.published.earliest)
    months = Counter(start for d in documents if (start := Period.MONTH.of(d.published)))
    record = records.get(source.name, _Record())
    return OutletProfile(
        name=source.name,
        kind=source.kind,
        affiliation=source.affiliation,
        collected=len(documents),
        languages=tuple(sorted(Counter(d.language for d in documents).items(), key=lambda item: (-item[1], item[0]))),
        languages_told=_languages_told(told),
        media=_media(documents, told),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        gaps=_gaps(months),
        per_month=tuple(sorted(months.items())),
        claims=record.claims,
        denials=record.denials,
        held=record.held,
        not_held=record.not_held,
        undecided=record.undecided,
        told_in=tuple(told),
    )


def _languages_told(told: Sequence[Passage]) -> tuple[str, ...]:
    named = dict.fromkeys(name for p in told for name in _LANGUAGE.findall(p.quote))
    counts = dict.fromkeys(f"{m['n'].lower()} languages" for p in told for m in _MANY.finditer(p.quote))
    return (*counts, *named)


def _media(documents: Sequence[Document], told: Sequence[Passage]) -> tuple[str, ...]:
    found = {"text"} if any(d.media_type.startswith(_WRITTEN) for d in documents) else set()
    found |= {d.media_type.split("/")[0] for d in documents} & {"image", "audio", "video"}
    found |= {kind for kind, pattern in _MEDIA.items() if any(pattern.search(p.quote) for p in told)}
    return tuple(kind for kind in ("text", "image", "audio", "video") if kind in found)


def _gaps(months: Counter[date]) -> tuple[tuple[date, date], ...]:
    """Runs of months without a document of an outlet that otherwise has several a month."""
    if not months or sum(months.values()) < _GAP * len(months):
        return ()
    gaps: list[tuple[date, date]] = []
    month, last = min(months), max(months)
    while month < last:
        after = Period.MONTH.next(month)
        if month not in months:
            end = after - timedelta(days=1)
            joined = gaps and gaps[-1][1] + timedelta(days=1) == month
            gaps[-1:] = [(gaps[-1][0], end)] if joined else [*gaps[-1:], (month, end)]
        month = after
    return tuple(gaps)
