"""Contrast of text on the page, after WCAG 2.2: at least 4.5 to 1 for text, in light and in dark."""

import re
from importlib.resources import files

import pytest

CSS = files("counterclaim.publications").joinpath("templates/brief.css").read_text("utf-8")
LIGHT, DARK = (
    dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block)) for block in re.findall(r":root \{(.*?)\}", CSS, re.S)[:2]
)
INKS = ("ink", "muted", "link", "answered", "disputed", "unknown")


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ink", INKS)
@pytest.mark.parametrize("ground", ["paper", "raised", "sea", "land"])
def test_text_can_be_read_on_every_ground(palette, ink, ground) -> None:
    assert contrast(palette[ink], palette[ground]) >= 4.5


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_marked_quotes_and_banners_can_be_read(palette) -> None:
    assert contrast(palette["ink"], palette["mark"]) >= 7
    assert contrast(palette["warn-ink"], palette["warn-paper"]) >= 7


def test_every_colour_of_the_figures_has_a_counterpart_for_dark_pages() -> None:
    from counterclaim.publications.figures import palette

    used = [v for k, v in vars(palette).items() if isinstance(v, str) and v.startswith("#") and k != "COAST"]
    for colour in [*used, *palette.STATUS_COLOURS.values()]:
        assert f'="{colour}"]' in CSS, colour
