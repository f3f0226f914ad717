"""Which coder reads where none is named, and what is said where it cannot."""

from __future__ import annotations

import sys

import pytest

from counterclaim.codebooks import Gazetteer
from counterclaim.errors import ConfigError
from counterclaim.statements import ENCODER, GRAMMAR, default_coder, load_coder


@pytest.fixture
def unset(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COUNTERCLAIM_CODER", raising=False)


@pytest.mark.usefixtures("unset")
def test_the_trained_coder_reads_where_none_is_named() -> None:
    assert default_coder() == ENCODER
    assert load_coder(gazetteer=Gazetteer.load()).name.startswith(f"{ENCODER}/")


def test_the_environment_names_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COUNTERCLAIM_CODER", GRAMMAR)
    assert load_coder(gazetteer=Gazetteer.load()).name.startswith(f"{GRAMMAR}/")


@pytest.mark.usefixtures("unset")
def test_without_the_weights_it_is_said_how_to_get_them_and_how_to_do_without(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "counterclaim_models", None)
    with pytest.raises(ConfigError, match="counterclaim-models") as caught:
        load_coder(gazetteer=Gazetteer.load())
    assert "make install" in caught.value.remedy
    assert "--coder grammar-en" in caught.value.remedy
