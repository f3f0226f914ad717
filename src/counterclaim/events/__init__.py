"""Statements to events: who is who, and which mentions are one event."""

from counterclaim.events.actors import ActorResolver
from counterclaim.events.linking import Linking, link
from counterclaim.events.memory import Memory
from counterclaim.events.profiles import days_told, profiles
from counterclaim.events.titles import date_words, event_title, title

__all__ = ["ActorResolver", "Linking", "Memory", "date_words", "days_told", "event_title", "link", "profiles", "title"]
