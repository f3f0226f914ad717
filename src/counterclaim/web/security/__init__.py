"""Who asks, and what every answer carries so that a browser runs nothing but the app's own files.

For pages: ``request.state.viewer`` is the `Viewer`, ``request.state.csrf_token`` goes into every form as
``csrf_token`` and into every request of a script as the header ``X-CSRF-Token``.
"""

from counterclaim.web.security.headers import install
from counterclaim.web.security.viewer import Role, Viewer

__all__ = ["Role", "Viewer", "install"]
