from __future__ import annotations

import gzip
import time
from dataclasses import replace

import pytest

from counterclaim.sources import FetchOptions, collect

PAGE = "<html><body><p>The invented River League denied it.</p></body></html>"


def gather(targets, options):
    problems = []
    items = list(collect([targets] if isinstance(targets, str) else targets, options, problems.append))
    return items, problems


def only_problem(target, options):
    items, problems = gather(target, options)
    assert items == []
    assert len(problems) == 1
    assert problems[0].stage == "capture"
    assert problems[0].subject == target
    assert problems[0].remedy
    return problems[0]


def test_a_page_comes_with_address_time_headers_and_an_honest_agent(site, options):
    address = site.page("/a", PAGE, X_Test="yes", Content_Type="text/html; charset=utf-8")
    (item,), problems = gather(address + "#part", options)
    assert problems == []
    assert item.data == PAGE.encode()
    assert (item.uri, item.name) == (address, address + "#part")
    assert item.media_type == "text/html; charset=utf-8"
    assert item.retrieved == options.clock()
    assert ("x-test", "yes") in item.headers
    assert site.agents[-1].startswith("counterclaim/")


@pytest.mark.parametrize(
    ("status", "code"), [(404, "status"), (403, "status"), (500, "status"), (204, "status"), (429, "status")]
)
def test_an_answer_that_is_no_page_is_a_problem_and_the_batch_goes_on(site, options, status, code):
    bad, good = site.page("/bad", b"", status=status), site.page("/good", PAGE)
    items, problems = gather([bad, good], options)
    assert [item.uri for item in items] == [good]
    assert [(p.code, p.subject, str(status) in p.message) for p in problems] == [(code, bad, True)]


def test_robots_are_obeyed_asked_once_and_a_missing_file_is_a_yes(site, options):
    site.page(
        "/robots.txt", "User-agent: counterclaim\nDisallow: /private\nCrawl-delay: 7\n", Content_Type="text/plain"
    )
    barred, free = site.page("/private/a", PAGE), site.page("/free", PAGE)
    waits = []
    items, problems = gather([barred, free], replace(options, sleep=waits.append))
    assert [item.uri for item in items] == [free]
    assert [(p.code, p.subject) for p in problems] == [("robots", barred)]
    assert site.asked == ["/robots.txt", "/free"]
    assert waits
    assert 6 < waits[-1] <= 7


def test_a_robots_file_in_trouble_is_taken_as_a_no(site, options):
    site.page("/robots.txt", b"", status=503)
    assert only_problem(site.page("/a", PAGE), options).code == "robots"


def test_requests_to_one_host_keep_their_distance(site):
    clock = iter(range(0, 1000, 0 + 1))
    waits = []
    spaced = FetchOptions(
        allow_private=True, host_interval=30, sleep=waits.append, monotonic=lambda: next(clock), obey_robots=False
    )
    gather([site.page("/a", PAGE), site.page("/b", PAGE)], spaced)
    assert len(waits) == 1
    assert 25 < waits[0] <= 30


def test_redirects_are_followed_five_times_and_no_more(site, options):
    for step in range(8):
        site.page(f"/hop{step}", b"", status=302, Location=f"/hop{step + 1}")
    site.page("/hop8", PAGE)
    (item,), _ = gather(site.root + "/hop3", options)
    assert item.uri == site.root + "/hop3"
    assert ("x-counterclaim-redirected-to", site.root + "/hop8") in item.headers
    assert only_problem(site.root + "/hop2", options).code == "redirects"


def test_a_redirect_to_another_host_gives_the_other_hosts_address(site, options):
    other = f"http://localhost:{site.port}/there"
    site.page("/there", PAGE)
    (item,), _ = gather(site.page("/away", b"", status=301, Location=other), options)
    assert item.uri == other


def test_too_large_an_answer_is_dropped_whether_it_says_so_or_not(site, options):
    small = replace(options, max_bytes=10_000)
    assert only_problem(site.page("/said", b"a" * 20_000), small).code == "too_large"

    def endless(handler):
        handler.send_response(200)
        handler.end_headers()
        for _ in range(1000):
            handler.wfile.write(b"a" * 1000)

    site.pages["/endless"] = endless
    assert only_problem(site.root + "/endless", small).code == "too_large"


