"""A decision of a viewer: allowed, and recorded once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from counterclaim.model import Judgement, Verdict
from counterclaim.pipeline.desk import Desk
from counterclaim.web.security import RIGHTS, Action, Viewer
from counterclaim.web.security.refusals import Refusal

_MORE = {
    Verdict.UNMASK: Action.UNMASK,
    Verdict.CONSENT: Action.CONSENT,
    Verdict.MARK: Action.ADJUDICATE,
    Verdict.ADJUDICATE: Action.ADJUDICATE,
    Verdict.SAMPLE: Action.ADJUDICATE,
}


def decide(
    desk: Desk,
    viewer: Viewer,
    verdict: Verdict,
    subjects: Sequence[str],
    *,
    reason: str,
    changes: Mapping[str, str] | None = None,
    key: str = "",
) -> Judgement:
    """Record a judgement in the viewer's name.

    Args:
        desk: of the ledger.
        viewer: who decides.
        verdict: what is decided.
        subjects: what it is about.
        reason: why.
        changes: new values by field.
        key: the same key and viewer again give the same judgement again, and record none.

    Raises:
        Refusal: the viewer may not decide this.
        ConfigError: the decision does not fit, or the key was used for another.
    """
    _allowed(desk, viewer, verdict, subjects)
    owner = viewer.account_id or viewer.name
    return desk.judge(
        verdict, *subjects, reason=reason, by=viewer.name, changes=changes, key=f"{owner}/{key}" if key else ""
    )


def _allowed(desk: Desk, viewer: Viewer, verdict: Verdict, subjects: Sequence[str]) -> None:
    """Refuse what the viewer's role may not; what others decided is taken back by adjudicators only."""
    action = _MORE.get(verdict, Action.JUDGE)
    if verdict is Verdict.UNDO and viewer.may(Action.JUDGE) and not viewer.may(Action.ADJUDICATE):
        if all(desk.judgement(subject).by == viewer.name for subject in subjects):
            return
        raise _refused(Action.ADJUDICATE, "to take back what others decided")
    if not viewer.may(action):
        raise _refused(action, f"to {verdict}")


def _refused(action: Action, what: str) -> Refusal:
    return Refusal(403, f"{what} needs the role {RIGHTS[action]}", why="role", remedy="ask an adjudicator or admin")
