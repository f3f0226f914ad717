"""One web address to its bytes: redirects by hand, robots, manners, limits."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

import httpcore
import httpx
from protego import Protego

from counterclaim.errors import SourceError
from counterclaim.sources.network import Barred, CheckedBackend, Deadline
from counterclaim.sources.options import FetchOptions

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_ROBOTS_BYTES = 512 * 1024
_LONGEST_DELAY = 60.0
_HOST = re.compile(rb"[A-Za-z0-9._:-]+")
_ACCEPT = "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/xml;q=0.9,*/*;q=0.8"


class FetchRefused(SourceError):  # noqa: N818 - an answer about one address, turned into a Problem
    """An address will not be fetched or gave no document; ``code`` is the problem's short word."""

    def __init__(self, code: str, message: str, remedy: str) -> None:
        super().__init__(message, remedy=remedy)
        self.code = code


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A server's answer: unpacked body, headers with lower-case names, and the address that gave it in the end."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    address: str

    def header(self, name: str) -> str:
        """The first header of that name (lower case), empty if there is none."""
        return next((value for key, value in self.headers if key == name), "")


class HttpClient:
    """Fetches addresses politely: it keeps each host's robots.txt and the time of its last request."""

    def __init__(self, options: FetchOptions) -> None:
        self._options = options
        self._robots: dict[str, Protego | FetchRefused | None] = {}
        self._last: dict[str, float] = {}

    def fetch(self, address: str) -> Answer:
        """Fetch one address, following at most five redirects; raises FetchRefused."""
        deadline = Deadline(self._options.total_timeout)
        url = parse_address(address)
        for _ in range(self._options.max_redirects + 1):
            self._check_robots(url)
            answer = self._request(url, deadline, self._options.max_bytes)
            if answer.status not in _REDIRECTS or not answer.header("location"):
                return _successful(answer)
            url = _next(url, answer)
        remedy = "open the address in a browser and use the one that it ends at"
        raise FetchRefused("redirects", f"redirects more than {self._options.max_redirects} times", remedy)

    def _check_robots(self, url: httpx.URL) -> None:
        if not self._options.obey_robots:
            self._keep_distance(url, 0.0)
            return
        origin = f"{url.scheme}://{url.netloc.decode('ascii')}"
        if origin not in self._robots:
            self._robots[origin] = self._fetch_robots(url)
        rules = self._robots[origin]
        if isinstance(rules, FetchRefused):
            raise rules
        agent = self._options.user_agent
        if rules is None or not rules.can_fetch(str(url), agent):
            what = (
                "could not be read, so it is obeyed as a refusal"
                if rules is None
                else "asks programs not to fetch this"
            )
            remedy = "save the page from your browser and add the file, if its terms let you"
            raise FetchRefused("robots", f"{origin}/robots.txt {what}", remedy)
        self._keep_distance(url, min(float(rules.crawl_delay(agent) or 0.0), _LONGEST_DELAY))

    def _fetch_robots(self, url: httpx.URL) -> Protego | FetchRefused | None:
        """The host's rules (RFC 9309): none given is a yes, a server in trouble is a no (None).

        A host that cannot be reached gives the reason, which then stands for all its pages.
        """
        target = url.copy_with(raw_path=b"/robots.txt", fragment=None)
        try:
            for _ in range(self._options.max_redirects + 1):
                self._keep_distance(target, 0.0)
                answer = self._request(target, Deadline(self._options.total_timeout), _ROBOTS_BYTES)
                if answer.status not in _REDIRECTS or not answer.header("location"):
                    break
                target = _next(target, answer)
        except FetchRefused as refusal:
            return Protego.parse("") if refusal.code == "too_large" else refusal
        if answer.status >= 500 or answer.status == 429:
            return None
        return Protego.parse(answer.body.decode("utf-8", "replace") if answer.status == 200 else "")

    def _keep_distance(self, url: httpx.URL, delay: float) -> None:
        now, host = self._options.monotonic(), url.host
        wait = self._last.get(host, float("-inf")) + max(self._options.host_interval, delay) - now
        if wait > 0:
            self._options.sleep(wait)
        self._last[host] = self._options.monotonic()

    def _request(self, url: httpx.URL, deadline: Deadline, max_bytes: int) -> Answer:
        options = self._options
        headers = [("Host", url.netloc.decode("ascii")), ("User-Agent", options.user_agent), ("Accept", _ACCEPT)]
        headers += [("Accept-Encoding", "identity"), ("Connection", "close")]
        timeouts = dict.fromkeys(("connect", "pool", "write"), options.connect_timeout)
        try:
            with (
                httpcore.ConnectionPool(network_backend=CheckedBackend(options, deadline)) as pool,
                pool.stream(
                    "GET",
                    httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
                    headers=headers,
                    extensions={"timeout": {**timeouts, "read": options.read_timeout}},
                ) as response,
            ):
                named = tuple((k.decode("latin-1").lower(), v.decode("latin-1")) for k, v in response.headers)
                body = _body(response.iter_stream(), dict(named), max_bytes)
                return Answer(status=response.status, headers=named, body=body, address=str(url))
        except Barred as barred:
            remedy = "use a public address; a file on this machine is added by its path"
            raise FetchRefused("private_address", str(barred), remedy) from None
        except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError) as error:
            raise _failed(error) from None


