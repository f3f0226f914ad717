"""The pages, one module and one template each."""

from fastapi import FastAPI

from counterclaim.web.pages import account, home, people, sign_in
from counterclaim.web.security import Action, needs


def install(app: FastAPI) -> None:
    """Add all pages to the app."""
    app.include_router(sign_in.router, include_in_schema=False)
    for module in (home, account, people):
        app.include_router(module.router, include_in_schema=False, dependencies=[needs(Action.READ)])
