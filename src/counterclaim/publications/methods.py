"""The note on methods: what was read, what the words and numbers mean, what is not known."""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.model import Calibration
from counterclaim.publications.material import Material
from counterclaim.publications.options import BriefOptions
from counterclaim.publications.words import plural, sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One paragraph under its heading."""

    heading: str
    text: str


def methods(material: Material, options: BriefOptions) -> tuple[Paragraph, ...]:
    """The paragraphs of the note on methods, for this publication."""
    return (
        Paragraph(heading="What was read", text=_read(material, options)),
        Paragraph(
            heading="What a sentence rests on",
            text="Every sentence carries notes. A note gives the quoted passage, the outlet, the title, the date, the "
            "address and the SHA-256 of the bytes as they were captured, with the place of the quote in code points. "
            "A speaker counts once, however many outlets relay it; a copied text counts with the text that it copies.",
        ),
        Paragraph(
            heading="Uncertain readings",
            text="Texts are read by a program, and each reading has a probability that act, actor and speaker are read "
            "rightly. One below 50 % that nobody has confirmed is marked as an uncertain reading, and weighs less than "
            "a sure one: look at its note first.",
        ),
        Paragraph(
            heading="What a probability means",
            text="A probability says how far the statements that were read carry an answer, weighed by the same rules "
            "for every kind of speaker. It is printed with its term from the scale of ICD 203 and with its 90 % "
            "interval, which allows for what is not known of the voices and of the starting assumptions. “Somebody "
            "else”, “nobody yet known”, “accident or crime” and “inspired, not directed” always stand among the "
            "answers. In a matrix, +10 dB means that a voice makes an answer ten times as likely relative to the rest, "
            "−10 dB a tenth.",
        ),
        Paragraph(
            heading="How well such probabilities did" if options.calibration.enough else "What nobody knows yet",
            text=_calibrated(options.calibration),
        ),
        Paragraph(
            heading="Grades",
            text="A letter grades the source (A completely reliable to E unreliable, F cannot be judged), a figure the "
            "information (1 confirmed by independent sources to 5 improbable, 6 cannot be judged). F and 6 are missing "
            "judgements, not middling ones. Low, moderate and high describe the basis, not the likelihood.",
        ),
        Paragraph(heading="What is not shown", text=_hidden(material, options)),
        Paragraph(heading="How it was made", text=_made(options)),
    )


def _calibrated(found: Calibration) -> str:
    if found.enough:
        return f"{found.sentence} Each was weighed without what settled it."
    return f"{found.sentence} Read them as an ordering of the answers, with its reasons, not as a rate of success."


def _read(material: Material, options: BriefOptions) -> str:
    parts = [f"This brief rests on {plural(len(material.documents), 'document')}."]
    if options.manifest:
        parts.append(f"The ledger holds {plural(options.manifest.documents, 'document')} in all.")
    if options.problems:
        parts.append(
            sentence(f"{plural(options.problems, 'item')} could not be read or coded")[:-1]
            + "; “counterclaim problems” lists each with its remedy."
        )
    parts.append(
        "Statements are found by a program, which overlooks some and misreads others; the quotes let a reader check "
        "each. What no document says is not here: silence of the sources is no evidence that nothing happened."
    )
    return " ".join(parts)


def _hidden(material: Material, options: BriefOptions) -> str:
    parts = [
        "Private persons (suspects whom no court convicted, victims, witnesses, minors) are masked; one person has one "
        f"mark throughout. Masked here: {plural(material.masked, 'person', 'persons')}.",
        "Passages that hold instructions for harm are never shown. Armed groups' own outlets are never linked.",
    ]
    if material.withheld_events:
        parts.append(sentence(f"{plural(len(material.withheld_events), 'event')} had nothing left to show"))
    if options.withheld:
        parts.append(
            f"By their handling marks {plural(options.withheld, 'document')} of the ledger may not be published: "
            "nothing here quotes them or rests on them."
        )
    return " ".join(parts)


def _made(options: BriefOptions) -> str:
    manifest = options.manifest
    if manifest is None:
        return "The run that made this is not on record."
    return (
        f"counterclaim {manifest.version}; coder {manifest.coder}; linker {manifest.linker}; "
        f"weigher {manifest.weigher}; codebooks {manifest.codebook_digest[:16]}; "
        f"documents {manifest.documents_digest[:16]}."
    )
