import pytest
from fastapi.testclient import TestClient

from counterclaim.errors import ConfigError
from counterclaim.web import WebSettings, create_app


def test_pages_are_served_under_a_policy_that_runs_only_the_apps_own_files(tmp_path):
    client = TestClient(create_app(WebSettings(ledger=str(tmp_path / "a.db"), user="kit")), base_url="http://127.0.0.1")
    answer = client.get("/help")
    assert answer.status_code == 200
    assert "kit" in answer.text
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_another_machine_is_served_only_with_accounts():
    with pytest.raises(ConfigError, match=r"this machine only, not 0\.0\.0\.0"):
        WebSettings(ledger="a.db", host="0.0.0.0")
    assert WebSettings(ledger="a.db", host="0.0.0.0", team=True).team
