"""How a call ends: one line and an exit code for every error, for Ctrl-C, and for a pipe that nobody reads."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Iterator

from counterclaim.errors import EXIT_INTERRUPTED, CounterclaimError

TRACEBACK_VARIABLE = "COUNTERCLAIM_TRACEBACK"
"""Set it to anything to see where in the program an unforeseen error arose."""

INTERRUPTED = "interrupted; nothing is lost, the same command goes on from here"


def main() -> None:
    """Run the command line; every error ends with one line and its exit code."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A terminal that knows few characters is a reason to show the others as codes, not to stop.
        sys.stdout.reconfigure(errors="backslashreplace")
    code: object = 0
    try:
        with _one_line():
            # Loaded here, so that Ctrl-C in the first second ends as it does later.
            from counterclaim.cli.app import app

            app()
    except SystemExit as end:
        code = end.code
        if isinstance(end.__context__, BrokenPipeError):
            # The reader of a pipe (`| head`) has had enough: not an error. (The library makes 1 of it.)
            code = 0
        elif code == EXIT_INTERRUPTED:
            _tell(INTERRUPTED)
    _let_go()
    sys.exit(code if isinstance(code, int) else 0)


@contextlib.contextmanager
def _one_line() -> Iterator[None]:
    """Turn errors into one line on standard error and an exit code."""
    try:
        yield
    except CounterclaimError as error:
        _tell(str(error))
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        sys.exit(EXIT_INTERRUPTED)
    except BrokenPipeError:
        sys.exit(0)
    except Exception as error:
        if os.environ.get(TRACEBACK_VARIABLE):
            raise
        _tell(_unforeseen(error))
        sys.exit(CounterclaimError.exit_code)


def _unforeseen(error: Exception) -> str:
    """An error that nobody raised on purpose, in one line."""
    if isinstance(error, OSError) and error.strerror:
        place = f"{os.fsdecode(error.filename)}: " if isinstance(error.filename, str | bytes) else ""
        return f"{place}{error.strerror} (check that it exists and may be read or written, and that the disk has room)"
    if isinstance(error, MemoryError):
        return "the memory is used up (close other programs, or work on fewer documents at once)"
    return (
        f"a fault of the program: {type(error).__name__}: {error} "
        f"(please report it; {TRACEBACK_VARIABLE}=1 shows where; nothing was half-written)"
    )


def _tell(line: str) -> None:
    from counterclaim.cli.output import console, plain

    with contextlib.suppress(OSError):
        console(stderr=True).print(f"counterclaim: {plain(line)}", soft_wrap=True)


def _let_go() -> None:
    """Write out what is still held back; where nobody reads it, keep the interpreter from trying again."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        with contextlib.suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
