"""Values that keep their imprecision: dates, counts, places, names."""

from counterclaim.model.values.actor_name import ActorName
from counterclaim.model.values.count_range import CountRange
from counterclaim.model.values.date_interval import DateInterval
from counterclaim.model.values.place import OtherPlace, Place

__all__ = ["ActorName", "CountRange", "DateInterval", "OtherPlace", "Place"]
