"""Who asks, what they may do, and what every answer carries so that a browser runs nothing but the app's own files.

For pages: ``request.state.viewer`` is the `Viewer`, ``request.state.csrf_token`` goes into every form as
``csrf_token`` and into every request of a script as the header ``X-CSRF-Token``. Every route declares what it does:
``dependencies=[needs(Action.JUDGE)]``, or on its router.
"""

from __future__ import annotations

from fastapi import Depends
from fastapi.params import Depends as DependsMark

from counterclaim.model.account import TeamRole as Role
from counterclaim.web.security.install import install
from counterclaim.web.security.needs import Needs
from counterclaim.web.security.rights import RIGHTS, Action
from counterclaim.web.security.viewer import Viewer

__all__ = ["RIGHTS", "Action", "Role", "Viewer", "install", "needs", "open_to_all"]


def needs(action: Action) -> DependsMark:
    """The declaration of a route that does ``action``."""
    mark: DependsMark = Depends(Needs(action))
    return mark


def open_to_all() -> DependsMark:
    """The declaration of a route that is served to who has not signed in."""
    mark: DependsMark = Depends(Needs(None))
    return mark
