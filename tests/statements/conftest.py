from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.statements.case_scoring import make_coder

from counterclaim.documents import segment
from counterclaim.model import Coding, CodingInput, DateInterval
from counterclaim.statements import Coder


@pytest.fixture(scope="session")
def coder() -> Coder:
    return make_coder()


@pytest.fixture(scope="session")
def read(coder: Coder) -> Callable[..., Coding]:
    def _read(text: str, *, title: str = "", published: str = "", language: str = "en", **more: str) -> Coding:
        return coder.code(
            CodingInput(
                document_id="doc_test",
                text=text,
                title=title,
                published=DateInterval.parse(published) if published else None,
                language=language,
                segments=segment(text, language),
                **more,
            )
        )

    return _read
