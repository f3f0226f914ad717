"""The numbers that weighing starts from, and files that recompute them."""

from __future__ import annotations

from pathlib import Path

from counterclaim.codebooks.gtd_shares import GtdShares, gtd_shares
from counterclaim.codebooks.priors import Prior, Priors
from counterclaim.codebooks.priors_file import priors_yaml
from counterclaim.model.identity import sha256_hex
from counterclaim.pipeline.codebook import Codebook
from counterclaim.publications.exports.atomic import check_target, write_atomically
from counterclaim.settings import LedgerFiles, ledger_path


def list_priors(ledger: str | Path | None = None) -> list[Prior]:
    """All lines by key: the shipped ones, with those of the ledger's own files in their place where it has any."""
    book = Codebook(LedgerFiles(ledger_path(ledger)).codebook).priors
    return [book.entries[key] for key in sorted(book.entries)]


def recomputed_priors(path: Path, out: Path | None = None) -> tuple[GtdShares, str]:
    """Count the shares of a GTD file; returns them and the text of the priors file, written to ``out`` if given."""
    book = Priors.load()
    found = gtd_shares(path, least=int(book.value("claim.group_year.least")))
    source = f"GTD, the user's file {path.name}, SHA-256 {sha256_hex(path.read_bytes())[:16]}"
    text = priors_yaml(found, source, book)
    if out is not None:
        check_target(out)
        write_atomically(out, text.encode("utf-8"))
    return found, text
