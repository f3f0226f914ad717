"""A file of priors recomputed from shares: entries that can be loaded, and every share as a comment beside them."""

from __future__ import annotations

import json
from collections.abc import Iterator

from counterclaim.codebooks.gtd_shares import GtdShares, Share
from counterclaim.codebooks.priors import Priors

_ENTRY = {
    "claimed": ("claim.some", "claims.share"),
    "attributed though unclaimed": ("attribution.unclaimed", ""),
}


def priors_yaml(found: GtdShares, source: str, book: Priors) -> str:
    """The text of a priors file; ``source`` names the file that was counted.

    Entries use the newest period in which enough attacks are coded; Betas keep the strength that they ship with.
    """
    lines = [
        "# Priors recomputed from the user's own file of the Global Terrorism Database; edit them freely.",
        f"# Counted: {found.used} of {found.rows} rows, those with a year.",
        "# Breaks in collection: claims are coded throughout only from 1998 on (break after 1997), and collection",
        "# changed in 2012. Shares from two sides of a break are not comparable; entries use the newest period.",
        "",
        *_entries(found, source, book),
        "",
        "# All shares, with Wilson's 90 % interval:",
        *(_comment(share) for share in found.shares),
    ]
    return "\n".join(lines) + "\n"


def _entries(found: GtdShares, source: str, book: Priors) -> Iterator[str]:
    least = book.value("claim.group_year.least")
    for kind, (beta, plain) in _ENTRY.items():
        newest = next((s for s in reversed(found.of(kind)) if s.count >= least), None)
        if newest is None:
            yield f"# {kind}: no period has {least:.0f} attacks or more, so the shipped values stand"
            continue
        strength = book.value(f"{beta}.alpha") + book.value(f"{beta}.beta")
        note = f"share {newest.share:.3f} of {newest.count}, {newest.period}"
        # Beta(0, n) would say that it never happens.
        alpha = min(max(newest.share * strength, 0.1), strength - 0.1)
        yield _entry(f"{beta}.alpha", alpha, source, note)
        yield _entry(f"{beta}.beta", strength - alpha, source, note)
        if plain:
            yield _entry(plain, min(newest.share, 0.99), source, note)
    latest = {s.group: s for s in found.of("claimed, by group")}
    for group, share in sorted(latest.items()):
        note = f"share of {share.count} attacks attributed to it, {share.period}"
        yield _entry(f"claims.share@{group}", min(share.share, 0.99), source, note)


def _entry(key: str, value: float, source: str, note: str) -> str:
    # JSON strings are YAML strings, whatever characters a name holds.
    parts = f"value: {value:.4f}, source: {json.dumps(source)}, note: {json.dumps(note)}"
    return f"{json.dumps(key, ensure_ascii=False)}: {{{parts}}}"


def _comment(s: Share) -> str:
    name = " ".join(f"{s.kind}: {s.group}".split())
    return f"#   {s.period:13}  {name}: {s.share:.3f} ({s.low:.3f} to {s.high:.3f}; n = {s.count})"
