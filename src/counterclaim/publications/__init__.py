"""Publications: briefs with footnotes, exports, and the masking of private persons in both."""

from counterclaim.publications.exports import FORMATS, ExportOptions, export
from counterclaim.publications.options import Brief, BriefOptions
from counterclaim.publications.redaction import Redactor, leaks
from counterclaim.publications.render import render_brief

__all__ = ["FORMATS", "Brief", "BriefOptions", "ExportOptions", "Redactor", "export", "leaks", "render_brief"]
