"""Passwords: what is accepted, and their argon2id hashes (Biryukov, Dinu and Khovratovich 2015; RFC 9106)."""

from __future__ import annotations

import threading
import unicodedata
from typing import TYPE_CHECKING

from counterclaim.errors import ConfigError, install

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SHORTEST = 12
"""Least characters of a password."""
LONGEST = 1000
"""Most characters of a password: more is no password, but an attempt to keep the server busy."""
_DISTINCT = 5
"""Least different characters of a password."""
AT_ONCE = 2
"""Hashes made at the same time: each takes 64 MiB."""


def check_password(password: str, name: str) -> None:
    """Refuse a password that is easily guessed.

    Raises:
        ConfigError: too short, too long, hardly any different characters, or made of the account's name.
    """
    remedy = f"take {SHORTEST} characters or more, for example four words that do not belong together"
    if len(password) < SHORTEST:
        raise ConfigError(f"the password is shorter than {SHORTEST} characters", remedy=remedy)
    if len(password) > LONGEST:
        raise ConfigError(f"the password is longer than {LONGEST} characters", remedy="take a shorter one")
    folded = password.casefold()
    if len(set(folded)) < _DISTINCT or len(set(folded.replace(name.casefold(), ""))) < _DISTINCT:
        raise ConfigError("the password is easily guessed", remedy=remedy)


class Passwords:
    """Makes and checks hashes; at most ``AT_ONCE`` at the same time."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or _rfc_9106()
        self._turn = threading.BoundedSemaphore(AT_ONCE)
        self._nobody = ""

    def hash(self, password: str) -> str:
        """The hash to keep."""
        with self._turn:
            return self._hasher.hash(_normal(password))

    def verify(self, password: str, kept: str | None) -> bool:
        """Whether it is the password of this hash. Without a hash it takes as long, and is never right."""
        from argon2.exceptions import InvalidHashError, VerificationError

        if len(password) > LONGEST:
            return False
        if kept is None and not self._nobody:
            self._nobody = self.hash("nobody has this password")
        with self._turn:
            try:
                self._hasher.verify(kept or self._nobody, _normal(password))
            except (VerificationError, InvalidHashError):
                return False
        return kept is not None

    def outdated(self, kept: str) -> bool:
        """Whether the hash was made with other parameters than those of today."""
        return self._hasher.check_needs_rehash(kept)


def _normal(password: str) -> str:
    # The same characters come in other code points from another keyboard.
    return unicodedata.normalize("NFKC", password).encode("utf-8", "replace").decode("utf-8")


def _rfc_9106() -> PasswordHasher:
    try:
        from argon2 import PasswordHasher, profiles
    except ImportError as error:
        raise ConfigError("passwords need the package argon2-cffi", remedy=install("web")) from error
    # The second recommended option: 3 passes over 64 MiB in 4 lanes.
    return PasswordHasher.from_parameters(profiles.RFC_9106_LOW_MEMORY)
