"""Tallies: what a question of number comes to, event by event, and what changed since it was last asked."""

from counterclaim.narratives.tallies.changes import change
from counterclaim.narratives.tallies.counting import count
from counterclaim.narratives.tallies.criteria import Known
from counterclaim.narratives.tallies.told import told_totals

__all__ = ["Known", "change", "count", "told_totals"]
