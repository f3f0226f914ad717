"""The kernel of linking: records of events as typed arrays, compared, weighed and joined."""
