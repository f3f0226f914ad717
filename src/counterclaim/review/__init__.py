"""People's decisions: recorded in a chain, found again after every run, and what next needs a decision."""

from counterclaim.review.anchoring import anchor_mention, anchor_statement, match, match_mention
from counterclaim.review.apply import Applied, apply_judgements
from counterclaim.review.consents import consents
from counterclaim.review.identities import identities
from counterclaim.review.log import append, chain_head, verify_chain
from counterclaim.review.orphans import Orphan
from counterclaim.review.queue import QueueItem, review_queue
from counterclaim.review.readings import PersonsReading, Readings, State, readings_of
from counterclaim.review.resolving import resolutions
from counterclaim.review.undoing import in_force, undone_by

__all__ = [
    "Applied",
    "Orphan",
    "PersonsReading",
    "QueueItem",
    "Readings",
    "State",
    "anchor_mention",
    "anchor_statement",
    "append",
    "apply_judgements",
    "chain_head",
    "consents",
    "identities",
    "in_force",
    "match",
    "match_mention",
    "readings_of",
    "resolutions",
    "review_queue",
    "undone_by",
    "verify_chain",
]
