"""One connector per kind of target; the list below is tried in order, the first that takes a target has it."""

from counterclaim.sources.connectors.base import Connector, Report
from counterclaim.sources.connectors.file import FileConnector
from counterclaim.sources.connectors.table import TableConnector
from counterclaim.sources.connectors.web import WebConnector

__all__ = ["Connector", "FileConnector", "Report", "TableConnector", "WebConnector", "connectors"]


def connectors() -> tuple[type[Connector], ...]:
    """All connectors; the last one takes every target."""
    return (TableConnector, WebConnector, FileConnector)
