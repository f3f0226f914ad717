"""pandoc, offline: the program that sets a bibliography by a CSL style and writes DOCX."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from counterclaim.errors import ConfigError, install

API_VERSION = [1, 23, 1]
"""Version of pandoc's types that ``counterclaim`` writes."""
_SECONDS = 300


@cache
def pandoc_path() -> str:
    """Path of the program that comes with the extra ``docx``; empty where that is not installed."""
    try:
        import pypandoc
    except ImportError:
        return ""
    try:
        return str(pypandoc.get_pandoc_path())
    except OSError:
        return ""


def pandoc(arguments: Sequence[str], given: str, *, folder: Path | None = None, epoch: int = 0) -> bytes:
    """What pandoc writes to standard output.

    ``epoch`` are the seconds since 1970 that it takes for the present, so that no clock enters the bytes.

    Raises:
        ConfigError: the extra ``docx`` is not installed, or pandoc gives up.
    """
    program = pandoc_path()
    if not program:
        raise ConfigError("a DOCX needs the extra docx, which has pandoc", where="brief", remedy=install("docx"))
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(epoch)}
    try:
        done = subprocess.run(  # noqa: S603 - our own program, no shell
            [program, *arguments],
            input=given.encode("utf-8"),
            capture_output=True,
            cwd=folder,
            env=environment,
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise ConfigError(f"pandoc took over {_SECONDS} s", where="brief", remedy="publish a shorter period") from error
    if done.returncode:
        told = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise ConfigError(f"pandoc gave up: {told[-1] if told else done.returncode}", where="brief", remedy="report it")
    return done.stdout


def pandoc_json(arguments: Sequence[str], given: str) -> Any:  # noqa: ANN401 - pandoc's own tree
    """What pandoc writes as its own types."""
    return json.loads(pandoc([*arguments, "-t", "json"], given))
