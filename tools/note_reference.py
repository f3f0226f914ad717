"""Write the table of references in docs/reference/notes.md from the program itself."""

from __future__ import annotations

from pathlib import Path

from counterclaim.publications.kinds import KINDS
from counterclaim.publications.kinds.drawings import FIGURES

PAGE = Path(__file__).parent.parent / "docs" / "reference" / "notes.md"
BEGIN, END = "<!-- references: begin -->\n", "<!-- references: end -->\n"


def table() -> str:
    """The tables of kinds, fields and figures."""
    lines = []
    for kind in KINDS.values():
        form = f"{kind.name}:…" if kind.target else kind.name
        lines += [f"### `{{{form}}}`", ""]
        lines += [f"After the colon: {kind.target}.", ""] if kind.target else []
        lines += ["| Written | Prints |", "|---|---|"]
        lines += [f"| `{{{form}{f'&#124;{name}' if name else ''}}}` | {words} |" for name, words in kind.fields.items()]
        lines.append("")
    lines += ["### Figures", "", "| Name | Shows |", "|---|---|"]
    lines += [f"| `{{figure:{name}}}` | {words} |" for name, (words, _) in FIGURES.items()]
    return "\n".join(lines).replace("&#124;", "\\|") + "\n"


def page(text: str) -> str:
    """The page with its tables made anew."""
    before, rest = text.split(BEGIN)
    return before + BEGIN + "\n" + table() + "\n" + END + rest.split(END)[1]


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text("utf-8")), "utf-8")
