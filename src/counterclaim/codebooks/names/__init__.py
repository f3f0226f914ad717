"""Names across spellings and scripts: how alike two are, and whether two place names are one place's."""

from counterclaim.codebooks.names.matching import PlaceMatcher
from counterclaim.codebooks.names.scripts import latin, likeness, plain

__all__ = ["PlaceMatcher", "latin", "likeness", "plain"]
