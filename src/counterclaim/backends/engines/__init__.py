"""Where work is run: in this process or on all of this machine's cores."""

from counterclaim.backends.engines.base import Engine, Outcome
from counterclaim.backends.engines.local import InProcessEngine, ProcessEngine

__all__ = ["Engine", "InProcessEngine", "Outcome", "ProcessEngine"]