def parse_address(address: str) -> httpx.URL:
    """Read an http or https address; raises FetchRefused for anything else, and for passwords in it."""
    try:
        url = httpx.URL(address)
        _ = url.raw_host, url.port
    except (httpx.InvalidURL, ValueError, UnicodeError):
        raise FetchRefused("address", "is no address that can be read", "check it for spaces and slips") from None
    if url.scheme not in ("http", "https") or not url.host or not _HOST.fullmatch(url.raw_host):
        raise FetchRefused("address", "is no http or https address", "use the address that a browser shows")
    if url.userinfo:
        raise FetchRefused(
            "address", "holds a user name or password", "leave it out; pages behind a login are not fetched"
        )
    return url


def _next(url: httpx.URL, answer: Answer) -> httpx.URL:
    """Where a redirect leads; raises FetchRefused for anything but a web address."""
    try:
        return parse_address(str(url.join(answer.header("location"))))
    except (httpx.InvalidURL, ValueError, UnicodeError):
        remedy = "check the address in a browser"
        raise FetchRefused("address", "redirects to an address that cannot be read", remedy) from None


def _body(stream: Iterator[bytes], headers: dict[str, str], max_bytes: int) -> bytes:
    """The body, unpacked even where a server packs it unasked; never more than ``max_bytes``."""
    encoding = headers.get("content-encoding", "").strip().lower()
    unpack = None
    if encoding in ("gzip", "x-gzip"):
        unpack = zlib.decompressobj(31)
    elif encoding == "deflate":
        unpack = zlib.decompressobj()
    elif encoding not in ("", "identity"):
        raise FetchRefused(
            "encoding", f"is packed as {encoding[:20]!r}, unasked", "save it from your browser and add the file"
        )
    if headers.get("content-length", "").isdigit() and int(headers["content-length"]) > max_bytes:
        raise _too_large(max_bytes)
    out = bytearray()
    for chunk in stream:
        try:
            out += unpack.decompress(chunk, max_bytes + 1 - len(out)) if unpack else chunk
        except zlib.error:
            raise FetchRefused("truncated", "its packed body is damaged", "try again later") from None
        if len(out) > max_bytes:
            raise _too_large(max_bytes)
    if unpack and not unpack.eof:
        raise FetchRefused("truncated", "its packed body is cut off", "try again later")
    return bytes(out)


def _too_large(max_bytes: int) -> FetchRefused:
    return FetchRefused(
        "too_large", f"is larger than {max_bytes >> 20} MB", "fetch and split it yourself, then add the parts"
    )


def _successful(answer: Answer) -> Answer:
    if answer.status == 200:
        return answer
    remedies = {
        401: "pages behind a login are not fetched: save the page and add the file",
        403: "the server refuses: save the page from your browser and add the file, if its terms let you",
        404: "check the address, or look for the page in a web archive",
        410: "look for the page in a web archive",
        429: "wait an hour and try again",
    }
    remedy = remedies.get(answer.status, "try again later, or check the address in a browser")
    raise FetchRefused("status", f"the server answered {answer.status}", remedy)


def _failed(error: Exception) -> FetchRefused:
    if isinstance(error, httpcore.TimeoutException):
        return FetchRefused("timeout", "the server did not answer in time", "try again later, or save the page by hand")
    if isinstance(error, httpcore.RemoteProtocolError):
        return FetchRefused("truncated", f"the answer broke off or is no HTTP: {str(error)[:80]}", "try again later")
    return FetchRefused("network", f"no connection: {str(error)[:120]}", "check the address and your network")