def test_a_packed_answer_is_unpacked_and_a_packed_bomb_is_not(site, options):
    (item,), _ = gather(site.page("/packed", gzip.compress(PAGE.encode()), Content_Encoding="gzip"), options)
    assert item.data == PAGE.encode()
    bomb = site.page("/bomb", gzip.compress(b"\0" * (20 << 20)), Content_Encoding="gzip")
    assert only_problem(bomb, replace(options, max_bytes=1 << 20)).code == "too_large"
    cut = site.page("/cut", gzip.compress(PAGE.encode() * 100)[:-12], Content_Encoding="gzip")
    assert only_problem(cut, options).code == "truncated"
    assert only_problem(site.page("/odd", b"??", Content_Encoding="br"), options).code == "encoding"


def test_a_server_that_never_answers_is_dropped(site, options):
    site.pages["/silent"] = lambda handler: time.sleep(3)
    start = time.monotonic()
    assert only_problem(site.root + "/silent", replace(options, read_timeout=0.4)).code == "timeout"
    assert time.monotonic() - start < 2.5


@pytest.mark.parametrize("part", ["head", "body"])
def test_a_server_that_drips_is_dropped_at_the_deadline(site, options, part):
    def drip(handler):
        try:
            if part == "body":
                handler.send_response(200)
                handler.end_headers()
            else:
                handler.wfile.write(b"HTTP/1.0 200 OK\r\nX-Drip: ")
            for _ in range(60):
                handler.wfile.write(b"a")
                handler.wfile.flush()
                time.sleep(0.1)
        except OSError:
            return

    site.pages["/drip"] = drip
    start = time.monotonic()
    assert only_problem(site.root + "/drip", replace(options, total_timeout=0.8, read_timeout=5)).code == "timeout"
    assert time.monotonic() - start < 3


@pytest.mark.parametrize("kind", ["many lines", "one line"])
def test_headers_without_end_are_dropped_before_they_fill_the_memory(site, options, kind):
    sent = [0]

    def headers(handler):
        try:
            handler.wfile.write(b"HTTP/1.0 200 OK\r\n")
            for number in range(100_000):
                line = b"X-%d: a\r\n" % number if kind == "many lines" else b"X: " * (number == 0) + b"a" * 1000
                sent[0] += handler.wfile.write(line)
        except OSError:
            return

    site.pages["/headers"] = headers
    start = time.monotonic()
    problem = only_problem(site.root + "/headers", replace(options, obey_robots=False, total_timeout=5))
    assert problem.code in ("truncated", "too_large")
    assert time.monotonic() - start < 4
    assert sent[0] < 20_000_000


def test_every_attack_is_one_problem_in_its_time_and_the_batch_goes_on(site, options):
    def endless(handler):
        try:
            handler.send_response(200)
            handler.end_headers()
            while True:
                handler.wfile.write(b"a" * 1000)
        except OSError:
            return

    def drip(handler):
        try:
            handler.send_response(200)
            handler.end_headers()
            for _ in range(30):
                handler.wfile.write(b"a")
                handler.wfile.flush()
                time.sleep(0.2)
        except OSError:
            return

    site.pages |= {"/endless": endless, "/drip": drip, "/silent": lambda handler: time.sleep(3)}
    site.page("/loop", b"", status=302, Location="/loop")
    site.page("/back", b"", status=307, Location="/forth")
    site.page("/forth", b"", status=307, Location="/back")
    site.page("/bomb", gzip.compress(b"\0" * (20 << 20)), Content_Encoding="gzip")
    site.page("/script", b"", status=302, Location="javascript:alert(1)")
    site.page("/none.rss", PAGE, Content_Type="application/rss+xml")
    site.page("/good", PAGE)
    expected = {
        "/endless": "too_large",
        "/drip": "timeout",
        "/silent": "timeout",
        "/loop": "redirects",
        "/back": "redirects",
        "/bomb": "too_large",
        "/script": "address",
        "/none.rss": "not_a_feed",
    }
    hurried = replace(options, total_timeout=1, read_timeout=1, max_bytes=1 << 20)
    problems, start = [], time.monotonic()
    targets = [site.root + path for path in (*expected, "/good")]
    items = list(collect(targets, hurried, problems.append))
    assert time.monotonic() - start < 8
    assert {p.subject.removeprefix(site.root): p.code for p in problems} == expected
    assert len(problems) == len(expected)
    assert all(p.message and p.remedy for p in problems)
    assert [item.uri for item in items] == [site.root + "/good"]


