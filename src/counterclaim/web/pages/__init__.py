"""The pages, one module and one template each."""

from fastapi import FastAPI

from counterclaim.web.pages import home


def install(app: FastAPI) -> None:
    """Add all pages to the app."""
    for module in (home,):
        app.include_router(module.router, include_in_schema=False)
