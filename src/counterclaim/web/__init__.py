"""The web app's door: pages for people under ``/``, the HTTP API under ``/api/v1``.

It needs the extra ``web``; nothing outside of this room imports it at start.
"""

from counterclaim.web.app import create_app
from counterclaim.web.settings import WebSettings

__all__ = ["WebSettings", "create_app"]
