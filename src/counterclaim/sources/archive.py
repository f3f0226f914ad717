"""Captured bytes kept as WARC records (ISO 28500), one to a file, found by their digest."""

from __future__ import annotations

import contextlib
import io
import os
import tempfile
import uuid
import zlib
from datetime import UTC
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from counterclaim.errors import StorageError
from counterclaim.model import Fetched
from counterclaim.model.identity import sha256_hex

_HASH = 16
# The body is kept unpacked and in one piece, so headers that say otherwise are kept under another name.
_CHANGED = frozenset({"content-encoding", "transfer-encoding", "content-length"})


class Archive:
    """A folder of gzipped WARC files, ``ab/<sha256>-<address hash>.warc.gz``, written once and never changed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def write(self, fetched: Fetched) -> str:
        """Store a capture and return its path relative to the folder. The same capture twice is stored once.

        A crash leaves either the whole record or nothing: it is written aside, flushed to disk and renamed.
        """
        digest = sha256_hex(fetched.data)
        target = target_uri(fetched)
        relative = f"{digest[:2]}/{digest}-{sha256_hex(target.encode('utf-8'))[:_HASH]}.warc.gz"
        path = self._folder / relative
        try:
            if not path.exists():
                path.parent.mkdir(parents=True, exist_ok=True)
                _write_whole(path, _record(fetched, digest, target))
        except OSError as error:
            remedy = "check the folder's rights and room, then repeat the command: nothing was half-written"
            message = f"cannot be written: {error.strerror or error}"
            raise StorageError(message, where=str(path), remedy=remedy) from error
        return relative

    def read(self, path: str) -> bytes:
        """The captured bytes; raises StorageError where the record is missing or damaged."""
        try:
            with self._inside(path).open("rb") as stream:
                for record in ArchiveIterator(stream):
                    if record.rec_type in ("response", "resource"):
                        return bytes(record.content_stream().read())
        except FileNotFoundError:
            raise StorageError(
                "the captured bytes are missing", where=path, remedy="restore the archive folder"
            ) from None
        except (ArchiveLoadFailed, OSError, EOFError, ValueError, zlib.error) as error:
            message = f"the record is damaged ({error})"
            raise StorageError(message, where=path, remedy="restore the archive folder from a backup") from None
        raise StorageError("the file holds no record", where=path, remedy="restore the archive folder from a backup")

    def verify(self, path: str, sha256: str) -> str:
        """What is wrong with a record, empty when its bytes have the digest ``sha256``."""
        try:
            found = sha256_hex(self.read(path))
        except StorageError as error:
            return error.message
        return "" if found == sha256 else f"the bytes have another digest: {found}"

    def holds(self, sha256: str) -> bool:
        """Whether a record of bytes with this digest is here, under whatever address."""
        return any(self._folder.glob(f"{sha256[:2]}/{sha256}-*"))

    def remove(self, sha256: str) -> int:
        """Take all records of bytes with this digest away, for `forget`; returns how many there were.

        Parts of records that a crash left behind go too: nobody can tell whose they are.
        """
        gone = list(self._folder.glob(f"{sha256[:2]}/{sha256}-*"))
        try:
            for path in (*gone, *self._folder.glob(f"{sha256[:2]}/.*.part")):
                path.unlink(missing_ok=True)
        except OSError as error:
            remedy = "check the folder's rights, then repeat the command: what is forgotten stays so"
            raise StorageError(
                f"cannot be removed: {error.strerror or error}", where=str(path), remedy=remedy
            ) from error
        return len(gone)

    def _inside(self, path: str) -> Path:
        pure = PurePosixPath(path)
        if pure.is_absolute() or ".." in pure.parts:
            raise StorageError(
                "is no path inside the archive", where=path, remedy="the ledger was tampered with: verify it"
            )
        return self._folder / pure


def target_uri(fetched: Fetched) -> str:
    """The record's address: the web address, or for a local file its name without its folder."""
    return fetched.uri or "file:///" + quote(PurePosixPath(fetched.name.replace(os.sep, "/")).name)


def _record(fetched: Fetched, digest: str, target: str) -> bytes:
    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=True)
    moment = fetched.retrieved.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    warc_headers = {
        "WARC-Date": moment,
        "WARC-Record-ID": f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{digest} {target} {moment}')}>",
    }
    media_type = fetched.media_type or "application/octet-stream"
    http_headers = None
    if fetched.uri:
        kept = [(f"x-archive-orig-{k}" if k.lower() in _CHANGED else k, v) for k, v in fetched.headers]
        kept.append(("content-length", str(len(fetched.data))))
        http_headers = StatusAndHeaders("200 OK", kept, protocol="HTTP/1.1")
    record = writer.create_warc_record(
        target,
        "response" if fetched.uri else "resource",
        payload=io.BytesIO(fetched.data),
        length=len(fetched.data),
        warc_content_type="application/http; msgtype=response" if fetched.uri else media_type,
        http_headers=http_headers,
        warc_headers_dict=warc_headers,
    )
    writer.write_record(record)
    return buffer.getvalue()


def _write_whole(path: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
