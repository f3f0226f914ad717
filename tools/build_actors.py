"""Compile the codebook of actors that ships with the package.

    python tools/build_actors.py [--out FOLDER]
    python tools/build_actors.py --seed GED_FOLDER AEC_FOLDER

The first form compiles what people review (in codebooks/data: actors.yaml, actors_more.yaml, actors_ucdp.csv and
countries.csv) to ``actors.json``, and lists in ``actors_clashes.csv`` each name that means several actors. The same
files give the same bytes; a test compares. The second form makes ``actors_ucdp.csv`` anew from slices of UCDP GED and
UCDP-AEC: names, ids, countries and years, no rows. What people wrote in the columns kind and actor stays.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from counterclaim.codebooks.actor_entries import USER, extended, read_entries
from counterclaim.codebooks.actor_file import dump
from counterclaim.codebooks.actor_rules import states
from counterclaim.codebooks.actor_seed import COLUMNS, factions, read_seed, with_seed
from counterclaim.codebooks.actor_types import Actor, Relation
from counterclaim.codebooks.actors import ActorBook
from counterclaim.codebooks.files import DATA

REVIEWED = ("actors.yaml", "actors_more.yaml")
STATES_ALONE = re.compile(r"^Government of (?:the )?(.+)$")
CROWD = re.compile(r"^(?:[Ss]upp+orters|Opponents) of |^Civilians$| family$|^APC-.+ faction$")
PARTY = re.compile(r"^Supporters of ((?:[A-Z]{2,5}(?:[ \-]\(?[A-Z]\)?)?|.+ (?:Party|League)|Jamaat-e-Islami))$")
COMMUNITY = re.compile(
    r"\b(?:Christians|Muslims|Buddhists|Hindus|Copts|Sunni|Shia|Alawite|Ahmadiyya|Farmers"
    r"|Herders|clan|subclan|Albanians|Serbs|Ivorians|Nigerians|Ugandans|South Sudanese)\b|\((?:Dinka|DInka|Isoko|Dir"
    r"|Misseriya|Marakwet|Hawazma|Hawiye|Darod)\)$"
)
GROUP = re.compile(
    r"\b(?:Army|Front|Brigade|Brigades|Cartel|Carteles|Forces|Movement|Gang|Division|Corps|Legion|Council|Command|Insurgents"
    r"|insurgents|Cells|faction|Faction|militia|State|Shield|Jaysh|Jaish|Liwa|Jabhat|Ansar|Harkat|Harakat|Al-Jabha|Lashkar|Sena|Boys"
    r"|Eagles|Guards|Jamaat|Jama'at|Los|Las|La|Operations|Room|Team|Emirate|Battalion|battalion|Mayi)\b"
)
ABBREVIATION = re.compile(r"^[A-Z0-9][A-Z0-9/]+(?:[\s\-]+.*)?$")


def compiled() -> tuple[list[Actor], list[Relation]]:
    """All shipped actors and relations from the reviewed files; refuses a date or relation without a basis."""
    files = [read_entries(DATA / name) for name in REVIEWED]
    listed = [*states(), *(actor for file in files for actor in file.actors)]
    actors = extended(listed, (more for file in files for more in file.additions))
    seed = read_seed()
    actors = with_seed(actors, seed)
    relations = [r for file in files for r in file.relations] + list(factions(seed))
    known = {actor.id for actor in actors}
    if len(known) != len(listed) + sum(n.id not in {a.id for a in listed} for n in {n.id: n for n in seed}.values()):
        raise SystemExit("an id stands twice in the reviewed files")
    for actor in actors:
        periods = [actor.period, *(alias.period for alias in actor.aliases)]
        if any(p.basis == USER for p in periods) or any(alias.basis == USER for alias in actor.aliases):
            raise SystemExit(f"{actor.id}: an alias or date has no basis")
        if actor.affiliation and actor.affiliation not in known:
            raise SystemExit(f"{actor.id}: no actor {actor.affiliation!r}")
    for relation in relations:
        if relation.basis == USER or not {relation.one, relation.other} <= known:
            raise SystemExit(f"{relation}: without a basis, or between unknown actors")
    return actors, sorted(relations, key=lambda r: (r.one, r.other, r.kind))


def clashes(actors: Iterable[Actor]) -> str:
    """A line for each actor that a shared name may mean."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("name", "actor", "alias", "basis", "since", "until"))
    for name, told in ActorBook(actors).clashes():
        for actor, alias in sorted(told, key=lambda pair: (pair[0].id, pair[1].name)):
            since, until = alias.period.since or actor.period.since, alias.period.until or actor.period.until
            writer.writerow((name, actor.id, alias.name, alias.basis, since or "", until or ""))
    return out.getvalue()


