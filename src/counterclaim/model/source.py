"""Who publishes."""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.model.identity import content_id
from counterclaim.model.vocabulary import Hosting


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An outlet: a newspaper, agency, ministry, armed group's channel, data set.

    ``kind`` is one of newspaper, agency, broadcaster, government, armed_group_media, ngo, court, dataset, blog,
    platform, other, unknown. ``affiliation`` names the actor that the outlet speaks for, empty if none is known.
    """

    name: str
    kind: str = "unknown"
    language: str = ""
    affiliation: str = ""
    domains: tuple[str, ...] = ()
    hosting: Hosting = Hosting.FULL

    @property
    def id(self) -> str:
        """Content id over the name."""
        return content_id("src", self.name.casefold())
