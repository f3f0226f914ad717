"""Vocabularies as data: places, actors, event types, scales and priors, each reviewed and each with its source."""

from counterclaim.codebooks.gazetteer import Candidate, Gazetteer

__all__ = ["Candidate", "Gazetteer"]
