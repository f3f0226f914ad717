"""Bytes to text: readers, language, passages with exact offsets, and who repeats whom."""

from counterclaim.documents.limits import ReadLimits
from counterclaim.documents.reader import Reader

__all__ = ["ReadLimits", "Reader"]
