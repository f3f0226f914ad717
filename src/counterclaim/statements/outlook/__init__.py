"""What a text says beyond events: who holds which place, and what it foretells."""

from counterclaim.statements.outlook.reading import OutlookReader
from counterclaim.statements.outlook.telling import read_outlook

__all__ = ["OutlookReader", "read_outlook"]
