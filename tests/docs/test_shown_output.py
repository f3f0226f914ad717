from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
PAGES = [ROOT / "README.md", ROOT / "docs" / "tutorial.md"]


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_the_commands_of_a_page_run_and_print_what_it_says(page, refresh_docs, tmp_path):
    text = page.read_text(encoding="utf-8")
    outputs = refresh_docs.run_page(text, tmp_path)
    assert len(outputs) == len(refresh_docs.blocks(text)) > 3
    assert text == refresh_docs.refreshed(text, outputs), "run `make refresh-docs` and read the difference"


def test_a_page_whose_commands_fail_is_noticed(refresh_docs, tmp_path):
    with pytest.raises(refresh_docs.BlockError, match="exit code 2"):
        refresh_docs.run_page("```bash\ncounterclaim show evt_none --ledger a.db --no-such-option\n```\n", tmp_path)


def test_output_is_put_after_its_own_commands(refresh_docs, tmp_path):
    page = "```bash\necho one\n```\n\ntext\n\n```bash\npwd; echo two\n```\n\n```text\nold\n```\n\n```sh\nexit 9\n```\n"
    outputs = refresh_docs.run_page(page, tmp_path)
    assert outputs == ["one\n", "…\ntwo\n"]
    assert refresh_docs.refreshed(page, outputs) == page.replace("old\n", "…\ntwo\n")
