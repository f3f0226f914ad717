"""The declaration of a route: what it does, or that it is open to all. A route without one is not served."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fastapi import FastAPI, Request
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute, iter_route_contexts

from counterclaim.web.security.refusals import Refusal
from counterclaim.web.security.rights import RIGHTS, Action
from counterclaim.web.security.viewer import Viewer

OPEN = ("/login", "/static", "/api/v1/health")
"""Paths that are served to who has not signed in, with what lies below them."""


class Needs:
    """Lets a request through whose viewer may do ``action``; without an action, everybody's."""

    def __init__(self, action: Action | None) -> None:
        self.action = action

    async def __call__(self, request: Request) -> Viewer:
        """The viewer.

        Raises:
            Refusal: the viewer may not.
        """
        viewer: Viewer = request.state.viewer
        if self.action is not None and not viewer.may(self.action):
            role = RIGHTS[self.action]
            raise Refusal(
                403 if viewer.known else 401,
                f"this needs the role {role}",
                why="role",
                remedy="ask an admin" if viewer.known else "sign in",
            )
        return viewer


def is_open(path: str) -> bool:
    """Whether a path is served to who has not signed in."""
    return any(path == start or path.startswith(f"{start}/") for start in OPEN)


@dataclass(frozen=True, slots=True)
class DeclaredRoute:
    """A route of the app with what it declares, by itself and through its routers."""

    path: str
    methods: frozenset[str]
    needs: tuple[Needs, ...]

    @property
    def actions(self) -> tuple[Action, ...]:
        """What the viewer must be allowed to do; empty where everybody is served."""
        return tuple(need.action for need in self.needs if need.action is not None)


def routes(app: FastAPI) -> list[DeclaredRoute]:
    """All routes that the app's code answers; files and the API's description have no code of their own."""
    return [
        DeclaredRoute(found.path or "", frozenset(found.methods or ()), tuple(_needs(found.dependant)))
        for found in iter_route_contexts(app.routes)
        if isinstance(found.original_route, APIRoute)
    ]


def undeclared(app: FastAPI) -> list[str]:
    """Routes that declare nothing; there must be none."""
    return [f"{'/'.join(sorted(route.methods))} {route.path}" for route in routes(app) if not route.needs]


def _needs(dependant: Dependant) -> Iterator[Needs]:
    for inner in dependant.dependencies:
        if isinstance(inner.call, Needs):
            yield inner.call
        yield from _needs(inner)
