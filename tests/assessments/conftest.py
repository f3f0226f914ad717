import pytest

from counterclaim.codebooks.priors import Priors


@pytest.fixture(scope="session")
def priors() -> Priors:
    return Priors.load()
