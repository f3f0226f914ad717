"""Charts as inline SVG: drawn by Vega offline, then reduced to harmless elements, since titles come from documents."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree
from markupsafe import Markup

from counterclaim.publications.figures.palette import FONT, INK, MUTED, RULE, STRONG_RULE

if TYPE_CHECKING:
    import altair as alt

_SVG = "http://www.w3.org/2000/svg"
_ELEMENTS = frozenset("svg g path rect line circle text tspan title desc defs clipPath".split())
_ATTRIBUTES = frozenset(
    "viewBox width height x y x1 x2 y1 y2 cx cy r d transform fill stroke stroke-width stroke-dasharray stroke-opacity"
    " fill-opacity opacity stroke-linecap stroke-linejoin stroke-miterlimit text-anchor font-family font-size"
    " font-weight font-style clip-path id dominant-baseline".split()
)
_NUMBER = re.compile(r"-?\d+\.\d{2,}")


def to_svg(chart: alt.LayerChart | alt.Chart, *, name: str, title: str, description: str) -> Markup:
    """Draw ``chart`` without any network and return markup for a page.

    ``name`` keeps ids of several figures in one page apart; ``title`` and ``description`` are what a screen reader says.
    """
    # These two take most of a second to load, which commands that draw nothing should not wait for.
    import vl_convert

    raw = vl_convert.vegalite_to_svg(_styled(chart).to_dict(), allowed_base_urls=[])
    root = etree.fromstring(raw.encode("utf-8"), etree.XMLParser(resolve_entities=False, no_network=True))
    _reduce(root, name)
    root.attrib["role"] = "img"
    root.attrib["aria-labelledby"] = f"{name}-title {name}-desc"
    for place, (tag, text) in enumerate((("title", title), ("desc", description))):
        child = etree.Element(f"{{{_SVG}}}{tag}", id=f"{name}-{tag}")
        child.text = text
        root.insert(place, child)
    etree.cleanup_namespaces(root)
    return Markup(etree.tostring(root, encoding="unicode"))  # noqa: S704 - reduced above to known elements


def _styled(chart: alt.LayerChart | alt.Chart) -> alt.LayerChart | alt.Chart:
    styled: alt.LayerChart | alt.Chart = chart.configure(
        font=FONT, background="transparent", padding={"left": 2, "right": 8, "top": 4, "bottom": 4}
    )
    styled = styled.configure_axis(
        labelColor=INK,
        labelFontSize=12,
        titleColor=MUTED,
        titleFontSize=12,
        titleFontWeight="normal",
        gridColor=RULE,
        domainColor=STRONG_RULE,
        tickColor=STRONG_RULE,
    )
    return styled.configure_view(stroke=None)


def _reduce(root: etree._Element, name: str) -> None:
    for element in list(root.iter()):
        tag = etree.QName(element).localname if isinstance(element.tag, str) else ""
        if tag not in _ELEMENTS:
            parent = element.getparent()
            if parent is not None:
                parent.remove(element)
            continue
        for attribute in list(element.attrib):
            if attribute not in _ATTRIBUTES:
                del element.attrib[attribute]
            else:
                element.attrib[attribute] = _tidy(str(attribute), str(element.attrib[attribute]), name)


def _tidy(attribute: str, value: str, name: str) -> str:
    if attribute == "id":
        return f"{name}-{value}"
    if attribute == "clip-path":
        return value.replace("url(#", f"url(#{name}-")
    if attribute in ("d", "transform"):
        return _NUMBER.sub(lambda number: f"{float(number.group(0)):.1f}", value)
    return value
