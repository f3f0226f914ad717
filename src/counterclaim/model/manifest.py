"""How a run was made."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class RunManifest:
    """Versions, settings and inputs' digest of one run: enough to make it again."""

    version: str
    coder: str
    linker: str
    weigher: str
    codebook_digest: str
    documents: int
    documents_digest: str
    """SHA-256 over the sorted document ids."""
    chain_head: str
    """Digest of the last judgement that went in."""
