import pytest

from counterclaim.errors import ConfigError
from counterclaim.web import WebSettings


def test_another_machine_is_served_only_with_accounts():
    with pytest.raises(ConfigError, match=r"this machine only, not 0\.0\.0\.0"):
        WebSettings(ledger="a.db", host="0.0.0.0")
    assert WebSettings(ledger="a.db", host="0.0.0.0", team=True).team