def rows(folder: Path, pattern: str) -> Iterator[dict[str, str]]:
    """Rows of all CSV files of a slice."""
    for path in sorted(folder.glob(pattern)):
        with gzip.open(path, "rt", encoding="utf-8", newline="") as stream:
            yield from csv.DictReader(stream)


def sides(text: str) -> list[str]:
    """The names of a side: of an alliance each; of a party's supporters the party; no other crowds, no families."""
    found = []
    for name in (part.strip() for part in text.split(",")):
        party = PARTY.match(name)
        if party:
            found.append(party[1])
        elif name and not CROWD.search(name):
            found.append(name)
    return found


def seed(ged: Path, aec: Path) -> str:
    """The text of actors_ucdp.csv."""
    before = {row.name: row for row in read_seed()} if (DATA / "actors_ucdp.csv").exists() else {}
    files = [read_entries(DATA / name) for name in REVIEWED]
    curated = ActorBook([*states(), *(actor for file in files for actor in file.actors)])
    found: dict[str, dict[str, set[str]]] = {}
    for row in rows(ged, "*.csv.gz"):
        country = curated.get(state_of(row["country"], curated))
        for side in ("a", "b"):
            names = sides(row[f"side_{side}"])
            for name in names:
                told = found.setdefault(name, {"id": set(), "country": set(), "year": set(), "in": set()})
                told["in"].add("ged")
                told["year"].add(row["year"])
                told["country"] |= {country.id.removeprefix("state:")} if country else set()
                told["id"] |= {row[f"side_{side}_new_id"]} if len(names) == 1 else set()
    for row in rows(aec, "*.csv.gz"):
        for name in (*sides(row["side_a_name"]), *sides(row["side_b_name"])):
            found.setdefault(name, {"id": set(), "country": set(), "year": set(), "in": set()})["in"].add("aec")
    sides_told = {row[f"side_{s}_name"] for row in rows(aec, "*.csv.gz") for s in "ab"}
    parties = {match[1] for text in sides_told if (match := PARTY.match(text))}
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for name, told in sorted(found.items()):
        old = before.get(name)
        kind = old.kind if old else "party" if name in parties else kind_of(name)
        actor = old.actor if old else known(name, curated)
        years = sorted(told["year"])
        writer.writerow((
            name, "|".join(sorted(told["id"])), kind, "|".join(sorted(told["country"])), years[0] if years else "",
            years[-1] if years else "", "|".join(sorted(told["in"], reverse=True)), actor,
        ))  # fmt: skip
    return out.getvalue()


def state_of(name: str, book: ActorBook) -> str:
    """The state of a country as UCDP writes it: "Myanmar (Burma)", "DR Congo (Zaire)"; empty where unknown."""
    for form in (name, *re.split(r"\s*[()]\s*", name)):
        actor = book.resolve(form) if form else None
        if actor is not None and actor.kind == "state":
            return actor.id
    return ""


def known(name: str, book: ActorBook) -> str:
    """The id of the actor that the reviewed files already give the name, empty where a person has to look."""
    government = STATES_ALONE.match(name)
    if government:
        return state_of(government[1], book)
    actor = book.resolve(name)
    told = {alias.name for alias in actor.names if alias.basis in ("", "ucdp")} if actor else set()
    return actor.id if actor and name in told else ""


def kind_of(name: str) -> str:
    """The kind that the form of a name suggests; people correct it in the table."""
    if STATES_ALONE.match(name):
        return "state"
    if COMMUNITY.search(name):
        return "community"
    return "armed_group" if GROUP.search(name) or ABBREVIATION.match(name) else "organisation"


def main() -> None:
    """Compile or make the seed, and say what came out."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=DATA)
    parser.add_argument("--seed", nargs=2, type=Path, metavar=("GED_FOLDER", "AEC_FOLDER"))
    given = parser.parse_args()
    if given.seed:
        (DATA / "actors_ucdp.csv").write_text(seed(*given.seed), encoding="utf-8")
    actors, relations = compiled()
    (given.out / "actors.json").write_text(dump(actors, relations), encoding="utf-8")
    (given.out / "actors_clashes.csv").write_text(clashes(actors), encoding="utf-8")
    names = sum(len(actor.names) for actor in actors)
    size = (given.out / "actors.json").stat().st_size
    print(f"{len(actors)} actors, {names} names, {len(relations)} relations, {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
