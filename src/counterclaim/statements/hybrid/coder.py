"""The coder "encoder-en": the grammar reads the text, the trained head has the last word on who did it."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from counterclaim.errors import ConfigError
from counterclaim.model import CodingInput
from counterclaim.statements.coder import GrammarCoder
from counterclaim.statements.encoder.model import Encoder, shipped_folder
from counterclaim.statements.hybrid.calibration import Calibration
from counterclaim.statements.hybrid.head import StatementHead
from counterclaim.statements.hybrid.neutral import neutral_text
from counterclaim.statements.hybrid.revising import Reviser
from counterclaim.statements.lexicon import load_lexicon
from counterclaim.statements.reading import Reading

NAME = "encoder-en/3"
CALIBRATION = "calibration.json"


@dataclass(frozen=True)
class HeadRevision:
    """A `Revision` for the grammar coder: the encoder reads the text once, the head judges every unit."""

    encoder: Encoder
    reviser: Reviser

    def __call__(self, source: CodingInput, reading: Reading) -> None:
        """Put the head's findings in place of the grammar's."""
        read = neutral_text(reading, self.reviser.lexicon, partial(self.encoder.read_as, source.text))
        if reading.sentences and len(read.tokens):
            reading.findings = self.reviser.revise(reading, read, self.encoder.states_alone(read.tokens).tokens)


def encoder_coder(grammar: GrammarCoder, *, threshold: float | None = None, folder: Path | None = None) -> GrammarCoder:
    """``grammar`` with the trained head of ``folder``, or of the installed weights, as its last word.

    ``threshold`` is the least probability at which a statement is kept, as calibrated without one. A coder with a
    threshold of its own has it in its name, so that a ledger is coded anew.

    Raises:
        ConfigError: the weights are missing or incomplete, or the threshold is no probability.
    """
    folder = folder or shipped_folder()
    calibration = read_calibration(folder)
    name = NAME
    if threshold is not None:
        if not 0.0 < threshold < 1.0:
            raise ConfigError(f"{threshold} is no threshold", remedy="give a probability between 0 and 1, such as 0.7")
        calibration, name = replace(calibration, threshold=threshold), f"{NAME}@{threshold:g}"
    return replace(with_calibration(grammar, folder, calibration), name=name)


def with_calibration(grammar: GrammarCoder, folder: Path, calibration: Calibration) -> GrammarCoder:
    """``grammar`` with the trained head of ``folder`` under a given calibration."""
    encoder = Encoder(folder)
    reviser = Reviser(StatementHead(encoder.heads("statements")), calibration, load_lexicon())
    return replace(grammar, name=NAME, revision=HeadRevision(encoder, reviser))


def read_calibration(folder: Path) -> Calibration:
    """The calibration that stands beside the weights; raises ConfigError where it does not."""
    path = folder / CALIBRATION
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))["coder"]
        return Calibration(**kept)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ConfigError(
            f"is missing or damaged: {error}", where=str(path), remedy="install the package counterclaim-models again"
        ) from error
