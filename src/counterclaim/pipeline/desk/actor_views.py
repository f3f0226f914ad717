"""One actor: names, record as a speaker, claims over time, events."""

from __future__ import annotations

from collections.abc import Mapping

from counterclaim.backends.storage.base import Storage
from counterclaim.backends.storage.index.actors import StoredActor
from counterclaim.codebooks import ActorBook
from counterclaim.errors import ConfigError
from counterclaim.model import Act
from counterclaim.model.desk import ActorAlias, ActorClaim, ActorView, EventRow, SpeakerRecord
from counterclaim.model.values.actor_name import name_key
from counterclaim.pipeline.desk.following import StoredNaming
from counterclaim.review.rules import APART

EVENTS = 50
"""Events of an actor that are shown."""

_AGAINST = frozenset({Act.DENIES, Act.DOUBTS, Act.RETRACTS})


def actor_view(
    storage: Storage, book: ActorBook, identities: Mapping[str, str], key: str, naming: StoredNaming
) -> ActorView:
    """An actor by its key; raises ConfigError where the ledger has none with it."""
    found = storage.index.actor(key)
    if found is None:
        raise ConfigError(f"no actor of this ledger has the key {key!r}", remedy="look it up among the actors")
    rows = storage.index.event_rows({*found.events, *(event for event, _ in found.said)})
    shown = [rows[event] for event in found.events[:EVENTS] if event in rows]
    return ActorView(
        row=found.row,
        aliases=_aliases(book, identities, found),
        record=_record(found, naming),
        claims=_claims(found, rows),
        claims_more=max(0, found.row.said + found.row.named - len(found.said)),
        events=tuple(shown),
        events_more=max(0, found.row.events - len(shown)),
    )


def _aliases(book: ActorBook, identities: Mapping[str, str], found: StoredActor) -> tuple[ActorAlias, ...]:
    """Names in the texts with how often they stand there, then the codebook's own that no text has."""
    known = book.get(found.row.key)
    own = {name_key(name) for name in (known.name, *book.aliases(known.id))} if known else set()
    decided = {name_key(name) for name, actor in identities.items() if actor != APART}
    told = []
    for name, count in found.names:
        key = name_key(name)
        basis = "judgement" if key in decided else "codebook" if key in own else "text"
        told.append(ActorAlias(name=name, basis=basis, statements=count))
    said = {name_key(a.name) for a in told}
    rest = (known.name, *book.aliases(known.id)) if known else ()
    more = [ActorAlias(name=n, basis="codebook", statements=0) for n in rest if name_key(n) not in said]
    return (*told, *more)


def _record(found: StoredActor, naming: StoredNaming) -> SpeakerRecord:
    """Of each settled event the last word counts as one answer: right, or wrong."""
    verdicts: dict[str, bool] = {}
    for event, act, target, settled in found.answers:
        same = target == naming.wanted(settled)
        verdicts[event] = same is (act not in _AGAINST)
    return SpeakerRecord(
        acts=found.acts,
        right=sum(verdicts.values()),
        wrong=len(verdicts) - sum(verdicts.values()),
        open=found.asked - len(verdicts),
    )


def _claims(found: StoredActor, rows: Mapping[str, EventRow]) -> tuple[ActorClaim, ...]:
    return tuple(
        ActorClaim(
            statement_id=said.statement_id,
            event_id=event,
            title=rows[event].title,
            when=rows[event].when,
            act=said.act,
            value=said.value,
            speaker=said.speaker,
            own=said.own,
        )
        for event, said in found.said
        if event in rows
    )
