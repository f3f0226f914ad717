from __future__ import annotations

import importlib
import pkgutil
from types import ModuleType

import pytest

import counterclaim


def modules() -> list[ModuleType]:
    names = [m.name for m in pkgutil.walk_packages(counterclaim.__path__, "counterclaim.")]
    # Migrations are run by Alembic in its own context, never imported; __main__ runs the program.
    names = [n for n in names if ".migrations" not in n and not n.endswith("__main__")]
    return [counterclaim, *(importlib.import_module(name) for name in names)]


def order(name: str) -> tuple[int, str]:
    kind = 0 if name.isupper() else 1 if name[0].isupper() else 2
    return kind, name


@pytest.fixture(scope="module")
def doors() -> list[ModuleType]:
    return [module for module in modules() if hasattr(module, "__all__")]


def test_every_module_imports_and_most_rooms_say_what_is_public(doors):
    assert {"counterclaim", "counterclaim.model", "counterclaim.pipeline"} <= {m.__name__ for m in doors}


def test_public_names_are_sorted_and_named_once(doors):
    for module in doors:
        names = list(module.__all__)
        assert names == sorted(set(names), key=order), module.__name__


def test_public_names_can_be_had(doors):
    for module in doors:
        for name in module.__all__:
            assert getattr(module, name) is not None, f"{module.__name__}.{name}"


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no_such_name"):
        counterclaim.no_such_name  # noqa: B018
