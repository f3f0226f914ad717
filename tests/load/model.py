"""What the chain must say after coders have worked: exactly what each of them was told, and nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from contextlib import closing

from tests.load.crew import Coder

from counterclaim.backends.storage import open_storage
from counterclaim.review import verify_chain


def faults(address: str, coders: Sequence[Coder], before: int) -> list[str]:
    """What is lost, doubled, misordered or made up in the chain after its first ``before`` judgements."""
    with closing(open_storage(address, create=False)) as storage:
        judgements, digests = storage.judgements(), storage.stored_digests()
        found = [*verify_chain(judgements, digests), *storage.integrity()]
    told = judgements[before:]
    keys = [judgement.reason for judgement in told]
    by_key = {judgement.reason: judgement for judgement in told}
    for coder in coders:
        known = {sent.key for sent in coder.sent}
        for sent in coder.sent:
            kept = by_key.get(sent.key)
            if sent.digest and (kept is None or kept.digest != sent.digest):
                found.append(f"{sent.key}: it was acknowledged as {sent.digest[:12]} and is lost")
            if not sent.digest:
                found.append(f"{sent.key}: it was never acknowledged, in {sent.tries} tries")
        own = [key for judgement, key in zip(told, keys, strict=True) if judgement.by == coder.name]
        if own != sorted(own):
            found.append(f"{coder.name}: the judgements do not stand in the order in which they were made")
        found += [f"{key}: nobody made it" for key in own if key not in known]
        found += [f"{coder.name}: {refused}" for refused in coder.refused]
    found += [f"{key}: it stands {count} times" for key, count in Counter(keys).items() if count > 1]
    names = {coder.name for coder in coders}
    found += [f"{judgement.reason}: made by {judgement.by}" for judgement in told if judgement.by not in names]
    return found
