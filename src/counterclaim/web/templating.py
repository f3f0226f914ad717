"""The templates of the app and what all of them know; who asks is none of it."""

from __future__ import annotations

from functools import lru_cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from counterclaim.model import Act, Property, SpeakerKind
from counterclaim.version import VERSION
from counterclaim.web import wording

NAVIGATION = (
    ("Queue", "/queue", "q"),
    ("Timeline", "/timeline", "t"),
    ("Map", "/map", "m"),
    ("Actors", "/actors", "a"),
    ("Search", "/search", "s"),
    ("Problems", "/problems", "p"),
    ("Activity", "/activity", "v"),
)
"""Name, address, and the key that goes there after ``g``."""

VOCABULARY = {
    "act": tuple(map(str, Act)),
    "property": tuple(map(str, Property)),
    "speaker_kind": tuple(map(str, SpeakerKind)),
}


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The templates of the app."""
    made = Environment(
        loader=PackageLoader("counterclaim.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        finalize=wording.shown,
    )
    made.filters.update(wording.FILTERS)
    made.globals.update(navigation=NAVIGATION, vocabulary=VOCABULARY, words=wording.Words, version=VERSION)
    return made
