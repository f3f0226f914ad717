"""Bytes to text: readers, language, passages with exact offsets, and who repeats whom."""

from counterclaim.documents.limits import ReadLimits
from counterclaim.documents.reader import Reader
from counterclaim.documents.relations import relate
from counterclaim.documents.segmentation import row_lines, row_segments, segment

__all__ = ["ReadLimits", "Reader", "relate", "row_lines", "row_segments", "segment"]
