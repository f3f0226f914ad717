"""The desk: what people look at and decide while they review, one page, one thing or one judgement at a time."""

from counterclaim.pipeline.desk.desk import Desk, open_desk
from counterclaim.review import QueueItem

__all__ = ["Desk", "QueueItem", "open_desk"]
