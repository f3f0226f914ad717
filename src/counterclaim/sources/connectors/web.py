"""Web pages, files behind addresses, and feeds."""

from __future__ import annotations

import re
from collections.abc import Iterator

import httpx

from counterclaim.model import Fetched, Hints
from counterclaim.sources.connectors.base import Connector, Report
from counterclaim.sources.feeds import claims_to_be_feed, is_feed, read_entries
from counterclaim.sources.http_client import Answer, FetchRefused, HttpClient
from counterclaim.sources.options import FetchOptions

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:(?://|https?:)")
_FEED_PREFIX = re.compile(r"feed:(?://)?(?=https?://)", re.I)


class WebConnector(Connector):
    """Fetches an address. Where it is a feed, the pages of its entries are fetched, not the feed itself.

    ``feed:https://...`` says that a feed is expected. An entry whose page cannot be had is reported; to keep what the
    feed itself says of it, save the feed as a file and add that.
    """

    def __init__(self, options: FetchOptions, report: Report) -> None:
        super().__init__(options, report)
        self._client = HttpClient(options)

    @classmethod
    def takes(cls, target: str) -> bool:
        """Whatever is written as an address; only http and https will be fetched."""
        return bool(_ADDRESS.match(target))

    def fetch(self, target: str) -> Iterator[Fetched]:
        """One item for a page, one for each entry of a feed."""
        address = _FEED_PREFIX.sub("", target)
        try:
            answer = self._client.fetch(address)
            expected = address != target or claims_to_be_feed(answer)
            entries = read_entries(answer) if expected or is_feed(answer.body) else None
        except FetchRefused as refusal:
            self.refuse(target, refusal.code, refusal.message, refusal.remedy)
            return
        if entries is None:
            yield self._fetched(address, answer, Hints())
            return
        if len(entries) > self.options.max_feed_entries:
            message = f"has {len(entries)} entries; the first {self.options.max_feed_entries} are fetched"
            self.refuse(target, "feed_length", message, "add the addresses of older pages yourself")
        for entry in entries[: self.options.max_feed_entries]:
            try:
                page = self._client.fetch(entry.address)
            except FetchRefused as refusal:
                self.refuse(entry.address, refusal.code, refusal.message, refusal.remedy, place=f"entry of {target}")
                continue
            yield self._fetched(entry.address, page, entry.hints)

    def _fetched(self, asked: str, answer: Answer, hints: Hints) -> Fetched:
        """The item under the address asked for; under the last one where a redirect led to another host.

        So an open redirect of one outlet never lends its name to another's page.
        """
        first, last = httpx.URL(asked), httpx.URL(answer.address)
        address = first if first.host == last.host else last
        headers = answer.headers
        if str(first) != str(last):
            headers = (*headers, ("x-counterclaim-redirected-to", str(last)))
        return Fetched(
            data=answer.body,
            uri=str(address.copy_with(fragment=None)),
            name=asked,
            media_type=answer.header("content-type"),
            retrieved=self.options.clock(),
            headers=headers,
            hints=hints,
        )
