"""Which words go together when a text says who did something, and what kind of organisation a name is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

#: Beginnings of words by what they do in a report; short ones are whole words.
_BEGINNINGS = {
    "violence": "ATTACK MURDER KILL ASSASSINAT BOMB KIDNAP ABDUCT DYNAMIT BLEW BLOW DESTROY EXPLO DETONAT PLANT HURL THREW SHOT SHOOT "
    "MACHINEGUN SABOTAG BURN AMBUSH WOUND MASSACR SEIZ RAID SLAY SLAIN EXECUT TORTUR FIRED STRAF SHELL SET INTERCEPT STORM OCCUPI "
    "HARASS BEAT",
    "claim": "CLAIM RESPONSIBILITY ADMIT ACKNOWLEDG CONFESS TAKE CREDIT",
    "accusation": "ACCUS BLAM ATTRIBUT CHARG HELD HOLD RESPONSIBLE DENOUNC IMPLICAT ALLEG",
    "suspicion": "SUSPECT PRESUM SUPPOS APPARENT ALLEG BELIEV POSSIBL COULD MAY MIGHT INVESTIGAT PROBABL THREAT",
    "denial": "DENI DENY REJECT CONDEMN REPUDIAT INNOCENT NOT",
    "talks": "DIALOGUE NEGOTIAT PEACE TALKS PROPOS CEASE-FIRE TRUCE MEETING ACCORD AGREE",
    "message": "COMMUNIQUE LEAFLET CALLER CALL NOTE MESSAGE PAMPHLET TELEPHONE SIGNED",
    "authority": "POLICE AUTHORIT MINISTER GOVERNMENT OFFICIAL MILITARY ARMY PRESIDENT COLONEL COL GENERAL GEN JUDGE SPOKESMAN "
    "INTELLIGENCE",
    "insurgents": "GUERRILLA REBEL TERRORIST SUBVERSIVE URBAN COMMANDOS COMBATANT MEMBER COLUMN MILITIA CELL COMMANDO",
    "forces": "SOLDIER TROOP PATROL OFFICER UNIFORM BATTALION PLANES HELICOPTER AIRCRAFT AGENT",
    "drugs": "DRUG COCAINE CARTEL MAFIA TRAFFICK",
}
_WHOLE = 4
"""Beginnings shorter than this are whole words."""
_EVERY = [(group, part) for group, parts in _BEGINNINGS.items() for part in parts.split()]

_OF_A_STATE = frozenset(
    [
        "ARMY",
        "ARMIES",
        "ARMED",
        "FORCES",
        "FORCE",
        "POLICE",
        "GUARD",
        "MILITARY",
        "BATTALION",
        "BRIGADE",
        "SOLDIERS",
        "TROOPS",
        "SECURITY",
        "AIR",
        "INFANTRY",
        "INTELLIGENCE",
    ]
)
_OF_REBELS = frozenset(
    [
        "SHINING",
        "PATH",
        "SENDERO",
        "LUMINOSO",
        "GUERRILLAS",
        "FRONT",
        "LIBERATION",
        "REVOLUTIONARY",
        "REVOLUTION",
        "MOVEMENT",
        "COMMANDO",
        "COMMANDOS",
        "PATRIOTIC",
        "REBELS",
        "TERRORISTS",
        "FMLN",
        "ELN",
        "EPL",
        "FARC",
        "MRTA",
        "ERP",
        "FPL",
        "FPMR",
        "URNG",
    ]
)
_OF_A_GOVERNMENT = frozenset(["GOVERNMENT", "REGIME", "PRESIDENT", "MINISTRY", "ADMINISTRATION"])
_OF_DRUGS = frozenset(["CARTEL", "MAFIA", "MAFIAS", "DRUG", "EXTRADITABLES", "TRAFFICKERS", "TRAFFICKING", "NARCOTICS"])
_OF_THE_RIGHT = frozenset(
    ["SQUAD", "SQUADS", "DEATH", "ANTICOMMUNIST", "RIGHTWING", "RIGHTIST", "RIGHT", "PARAMILITARY", "SELF"]
)
_NOT_OF_A_STATE = frozenset({"LIBERATION", "REVOLUTIONARY", "PEOPLE"})
_LETTERS = re.compile(r"[A-Z]+")


@cache
def groups_of(word: str) -> tuple[str, ...]:
    """What a capitalised word does in a report; nothing for most words."""
    found = {g for g, part in _EVERY if (word == part if len(part) < _WHOLE else word.startswith(part))}
    return tuple(sorted(found))


def kinds(names: Sequence[str]) -> list[str]:
    """What an organisation is by the words of its names: of rebels, of a state, of drugs... ; "other" where they tell nothing."""
    words = set(_LETTERS.findall(" ".join(names).upper()))
    found = [
        kind
        for kind, telling in (
            ("drugs", _OF_DRUGS),
            ("government", _OF_A_GOVERNMENT),
            ("military", _OF_A_STATE),
            ("rebels", _OF_REBELS),
            ("right", _OF_THE_RIGHT),
        )
        if words & telling and not (kind == "military" and words & _NOT_OF_A_STATE)
    ]
    return found or ["other"]
