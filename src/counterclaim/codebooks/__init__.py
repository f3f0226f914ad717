"""Vocabularies as data: places, actors, event types, scales and priors, each reviewed and each with its source."""

from counterclaim.codebooks.actors import Actor, ActorBook, Alias
from counterclaim.codebooks.digest import digest
from counterclaim.codebooks.gazetteer import Candidate, Gazetteer
from counterclaim.codebooks.priors import Prior, Priors

__all__ = ["Actor", "ActorBook", "Alias", "Candidate", "Gazetteer", "Prior", "Priors", "digest"]
