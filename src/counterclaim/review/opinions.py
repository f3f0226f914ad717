"""What several people make of one statement, and what holds of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from counterclaim.model import Judgement, Statement, Verdict
from counterclaim.model.values.actor_name import name_key

READ = ("property", "act", "value", "speaker", "speaker_kind")
"""What of a statement two people can read differently, beside whether it is one at all."""

DECIDED = "decision"
"""Where one rejects a statement that another keeps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """How one person reads a statement."""

    judgement: Judgement
    verdict: Verdict
    """accept, correct, reject or add."""
    form: Statement
    """The statement as they read it; of a rejected one, as they found it."""

    @property
    def rejected(self) -> bool:
        """Whether they hold that there is no such statement."""
        return self.verdict is Verdict.REJECT

    @property
    def key(self) -> tuple[str, ...]:
        """Equal for opinions that come to the same."""
        return ("rejected",) if self.rejected else tuple(read_as(self.form, name) for name in READ)


def read_as(statement: Statement, field_name: str) -> str:
    """A field of a statement as it is compared between people: names without case, accents and articles."""
    value = statement.speaker.name if field_name == "speaker" else str(getattr(statement, field_name))
    named = field_name in ("speaker", "value") and any(c.isalpha() for c in value)
    return name_key(value) if named else value


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A statement that people read differently: until somebody adjudicates, the machine's reading stands."""

    statement: Statement
    """As it stands meanwhile."""
    opinions: tuple[Opinion, ...]
    """One of each person, by name."""

    @property
    def fields(self) -> tuple[str, ...]:
        """Where they differ: "decision", or fields of the statement."""
        kept = [opinion for opinion in self.opinions if not opinion.rejected]
        differing = [name for name in READ if len({read_as(o.form, name) for o in kept}) > 1]
        return ((DECIDED,) if 0 < len(kept) < len(self.opinions) else ()) + tuple(differing)

    @property
    def why(self) -> str:
        """Who reads it how, in words."""
        return "; ".join(f"{o.judgement.by}: {_said(o, self.fields)}" for o in self.opinions)


def _said(opinion: Opinion, fields: Iterable[str]) -> str:
    if opinion.rejected:
        return "not said here"
    form = opinion.form
    named = [
        (name, form.speaker.name if name == "speaker" else str(getattr(form, name))) for name in fields if name in READ
    ]
    told = ", ".join(f"{name.replace('_', ' ')} {value.replace('_', ' ')}" for name, value in named)
    return told or f"{form.speaker.name} {str(form.act).replace('_', ' ')} {form.value}"


@dataclass(slots=True)
class Slot:
    """A statement of a coder or of a person, and what people have made of it so far."""

    fresh: Statement
    adder: str = ""
    """Who added it; empty where a coder found it."""
    opinions: dict[str, Opinion] = field(default_factory=dict)
    """The last one of each person."""
    final: Opinion | None = None
    """The last adjudication."""
    history: list[tuple[Judgement, Opinion | None]] = field(default_factory=list)
    """All judgements about it in the order of the chain, with what they came to; None where taken back."""

    @property
    def contested(self) -> bool:
        """Whether people read it differently and nobody has adjudicated."""
        return self.final is None and len({opinion.key for opinion in self.opinions.values()}) > 1

    @property
    def _standing(self) -> Opinion | None:
        if self.final is not None or not self.opinions:
            return self.final
        return None if self.contested else next(reversed(self.opinions.values()))

    @property
    def now(self) -> Statement:
        """The statement as it stands."""
        standing = self._standing
        return standing.form if standing else self.fresh

    @property
    def verdict(self) -> Verdict | None:
        """What holds of it; None where nobody has judged or people differ.

        What a person added and another rejects is no reading of a machine: it does not count while they differ.
        """
        standing = self._standing
        if standing is None:
            return Verdict.REJECT if self.contested and self.adder else None
        return standing.verdict

    @property
    def forms(self) -> list[Statement]:
        """Every form under which it may be judged, the standing one first."""
        judged = [o.form for o in (self.final, *self.opinions.values()) if o is not None]
        return list({id(form): form for form in (self.now, *judged, self.fresh)}.values())

    @property
    def former(self) -> list[Statement]:
        """Every form that it ever had, those that were taken back or overruled included; not the standing one."""
        told = [opinion.form for _, opinion in self.history if opinion is not None]
        return [form for form in (self.fresh, *told) if form is not self.now]

    def hold(self, opinion: Opinion, *, final: bool) -> None:
        """Take an opinion in; a person's later one stands in place of their earlier one."""
        if final:
            self.final = opinion
        else:
            self.opinions.pop(opinion.judgement.by, None)
            self.opinions[opinion.judgement.by] = opinion
        self.history.append((opinion.judgement, opinion))

    def conflict(self) -> Conflict | None:
        """What people differ in, None where they do not."""
        if not self.contested:
            return None
        ordered = sorted(self.opinions.items())
        return Conflict(statement=self.now, opinions=tuple(opinion for _, opinion in ordered))
