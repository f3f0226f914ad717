import pytest

from counterclaim.errors import ConfigError
from counterclaim.web import WebSettings


def test_another_machine_is_served_only_with_accounts():
    with pytest.raises(ConfigError, match=r"this machine only, not 0\.0\.0\.0"):
        WebSettings(ledger="a.db", host="0.0.0.0")
    assert WebSettings(ledger="a.db", host="0.0.0.0", team=True).team


@pytest.mark.parametrize("origin", ["desk.example", "ftp://desk.example", "https://", "https://desk.example/app"])
def test_an_address_at_which_no_site_can_be_is_refused(origin):
    with pytest.raises(ConfigError, match="is no address of a site") as caught:
        WebSettings(ledger="a.db", team=True, origins=(origin,))
    assert caught.value.where == "--origin"
