"""How often somebody may ask. Counted in this process's memory: one server process serves a team."""

from __future__ import annotations

import ipaddress
import time

from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from counterclaim.web.security.refusals import Refusal

READS = "3000/minute"
"""Requests of one account, or of one address that has not signed in."""
WRITES = "1200/minute"
"""Judgements and other changes of one account: more than a person can make."""
ATTEMPTS = "30/minute"
"""Passwords tried from one address, right ones too: each costs the server 64 MiB for a moment."""
FAILURES_OF_ADDRESS = "20/15minute"
FAILURES_OF_ACCOUNT = "10/15minute"
"""Wrong passwords. Who tries an account's password from elsewhere can keep its owner from signing in for a quarter of
an hour; open sessions go on."""
BAD_TOKENS = "30/minute"
"""Tokens from one address that were worthless."""


class Limits:
    """Counts by window; what is over a limit is refused with the time after which to try again."""

    def __init__(self, *, reads: str = READS, writes: str = WRITES) -> None:
        self._windows = MovingWindowRateLimiter(MemoryStorage())
        self._reads, self._writes = parse(reads), parse(writes)
        self._attempts, self._tokens = parse(ATTEMPTS), parse(BAD_TOKENS)
        self._by_address, self._by_account = parse(FAILURES_OF_ADDRESS), parse(FAILURES_OF_ACCOUNT)

    def request(self, who: str, *, writes: bool) -> None:
        """Count a request; raises Refusal over the limit."""
        kind, item = ("writes", self._writes) if writes else ("reads", self._reads)
        if not self._windows.hit(item, kind, who):
            raise self._over(item, kind, who)

    def sign_in(self, address: str, name: str) -> None:
        """Count an attempt to sign in, before the password is looked at; raises Refusal over the limit."""
        where = network(address)
        if not self._windows.hit(self._attempts, "attempts", where):
            raise self._over(self._attempts, "attempts", where)
        for item, kind, key in ((self._by_address, "address", where), (self._by_account, "account", name)):
            if not self._windows.test(item, kind, key):
                raise self._over(item, kind, key)

    def sign_in_failed(self, address: str, name: str) -> None:
        """Count a wrong password."""
        self._windows.hit(self._by_address, "address", network(address))
        self._windows.hit(self._by_account, "account", name)

    def bad_token(self, address: str) -> None:
        """Count a worthless token; raises Refusal over the limit."""
        where = network(address)
        if not self._windows.hit(self._tokens, "tokens", where):
            raise self._over(self._tokens, "tokens", where)

    def _over(self, item: RateLimitItem, *key: str) -> Refusal:
        wait = max(1, int(self._windows.get_window_stats(item, *key).reset_time - time.time()) + 1)
        return Refusal(
            429,
            "too many requests",
            why="rate",
            remedy=f"try again in {wait} seconds",
            headers={"Retry-After": str(wait)},
        )


def network(address: str) -> str:
    """An address as it is counted: of IPv6 the first 64 bits, which one subscriber has to themselves."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((found, 64), strict=False))
    return str(found)
