"""Inner loops compiled to machine code at their first call, and kept on disk where that is allowed.

The first call on a machine takes some seconds for each loop; later processes load the stored code. Where neither the
installation nor the user's cache folder can be written, the code is compiled anew in each process, and all else holds.
The compiler itself is loaded only when a loop is called.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import ParamSpec, TypeVar

Given = ParamSpec("Given")
Result = TypeVar("Result")

_EXACT_ENOUGH = {"contract", "arcp", "nsz"}
"""Freedoms of arithmetic that keep the order of sums, infinities and missing values as they are written."""


def compiled(loop: Callable[Given, Result]) -> Callable[Given, Result]:
    """Compile a loop over arrays (numba); a decorator."""
    ready: list[Callable[Given, Result]] = []

    @functools.wraps(loop)
    def call(*args: Given.args, **kwargs: Given.kwargs) -> Result:
        if not ready:
            ready.append(_compiled(loop))
        return ready[0](*args, **kwargs)

    return call


def _compiled(loop: Callable[Given, Result]) -> Callable[Given, Result]:
    import numba

    try:
        found: Callable[Given, Result] = numba.njit(cache=True, fastmath=_EXACT_ENOUGH)(loop)
    except RuntimeError:
        # numba finds no folder to keep the code in.
        found = numba.njit(cache=False, fastmath=_EXACT_ENOUGH)(loop)
    return found
