"""What a batch refused: told line by line, and in the exit code."""

from __future__ import annotations

from collections.abc import Sequence

import typer

from counterclaim.cli.output import console, plain
from counterclaim.errors import EXIT_PARTIAL
from counterclaim.model import Problem


def tell_problems(problems: Sequence[Problem], *, at_most: int | None = None) -> None:
    """One line a problem on standard error: what, where, why, remedy; after ``at_most`` lines only how many more."""
    for problem in problems[:at_most]:
        place = f" ({problem.place})" if problem.place else ""
        kind = "refused" if problem.refused else "note"
        line = f"{kind}: {problem.subject}{place}: {problem.message}; {problem.remedy}"
        console(stderr=True).print(plain(line), soft_wrap=True)
    if at_most is not None and len(problems) > at_most:
        more = f"and {len(problems) - at_most} more problems: see `counterclaim problems`"
        console(stderr=True).print(more, soft_wrap=True)


def end(problems: Sequence[Problem]) -> None:
    """Leave with the exit code of a batch of which something was refused, if anything was."""
    if any(problem.refused for problem in problems):
        raise typer.Exit(EXIT_PARTIAL)
