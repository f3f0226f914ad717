"""Inner loops compiled to machine code at their first use, and kept on disk where that is allowed.

The first call on a machine takes some seconds for each loop; later processes load the stored code. Where neither the
installation nor the user's cache folder can be written, the code is compiled anew in each process, and all else holds.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

Loop = TypeVar("Loop", bound=Callable[..., Any])

_EXACT_ENOUGH = {"contract", "arcp", "nsz"}
"""Freedoms of arithmetic that keep the order of sums, infinities and missing values as they are written."""


def compiled(loop: Loop) -> Loop:
    """Compile a loop over arrays (numba); a decorator."""
    import numba

    try:
        return cast("Loop", numba.njit(cache=True, fastmath=_EXACT_ENOUGH)(loop))
    except RuntimeError:
        # numba finds no folder to keep the code in.
        return cast("Loop", numba.njit(cache=False, fastmath=_EXACT_ENOUGH)(loop))
