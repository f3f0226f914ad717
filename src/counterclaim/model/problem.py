"""What was refused, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.model.identity import content_id

REMARKS = frozenset(
    {"dropped", "front_matter", "language", "merge_refused", "metadata", "orphaned_judgement", "revised", "skipped"}
)
"""Codes of problems under which nothing was kept out of the ledger."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One refused item or one thing that needs a look; the rest of the batch went on."""

    stage: str
    """"capture", "read", "code", "link", "weigh", "publish"."""
    subject: str
    """The file, address or document that it is about."""
    place: str
    """Where in it: a member, line, page, passage; empty for the whole."""
    message: str
    remedy: str
    code: str
    """A short stable word for the kind, such as "encrypted", "too_large", "language"."""

    @property
    def refused(self) -> bool:
        """Whether the item was kept out; a remark is about something that went in all the same."""
        return self.code not in REMARKS

    @property
    def id(self) -> str:
        """Content id: the same refusal twice is one problem."""
        return content_id("prb", self.stage, self.subject, self.place, self.code, self.message)
