"""Who publishes, and how what they publish is fetched, captured and kept."""

from counterclaim.sources.archive import Archive
from counterclaim.sources.collecting import collect
from counterclaim.sources.options import FetchOptions
from counterclaim.sources.registry import Registry

__all__ = ["Archive", "FetchOptions", "Registry", "collect"]
