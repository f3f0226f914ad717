"""References to single statements, to actors and to documents."""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.model import Act, Property
from counterclaim.model.values.actor_name import name_key
from counterclaim.publications.display import isolated
from counterclaim.publications.kinds.base import Answer, Kind, Scope, Unsupported, near
from counterclaim.publications.material import PublishedStatement
from counterclaim.publications.paper.inlines import Marked, Text
from counterclaim.publications.paper.lowering import published_words
from counterclaim.publications.words import act_phrase, plural, value_words


def _statement(target: str, field: str, scope: Scope) -> Answer:
    statement = _find(target, scope)
    document = statement.document
    source = f"{isolated(document.outlet)}, {published_words(document.published)}"
    speaker = isolated(statement.speaker)
    texts = {
        "": f"“{isolated(statement.quote)}” ({speaker}; {source})" if not statement.own_voice else "",
        "quote": f"“{isolated(statement.quote)}”",
        "speaker": speaker,
        "value": value_words(statement.property, statement.value),
        "said": f"{speaker} {_said(statement)}",
        "source": source,
    }
    return _words(texts[field] or f"“{isolated(statement.quote)}” ({source})", (statement,), scope)


def _said(statement: PublishedStatement) -> str:
    if statement.property is Property.PERPETRATOR:
        return act_phrase(statement)
    return f"tells of {statement.property}: {value_words(statement.property, statement.value)}"


def _find(target: str, scope: Scope) -> PublishedStatement:
    known = scope.statements
    found = [known[target]] if target in known else [s for i, s in known.items() if i.startswith(target or " ")]
    if len(found) == 1:
        return found[0]
    if found:
        raise Unsupported(f"several statements begin with {target!r}", "give more of the id")
    gone = next((why for i, why in scope.withdrawn.items() if i.startswith(target or " ")), "")
    if gone:
        raise Unsupported(f"statement {target} no longer stands: {gone}")
    close = near(target, known) if len(target) > 6 else ""
    raise Unsupported(
        f"there is no statement {target!r} in this brief{close}", "`counterclaim show EVENT` lists statements with ids"
    )


def _words(text: str, told: Sequence[PublishedStatement], scope: Scope) -> Answer:
    ids = {s.id for s in told}
    events = tuple(e.id for e in scope.events if any(s.id in ids for s in e.statements))
    return Answer(inlines=(Text(text), Marked(scope.notes.marks(text, ids_in_order(told)))), event_ids=events)


def ids_in_order(told: Sequence[PublishedStatement]) -> list[str]:
    """The ids of some statements, each once, in their order."""
    return list(dict.fromkeys(s.id for s in told))


_ACTS = {
    "claims": (Act.CLAIMS, "claimed"),
    "denials": (Act.DENIES, "denied"),
}


def _actor(target: str, field: str, scope: Scope) -> Answer:
    # A masked name stands in the material under its pseudonym only.
    key = name_key(scope.mask(target))
    about = [s for s in scope.statements.values() if key in (name_key(s.actor), name_key(s.speaker))]
    if not about:
        names = dict.fromkeys(n for s in scope.statements.values() for n in (s.actor, s.speaker) if n)
        raise Unsupported(
            f"nobody called {scope.mask(target)!r} is named in this brief{near(scope.mask(target), names)}",
            "`counterclaim statements` lists actors and speakers",
        )
    shown = next((n for s in about for n in (s.actor, s.speaker) if name_key(n) == key), target)
    if field in ("", "name"):
        return _words(isolated(shown), about[:1], scope)
    act, verb = _ACTS[field]
    told = [s for s in about if s.act is act and name_key(s.actor) == key and s.property is Property.PERPETRATOR]
    if not told:
        raise Unsupported(f"no statement that stands says that {shown} {verb} anything")
    ids = {s.id for s in told}
    count = sum(any(s.id in ids for s in event.statements) for event in scope.events)
    return _words(f"{isolated(shown)} {verb} {plural(count, 'event')}", told, scope)


def _source(target: str, field: str, scope: Scope) -> Answer:
    told = [s for s in scope.statements.values() if s.document.id.startswith(target or " ")]
    documents = {s.document.id: s.document for s in told}
    if len(documents) != 1:
        if documents:
            raise Unsupported(f"several documents begin with {target!r}", "give more of the id")
        titles = {s.document.id: s.document.title for s in scope.statements.values()}
        raise Unsupported(
            f"no statement of a document {target!r} is in this brief{near(target, titles, titles)}",
            "`counterclaim documents` lists documents with their ids",
        )
    (document,) = documents.values()
    texts = {
        "": f"{isolated(document.outlet)}, “{isolated(document.title)}”, {published_words(document.published)}",
        "outlet": isolated(document.outlet),
        "title": isolated(document.title),
        "date": published_words(document.published),
    }
    return _words(texts[field], told[:1], scope)


STATEMENT = Kind(
    name="statement",
    resolve=_statement,
    fields={
        "": "the quote, who says it, outlet and date",
        "quote": "the quote",
        "speaker": "who says it",
        "value": "what it says of the property",
        "said": "speaker and act in words",
        "source": "outlet and date",
    },
    target="a statement's id, or its beginning",
)
ACTOR = Kind(
    name="actor",
    resolve=_actor,
    fields={
        "": "the name",
        "name": "the name",
        "claims": "how many events the actor claimed",
        "denials": "how many events the actor, or another for it, denied",
    },
    target="the name of an actor or speaker",
)
SOURCE = Kind(
    name="source",
    resolve=_source,
    fields={"": "outlet, title and date", "outlet": "the outlet", "title": "the title", "date": "the date"},
    target="a document's id, or its beginning",
)
