"""ZIP archives, to a limited depth; nothing is ever written to disk."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib

from counterclaim.documents.draft import Desk, Part, Refused
from counterclaim.documents.limits import RATIO_FLOOR, ReadLimits

_AGAIN = "fetch or copy it again"


def unpack(part: Part, desk: Desk) -> None:
    """Read every member in the archive's order; raises Refused where the archive as a whole cannot be read."""
    with open_archive(part.data) as archive:
        members = archive.infolist()
        if len(members) > desk.limits.max_members:
            remedy = "split it into smaller archives"
            raise Refused("bomb", f"holds more than {desk.limits.max_members} members", remedy)
        for info in members:
            if not _is_noise(info):
                _unpack_member(part, archive, info, desk)


def open_archive(data: bytes) -> zipfile.ZipFile:
    """Open a ZIP file held in memory; raises Refused for a damaged one."""
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise Refused("truncated", "is a damaged or cut-off ZIP file", _AGAIN) from None


def read_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limits: ReadLimits) -> bytes:
    """Unpack one member within the limits; raises Refused."""
    if info.flag_bits & 1:
        raise Refused("encrypted", "is locked with a password", "unpack it with the password and add the files")
    if info.file_size > RATIO_FLOOR and info.file_size > limits.max_ratio * max(1, info.compress_size):
        raise Refused("bomb", f"unpacks to more than {limits.max_ratio} times its size", "leave it out")
    if info.file_size > limits.max_item_bytes:
        remedy = f"split it into files below {limits.max_item_bytes >> 20} MB"
        raise Refused("too_large", f"is larger than {limits.max_item_bytes >> 20} MB", remedy)
    try:
        with archive.open(info) as stream:
            return stream.read(limits.max_item_bytes + 1)
    except NotImplementedError:
        raise Refused("unsupported", "is packed by a method that is not read", "pack it again as a plain ZIP") from None
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError):
        raise Refused("truncated", "is damaged", _AGAIN) from None


def _unpack_member(part: Part, archive: zipfile.ZipFile, info: zipfile.ZipInfo, desk: Desk) -> None:
    place = f"{part.member}/{info.filename}" if part.member else info.filename
    try:
        if stat.S_ISLNK(info.external_attr >> 16):
            raise Refused("symlink", "is a link, not a file", "add the file that it points to")
        desk.room_for(info.file_size)
        data = read_member(archive, info, desk.limits)
    except Refused as refusal:
        if desk.begin(place):
            desk.complain(place, refusal)
        return
    desk.open(Part(data=data, name=part.name, member=place, depth=part.depth + 1, hints=part.hints))


def _is_noise(info: zipfile.ZipInfo) -> bool:
    """Folders, and what operating systems leave in archives."""
    pieces = info.filename.split("/")
    return info.is_dir() or "__MACOSX" in pieces or any(piece.startswith(".") for piece in pieces)