def test_an_answer_that_breaks_off_is_named(site, options):
    def broken(handler):
        handler.send_response(200)
        handler.send_header("Content-Length", "5000")
        handler.end_headers()
        handler.wfile.write(b"only this")

    site.pages["/broken"] = broken
    assert only_problem(site.root + "/broken", options).code == "truncated"


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ("ftp://example.org/a", "address"),
        ("file:///etc/passwd", "address"),
        ("gopher://127.0.0.1/", "address"),
        ("http://", "address"),
        ("http://user:secret@example.org/", "address"),
        ("http://exa mple.org/", "address"),
    ],
)
def test_odd_addresses_are_refused_by_name(options, target, code):
    assert only_problem(target, options).code == code


def test_an_unknown_name_and_a_closed_port_are_named(options):
    def nobody(host, port):
        raise OSError("no such name")

    assert only_problem("http://nowhere.example/", replace(options, resolver=nobody)).code == "network"
    closed = replace(options, obey_robots=False)
    assert only_problem("http://127.0.0.1:9/", closed).code == "network"


def test_a_name_that_is_never_looked_up_ends_in_time(options):
    slow = replace(options, resolver=lambda host, port: time.sleep(5) or [], connect_timeout=0.3, obey_robots=False)
    start = time.monotonic()
    assert only_problem("http://slow.example/", slow).code == "timeout"
    assert time.monotonic() - start < 2


FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Radio Quarrel</title><link>/</link>
<item><title>One</title><link>{root}/one</link><pubDate>Wed, 05 Mar 2031 23:00:00 -0500</pubDate></item>
<item><title>Gone</title><link>{root}/gone</link></item>
<item><title>Again</title><link>{root}/one#top</link></item>
<item><title>No link</title></item><item><title>Script</title><link>javascript:alert(1)</link></item>
<item><title>Two</title><link>/two</link></item></channel></rss>"""


def test_a_feed_brings_the_pages_of_its_entries_with_what_it_says_of_them(site, options):
    site.page("/one", PAGE)
    site.page("/two", PAGE)
    feed = site.page("/feed", FEED.format(root=site.root), Content_Type="application/rss+xml")
    items, problems = gather(feed, options)
    assert [item.uri for item in items] == [site.root + "/one", site.root + "/two"]
    hints = items[0].hints
    assert (hints.title, hints.outlet, str(hints.published)) == ("One", "Radio Quarrel", "2031-03-05")
    assert [(p.code, p.subject) for p in problems] == [("status", site.root + "/gone")]


def test_an_atom_feed_is_known_by_its_bytes_and_a_long_feed_is_cut(site, options):
    entries = "".join(f'<entry><title>{n}</title><link href="{site.root}/{n}"/></entry>' for n in range(5))
    feed = site.page(
        "/news", f'<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title>{entries}</feed>', Content_Type="text/xml"
    )
    for number in range(5):
        site.page(f"/{number}", PAGE)
    items, problems = gather(feed, replace(options, max_feed_entries=2))
    assert len(items) == 2
    assert [p.code for p in problems] == ["feed_length"]


@pytest.mark.parametrize(
    ("path", "media_type", "body", "prefix"),
    [
        ("/news.rss", "text/html", PAGE, ""),
        ("/news", "application/rss+xml", PAGE, ""),
        ("/news", "text/html", PAGE, "feed:"),
        ("/news.rss", "text/xml", "<rss version='2.0'><chan", ""),
        (
            "/news.rss",
            "text/xml",
            '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "b">]><rss version="2.0"><channel/></rss>',
            "",
        ),
    ],
)
def test_a_feed_that_is_none_is_refused(site, options, path, media_type, body, prefix):
    address = prefix + site.page(path, body, Content_Type=media_type)
    assert only_problem(address, options).code == "not_a_feed"
