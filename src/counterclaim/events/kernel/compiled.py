"""Loops over arrays, compiled to machine code at their first call (numba) and kept on disk where that is allowed.

Where neither the installation nor the user's cache folder can be written, the code is compiled anew in each process.
Arithmetic keeps to IEEE 754 (no fast-math), so that a loop gives the same bits compiled and plain.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba

Loop = TypeVar("Loop", bound=Callable[..., Any])


def compiled(loop: Loop) -> Loop:
    """Compile a loop over arrays; a decorator. ``plain`` gives the loop uncompiled."""
    try:
        return cast("Loop", numba.njit(cache=True)(loop))
    except RuntimeError:
        # numba finds no folder to keep the code in.
        return cast("Loop", numba.njit(cache=False)(loop))


def inlined(loop: Loop) -> Loop:
    """The same for a part of such loops that is copied into each: handing tuples of arrays on would cost too much."""
    return cast("Loop", numba.njit(inline="always")(loop))


def plain(loop: Loop) -> Loop:
    """The loop as written, for small inputs on which compiling would cost more than it saves."""
    return cast("Loop", cast("Any", loop).py_func)
