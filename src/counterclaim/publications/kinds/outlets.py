"""References to outlets, `{outlet:Amaq News Agency}`: what each puts out, in which languages, and what it claims."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from counterclaim.model import Act, DateInterval, Property
from counterclaim.model.narrative import OutletProfile
from counterclaim.publications.display import isolated
from counterclaim.publications.kinds.base import Answer, Kind, Scope, Unsupported, near
from counterclaim.publications.kinds.languages import language_name
from counterclaim.publications.kinds.narratives import first_of_each
from counterclaim.publications.paper.blocks import Table
from counterclaim.publications.paper.inlines import Inline, Marked, Text
from counterclaim.publications.words import date_words, listed, plural

_MOST = 3
"""Notes to a line on an outlet of which only texts tell."""


def _find(target: str, scope: Scope) -> OutletProfile:
    known, wanted = scope.given.outlets, target.casefold()
    found = next((p for name, p in known.items() if name.casefold() == wanted), None)
    if found is None:
        raise Unsupported(f"there is no outlet {target!r}{near(target, known)}", "`counterclaim outlets` lists them")
    return found


def _support(profile: OutletProfile, scope: Scope, *acts: Act) -> list[str]:
    """What carries a line on an outlet: what it says or relays of who did it, else the texts that tell of it."""
    name = scope.mask(profile.name)
    own = [
        s
        for s in scope.statements.values()
        if name in (s.document.outlet, s.speaker, s.channel)
        and (not acts or (s.property is Property.PERPETRATOR and s.act in acts))
    ]
    first: dict[str, str] = {}
    for statement in own:
        first.setdefault(statement.document.id, statement.id)
    told = first_of_each(profile.told_in)[:_MOST]
    cited = list(first.values()) if acts or profile.collected else [*told, *first.values()][:_MOST]
    cited = cited or told
    if not cited:
        raise Unsupported(f"no statement or passage of this brief tells of {profile.name!r}", "widen its period")
    return cited


def _answer(profile: OutletProfile, text: str, scope: Scope, *acts: Act) -> Answer:
    return Answer.words(text, Marked(scope.notes.marks(text, _support(profile, scope, *acts))))


def _kind(profile: OutletProfile, scope: Scope) -> str:
    side = f", speaks for {isolated(scope.mask(profile.affiliation))}" if profile.affiliation else ""
    return f"{profile.kind.replace('_', ' ')}{side}"


def _languages(profile: OutletProfile) -> str:
    own = [language_name(tag) for tag, _ in profile.languages]
    return listed(list(dict.fromkeys([*own, *profile.languages_told])))


def _items(profile: OutletProfile) -> str:
    if not profile.collected:
        return "no item collected, known from what others tell"
    days = f", {_days(profile.first, profile.last)}" if profile.first and profile.last else ""
    return f"{plural(profile.collected, 'item')}{days}"


def _days(first: date, last: date) -> str:
    return date_words(DateInterval(earliest=first, latest=last))


def _gaps(profile: OutletProfile, scope: Scope) -> Answer:
    if not profile.gaps:
        raise Unsupported(f"there is no gap in what was collected of {profile.name!r}")
    return _answer(profile, listed([_days(*gap) for gap in profile.gaps]), scope)


def _claims(profile: OutletProfile) -> str:
    if not profile.claims:
        return "no claim"
    parts = ((profile.held, "held up"), (profile.not_held, "did not"), (profile.undecided, "undecided"))
    return f"{plural(profile.claims, 'claim')} ({', '.join(f'{n} {words}' for n, words in parts if n)})"


def _claimed(profile: OutletProfile, scope: Scope) -> Answer:
    if not profile.claims:
        raise Unsupported(f"{profile.name!r} made or carried no claim")
    return _answer(profile, _claims(profile), scope, Act.CLAIMS)


def _denied(profile: OutletProfile, scope: Scope) -> Answer:
    if not profile.denials:
        raise Unsupported(f"{profile.name!r} made or carried no denial")
    return _answer(profile, plural(profile.denials, "denial"), scope, Act.DENIES)


def _whole(profile: OutletProfile, scope: Scope) -> Answer:
    languages, media = _languages(profile), listed(list(profile.media))
    parts = [_kind(profile, scope), _items(profile), *(f"in {words}" for words in [languages] if words)]
    parts += [media] if media else []
    parts += [_claims(profile)] if profile.claims else []
    parts += [plural(profile.denials, "denial")] if profile.denials else []
    return _answer(profile, f"{isolated(scope.mask(profile.name))}: {'; '.join(parts)}", scope)


def _told(words: Callable[[OutletProfile], str], lacking: str) -> Callable[[OutletProfile, Scope], Answer]:
    def answer(profile: OutletProfile, scope: Scope) -> Answer:
        if not words(profile):
            raise Unsupported(f"{lacking} of {profile.name!r}")
        return _answer(profile, words(profile), scope)

    return answer


_FIELDS: dict[str, tuple[str, Callable[[OutletProfile, Scope], Answer]]] = {
    "": ("what is known of it, in a line", _whole),
    "name": ("its name", lambda p, scope: _answer(p, isolated(scope.mask(p.name)), scope)),
    "kind": ("what it is, and for whom it speaks", lambda p, scope: _answer(p, _kind(p, scope), scope)),
    "languages": ("its languages, of its items and as texts tell", _told(_languages, "nothing tells the languages")),
    "media": ("text, image, audio, video", _told(lambda p: listed(list(p.media)), "nothing tells the media")),
    "items": ("how many items were collected, and from when to when", lambda p, scope: _answer(p, _items(p), scope)),
    "gaps": ("months from which nothing was collected", _gaps),
    "claims": ("its claims, and how they held up", _claimed),
    "denials": ("its denials", _denied),
}


def _outlet(target: str, field: str, scope: Scope) -> Answer:
    return _FIELDS[field][1](_find(target, scope), scope)


def _outlets(target: str, field: str, scope: Scope) -> Answer:
    rows = []
    for profile in scope.given.outlets.values():
        try:
            rows.append(_row(profile, scope))
        except Unsupported:
            # An outlet that nothing in this brief tells of has no line in its inventory.
            continue
    if not rows:
        raise Unsupported("no statement or passage of this brief tells of any outlet")
    heads = ("Outlet", "Kind", "Items", "Languages", "Media", "Claims", "Denials")
    return Answer(blocks=(Table(header=tuple((Text(words),) for words in heads), rows=tuple(rows)),))


def _row(profile: OutletProfile, scope: Scope) -> tuple[tuple[Inline, ...], ...]:
    cited = _support(profile, scope)
    name = isolated(scope.mask(profile.name))
    return (
        (Text(name), Marked(scope.notes.marks(name, cited))),
        (Text(_kind(profile, scope)),),
        (Text(_items(profile)),),
        (Text(_languages(profile) or "not told"),),
        (Text(listed(list(profile.media)) or "not told"),),
        (Text(_claims(profile)),),
        (Text(str(profile.denials)),),
    )


OUTLET = Kind(
    name="outlet",
    resolve=_outlet,
    fields={name: words for name, (words, _) in _FIELDS.items()},
    target="an outlet's name",
)
OUTLETS = Kind(name="outlets", resolve=_outlets, fields={"": "the inventory of all outlets, as a table"})
