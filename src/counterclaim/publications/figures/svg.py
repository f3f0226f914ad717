"""Charts as inline SVG: drawn by Vega offline, then reduced to harmless elements, since titles come from documents."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from lxml import etree
from markupsafe import Markup

from counterclaim.publications.figures.palette import FONT, INK, MUTED, RULE, STRONG_RULE

if TYPE_CHECKING:
    import altair as alt

_SVG = "http://www.w3.org/2000/svg"
_ELEMENTS = frozenset("svg g path rect line circle text tspan title desc defs clipPath".split())  # noqa: SIM905
_ATTRIBUTES = frozenset(
    (  # noqa: SIM905 - words read better than quoted words
        "viewBox width height x y x1 x2 y1 y2 cx cy r d transform fill stroke stroke-width stroke-dasharray"
        " stroke-opacity fill-opacity opacity stroke-linecap stroke-linejoin stroke-miterlimit text-anchor font-family"
        " font-size font-weight font-style clip-path id dominant-baseline"
    ).split()
)
_NUMBER = re.compile(r"-?\d+\.\d{2,}")


def inline(rows: Sequence[Any]) -> alt.InlineData:
    """Rows or shapes as a chart's own data."""
    import altair as alt

    return alt.InlineData(values=rows)


def to_svg(
    chart: alt.TopLevelMixin,
    *,
    name: str,
    title: str,
    description: str,
    datasets: Mapping[str, Any] | None = None,
) -> Markup:
    """Draw ``chart`` without any network and return markup for a page.

    ``name`` keeps the ids of two figures in one page apart; ``title`` and ``description`` are for screen readers.
    ``datasets`` are large data that the chart refers to by name: Altair would copy them many times.
    """
    # These two take most of a second to load, which commands that draw nothing should not wait for.
    import vl_convert
    from altair.utils.schemapi import debug_mode

    # Our own charts are checked by being drawn; to check each part of each once more takes most of the time.
    with debug_mode(False):
        spec = _styled(chart).to_dict(validate=False)
    spec["datasets"] = {**spec.get("datasets", {}), **(datasets or {})}
    raw = vl_convert.vegalite_to_svg(spec, allowed_base_urls=[])
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


def _styled(chart: alt.TopLevelMixin) -> alt.TopLevelMixin:
    styled: alt.TopLevelMixin = (
        chart.configure(font=FONT, background="transparent", padding={"left": 2, "right": 8, "top": 4, "bottom": 4})
        .configure_axis(
            labelColor=INK,
            labelFontSize=12,
            titleColor=MUTED,
            titleFontSize=12,
            titleFontWeight="normal",
            gridColor=RULE,
            domainColor=STRONG_RULE,
            tickColor=STRONG_RULE,
        )
        .configure_view(stroke=None)
    )
    return styled


def _reduce(root: etree._Element, name: str) -> None:
    """Drop what is not known to be harmless, and number ids anew: Vega counts them over the life of the process."""
    ids: dict[str, str] = {}
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
            elif attribute == "id":
                old = str(element.attrib["id"])
                element.attrib["id"] = ids.setdefault(old, f"{name}-{len(ids) + 1}")
            elif attribute in ("d", "transform"):
                element.attrib[attribute] = _NUMBER.sub(_rounded, str(element.attrib[attribute]))
    for element in root.iter():
        reference = element.attrib.get("clip-path")
        if reference is not None:
            element.attrib["clip-path"] = f"url(#{ids.get(str(reference)[5:-1], '')})"


def _rounded(number: re.Match[str]) -> str:
    return f"{float(number.group(0)):.1f}"
