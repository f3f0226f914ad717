from __future__ import annotations

from collections.abc import Callable

from counterclaim.model import Coding


def _roles(coding: Coding) -> dict[str, str]:
    return {p.name: p.role for p in coding.persons}


def test_office_holders_are_public_and_suspects_private(read: Callable[..., Coding]) -> None:
    roles = _roles(read("Interior Minister Paul Reeve said that Felix Ardan, 24, had been arrested over the bombing."))
    assert roles["Paul Reeve"] == "public"
    assert roles["Felix Ardan"] == "private"


def test_a_convict_is_convicted_only_by_a_court(read: Callable[..., Coding]) -> None:
    roles = _roles(read("Jonas Weil was convicted of the arson attack. Police suspect Tom Arlen of the shooting."))
    assert roles["Jonas Weil"] == "convicted"
    assert roles["Tom Arlen"] == "private"


def test_a_victim_is_never_public(read: Callable[..., Coding]) -> None:
    roles = _roles(read("Marta Lind, a teacher, was killed in the attack. Police spokesman Karl Orr gave no details."))
    assert roles["Marta Lind"] in ("private", "unknown")
    assert roles["Karl Orr"] == "public"
