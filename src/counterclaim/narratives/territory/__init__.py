"""Territory lost and gained beside attacks: series, and a lagged count model with its placebo checks."""

from counterclaim.narratives.territory.lagged import Refused, lagged_model
from counterclaim.narratives.territory.series import joined, moves_of_spans, moves_of_statements, periods

__all__ = ["Refused", "joined", "lagged_model", "moves_of_spans", "moves_of_statements", "periods"]
