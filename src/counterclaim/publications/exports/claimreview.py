"""ClaimReview (schema.org) as JSON-LD: one review for each answer that somebody claims, denies or attributes.

What is reviewed is the claim that an actor did it; the rating is the probability, on a scale of 1 to 5, with its term.
A perpetrator's own upload is never an appearance: reports about it are.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from counterclaim.model import DateInterval, Property
from counterclaim.model.identity import content_id
from counterclaim.publications.chances import estimate, term
from counterclaim.publications.material import Material, PublishedCandidate, PublishedDocument, PublishedEvent
from counterclaim.publications.material import PublishedStatement as Statement

_ARTICLES = ("newspaper", "agency", "broadcaster", "blog")
_BEST, _WORST = 5, 1


def claimreview_bytes(material: Material, chain_head: str) -> bytes:
    """All reviews as one JSON-LD graph."""
    graph = [review for event in material.events for review in reviews(event, material, chain_head)]
    body = {"@context": "https://schema.org", "@graph": graph}
    return (json.dumps(body, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode("utf-8")


def reviews(event: PublishedEvent, material: Material, chain_head: str) -> Iterator[dict[str, Any]]:
    """The reviews of one event: of every answer that some statement names."""
    weighed = event.assessment(Property.PERPETRATOR)
    for candidate in weighed.candidates if weighed else ():
        told = [s for s in event.about(Property.PERPETRATOR) if s.actor == candidate.value]
        if told:
            yield _review(event, candidate, told, material, chain_head)


def _review(
    event: PublishedEvent, candidate: PublishedCandidate, told: list[Statement], material: Material, chain_head: str
) -> dict[str, Any]:
    weighed = event.assessment(Property.PERPETRATOR)
    assert weighed is not None
    key = content_id("rev", event.id, candidate.value)
    return {
        "@type": "ClaimReview",
        "@id": f"urn:counterclaim:{key}",
        "url": f"urn:counterclaim:{key}",
        "author": {"@type": "Organization", "name": "counterclaim", "url": "urn:counterclaim"},
        "claimReviewed": f"{candidate.value} carried out: {event.title}",
        "itemReviewed": _claim(event, candidate, told),
        "reviewRating": {
            "@type": "Rating",
            "ratingValue": rating(candidate.probability),
            "bestRating": _BEST,
            "worstRating": _WORST,
            "alternateName": f"{term(candidate.probability)} ({estimate(candidate.probability).split('(', 1)[-1]}",
            "ratingExplanation": " ".join(filter(None, (weighed.explanation, material.calibration))),
        },
        "isBasedOn": [f"urn:counterclaim:{s.id}" for s in told],
        "version": chain_head,
    }


def rating(probability: float) -> int:
    """1 to 5 for a probability: 3 is what ICD 203 calls a roughly even chance, 5 at least very likely."""
    bounds = (0.2, 0.45, 0.55, 0.8)
    return 1 + sum(probability >= bound for bound in bounds)


def _claim(event: PublishedEvent, candidate: PublishedCandidate, told: list[Statement]) -> dict[str, Any]:
    claims = sorted((s for s in told if s.act == "claims"), key=lambda s: str(s.document.published or "9"))
    claim: dict[str, Any] = {"@type": "Claim", "name": f"{candidate.value} carried out: {event.title}"}
    if claims:
        claim["author"] = {"@type": "Organization", "name": claims[0].speaker}
        day = _day(claims[0].document.published)
        claim |= {"datePublished": day} if day else {}
    shown = {s.document.id: s.document for s in told if s.document.outlet_kind != "armed_group_media"}
    claim["appearance"] = [_work(document) for document in shown.values()]
    return claim


def _work(document: PublishedDocument) -> dict[str, Any]:
    work: dict[str, Any] = {
        "@type": "NewsArticle" if document.outlet_kind in _ARTICLES else "CreativeWork",
        "@id": f"urn:counterclaim:{document.id}",
        "headline": document.title,
        "publisher": {"@type": "Organization", "name": document.outlet},
        "identifier": f"sha256:{document.capture_sha256}",
    }
    day = _day(document.published)
    work |= {"datePublished": day} if day else {}
    work |= {"url": document.link} if document.link else {}
    work |= {"inLanguage": document.language} if document.language not in ("", "und") else {}
    return work


def _day(published: DateInterval | None) -> str:
    """An ISO date as exact as it is known; empty for a range, which schema.org has no form for here."""
    text = str(published or "")
    return "" if "/" in text else text
