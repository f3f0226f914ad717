"""What a text says beyond events: who holds which place, and what it foretells."""

from counterclaim.statements.outlook.cues import outlook_sentences, with_context
from counterclaim.statements.outlook.reading import OutlookReader
from counterclaim.statements.outlook.statements import outlook_statements

__all__ = ["OutlookReader", "outlook_sentences", "outlook_statements", "with_context"]
