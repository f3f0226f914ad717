"""The ledger's own extension of the codebooks: the user's sources, places, actors and outline."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from counterclaim.codebooks import digest as shipped_digest
from counterclaim.codebooks.actors import ActorBook
from counterclaim.codebooks.framings import FramingBook
from counterclaim.codebooks.gazetteer import Gazetteer
from counterclaim.codebooks.graphic import GraphicBook
from counterclaim.codebooks.priors import Priors
from counterclaim.codebooks.reviewed_places import own_places
from counterclaim.codebooks.table_maps import TableMap, table_map
from counterclaim.codebooks.tallies import TallyBook
from counterclaim.codebooks.territory import TerritoryBook
from counterclaim.errors import ConfigError, StorageError
from counterclaim.model.identity import sha256_hex
from counterclaim.publications.figures.outline import own_outline
from counterclaim.settings import CODEBOOK_FILES, QUESTIONS
from counterclaim.sources import Registry

_CHECKS: Mapping[str, Callable[[Path], object]] = {
    "sources.yaml": Registry.load,
    "places.csv": lambda path: list(own_places(path)),
    "actors.yaml": lambda path: ActorBook.load([path]),
    "priors.yaml": lambda path: Priors.load([path]),
    "framings.yaml": lambda path: FramingBook.load([path]),
    "tallies.yaml": lambda path: TallyBook.load([path]),
    "territory.csv": lambda path: TerritoryBook.load([path]),
    "graphic.yaml": lambda path: GraphicBook.load([path]),
    "outline.geojson": own_outline,
}


@dataclass(frozen=True)
class Codebook:
    """Shipped codebooks with the files of ``folder`` on top."""

    folder: Path

    def check(self, path: Path) -> tuple[ConfigError, ...]:
        """Why single entries of a codebook file cannot be used, where the others can.

        Raises:
            ConfigError: naming file, place and remedy, where the whole file cannot be used.
        """
        refused: tuple[ConfigError, ...] = getattr(_CHECKS[path.name](path), "refused", ())
        return refused

    def adopt(self, path: Path) -> bool:
        """Copy a codebook file into the ledger's folder, in place of what the same path brought before.

        Copies carry in their names where they came from and their content's digest, so that two folders may each
        bring a ``places.csv`` and an edited one replaces its former self. Returns whether the ledger had no such
        content.
        """
        try:
            data = path.read_bytes()
        except OSError as error:
            raise ConfigError(
                f"cannot be read: {error.strerror}", where=str(path), remedy="check that it exists and its rights"
            ) from error
        content = sha256_hex(data)[:12]
        known = any(_content(copy) == content for copy in self.files(path.name))
        place = f"{path.stem}-{self._place(path)}-"
        target = self.folder / f"{place}{content}{path.suffix}"
        try:
            if not target.exists():
                self._write(target, data)
            # Only now: a crash in between leaves one too many, which the next `add` of the file mends.
            for former in self.folder.glob(f"{place}*{path.suffix}"):
                if former != target:
                    former.unlink(missing_ok=True)
        except OSError as error:
            raise StorageError(
                f"cannot be written: {error.strerror}", where=str(target), remedy="check the folder's rights and room"
            ) from error
        return not known

    def _place(self, path: Path) -> str:
        """A short name of the file's folder, as seen from the ledger: both may be moved together."""
        folder = path.parent.resolve()
        try:
            seen = Path(os.path.relpath(folder, self.folder.resolve()))
        except ValueError:  # on another drive
            seen = folder
        return sha256_hex(os.fsencode(seen.as_posix()))[:8]

    def _write(self, target: Path, data: bytes) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        partial = target.with_name(f".{target.name}.part")
        with partial.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        partial.replace(target)

    def files(self, name: str) -> list[Path]:
        """The ledger's copies of one of the codebook file names, each content once, in an order of contents alone."""
        plain = Path(name)
        copies = sorted(self.folder.glob(f"{plain.stem}-*{plain.suffix}"))
        return [copy for _, copy in sorted({_content(copy): copy for copy in copies}.items())]

    def keep_map(self, path: Path) -> str:
        """Keep the map by which a table is read, as its rows are coded by it again and again; returns its text.

        Raises ConfigError naming file and place where it cannot be used.
        """
        try:
            text = path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise ConfigError(f"cannot be read: {error}", where=str(path), remedy="give a UTF-8 YAML file") from error
        target = self.folder / f"map-{table_map(text, str(path)).digest}.yaml"
        if not target.exists():
            self._write(target, text.encode("utf-8"))
        return text

    def table_map(self, digest: str) -> TableMap | None:
        """A kept map by its digest, None where it is not there."""
        path = self.folder / f"map-{digest}.yaml"
        return table_map(path.read_text(encoding="utf-8"), str(path)) if path.is_file() else None

    @cached_property
    def registry(self) -> Registry:
        """Who publishes."""
        return Registry.load(*self.files("sources.yaml"))

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """Where places are."""
        return Gazetteer.load(self.files("places.csv"))

    @cached_property
    def actors(self) -> ActorBook:
        """Who acts, under which names."""
        return ActorBook.load(self.files("actors.yaml"))

    @cached_property
    def priors(self) -> Priors:
        """The numbers that weighing starts from."""
        return Priors.load(self.files("priors.yaml"))

    @cached_property
    def framings(self) -> FramingBook:
        """Which framings are followed."""
        return FramingBook.load(self.files("framings.yaml"))

    @cached_property
    def tallies(self) -> TallyBook:
        """Which questions of number are asked of the ledger."""
        return TallyBook.load(self.files("tallies.yaml"))

    @cached_property
    def graphic(self) -> GraphicBook:
        """Which passages are folded behind a warning."""
        return GraphicBook.load(self.files("graphic.yaml"))

    @cached_property
    def territory(self) -> TerritoryBook:
        """Who held which place, as the user's own files have it."""
        return TerritoryBook.load(self.files("territory.csv"))

    @property
    def outlines(self) -> list[Path]:
        """Outlines of land that the user's own places lie on."""
        return self.files("outline.geojson")

    @cached_property
    def digest(self) -> str:
        """SHA-256 over the shipped codebooks and the contents, not the origins, of the ledger's extension.

        Left out are the files that only ask questions of what a run has derived.
        """
        return self._digest_of(tuple(name for name in CODEBOOK_FILES if name not in QUESTIONS))

    @cached_property
    def coding_digest(self) -> str:
        """As `digest`, without what no coder reads: another framing makes no document be coded anew."""
        return self._digest_of(tuple(n for n in CODEBOOK_FILES if n not in (*QUESTIONS, "framings.yaml")))

    def _digest_of(self, files: Sequence[str]) -> str:
        names = [f"{Path(name).stem}-{_content(path)}{path.suffix}" for name in files for path in self.files(name)]
        return sha256_hex("\n".join([shipped_digest(), *names]).encode())


def _content(copy: Path) -> str:
    """The digest in the name of a copy."""
    return copy.stem.rpartition("-")[2]
