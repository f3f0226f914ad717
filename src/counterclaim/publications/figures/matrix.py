"""The evidence matrix drawn: speakers against answers, acts told apart by sign as well as by colour."""

from __future__ import annotations

from markupsafe import Markup

from counterclaim.model import Act, Property
from counterclaim.publications.display import shortened
from counterclaim.publications.figures.palette import INK, PAPER, STATUS_COLOURS
from counterclaim.publications.figures.svg import inline, to_svg
from counterclaim.publications.material import PublishedEvent, PublishedStatement
from counterclaim.publications.matrix import speaker_label, voices
from counterclaim.publications.words import ACT_SYMBOLS, ACT_WORDS

MOST = 16
"""Speakers drawn; the table shows all."""
_AGAINST = (Act.DENIES, Act.DOUBTS, Act.RETRACTS)
_ROW, _COLUMN, _LABEL = 30, 118, 34


def matrix_figure(event: PublishedEvent, *, name: str) -> tuple[Markup | str, str]:
    """The drawing and its caption; no drawing where nobody says anything of a perpetrator."""
    groups = voices(event)
    rows = [row for group in groups[:MOST] for row in _rows(group, event)]
    if not rows:
        return "", "Nobody who was read says who did it."
    import altair as alt

    speakers = list(dict.fromkeys(row["speaker"] for row in rows))
    answers = list(dict.fromkeys(row["answer"] for row in rows))
    base = alt.Chart(inline(rows))
    x = alt.X("answer:N", sort=answers, title=None).axis(
        orient="top", labelAngle=0, labelLimit=_COLUMN - 8, domain=False, ticks=False
    )
    y = alt.Y("speaker:N", sort=speakers, title=None).axis(labelLimit=250, domain=False, ticks=False, grid=True)
    sides = {"for": STATUS_COLOURS["answered"], "against": STATUS_COLOURS["disputed"]}
    colour = alt.Color("side:N", legend=None).scale(domain=list(sides), range=list(sides.values()))
    signs = base.mark_text(fontSize=15, dx=-34).encode(x=x, y=y, text="sign:N", color=colour)
    words = base.mark_text(fontSize=12, align="left", dx=-24, color=INK).encode(x=x, y=y, text="words:N")
    ground = base.mark_rect(color=PAPER, opacity=0).encode(x=x, y=y)
    chart = alt.layer(ground, signs, words).properties(width=_COLUMN * len(answers), height=_ROW * len(speakers))
    spoken = "; ".join(f"{row['speaker']} {row['words']} {row['answer']}" for row in rows)
    drawing = to_svg(chart, name=name, title=f"Evidence matrix of {event.title}", description=spoken)
    left = len(groups) - len(groups[:MOST])
    more = f" {left} more are in the table only." if left else ""
    return drawing, f"{event.title}. Each row is one distinct speaker, each column an answer.{more}"


def _rows(group: list[PublishedStatement], event: PublishedEvent) -> list[dict[str, str]]:
    weighed = event.assessment(Property.PERPETRATOR)
    first = weighed.candidates[0].value if weighed and weighed.candidates else "somebody"
    said: dict[str, Act] = {}
    for statement in group:
        said.setdefault(statement.actor or first, statement.act)
    return [
        {
            "speaker": shortened(speaker_label(group), _LABEL),
            "answer": shortened(answer, 18),
            "sign": ACT_SYMBOLS[act],
            "words": ACT_WORDS[act],
            "side": "against" if act in _AGAINST else "for",
        }
        for answer, act in said.items()
    ]
