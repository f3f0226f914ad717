"""E-mail messages (RFC 5322): the letter's own text, then its attachments as items of their own."""

from __future__ import annotations

import email
import email.errors
import email.policy
from email.message import EmailMessage, Message, MIMEPart
from email.utils import getaddresses, parsedate_to_datetime

from counterclaim.documents.decoding import decode
from counterclaim.documents.draft import INVENTED_LABEL, Desk, Draft, Part, Refused
from counterclaim.documents.readers import html
from counterclaim.model import DateInterval

_INLINE_NOISE = ("image/", "text/css", "application/pgp-signature", "application/pkcs7-signature", "text/calendar")


def unpack(part: Part, desk: Desk) -> None:
    """Read a message and its attachments; raises Refused for one that is cut off or no message."""
    message = email.message_from_bytes(part.data, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    if not message.keys():
        raise Refused("wrong_type", "is no e-mail message", "export the message again as EML")
    if any(isinstance(d, email.errors.CloseBoundaryNotFoundDefect) for p in message.walk() for d in p.defects):
        raise Refused("truncated", "the message is cut off", "export the message again")
    if message.get_content_type() in ("multipart/encrypted", "application/pkcs7-mime"):
        raise Refused("encrypted", "the message is encrypted", "decrypt it in your mail program and export that")
    if desk.begin(part.member):
        _read_letter(part, message, desk)
    for number, attachment in enumerate(message.iter_attachments() if message.is_multipart() else (), 1):
        if not attachment.get_content_type().startswith(_INLINE_NOISE):
            _open_attachment(part, attachment, number, desk)


def _read_letter(part: Part, message: EmailMessage, desk: Desk) -> None:
    body = message.get_body(preferencelist=("plain", "html"))
    try:
        text = _text_of(body, desk) if body is not None else ""
    except Refused as refusal:
        desk.complain(part.member, refusal)
        return
    if not text.strip():
        if not message.is_multipart():
            desk.complain(part.member, Refused("empty", "the message has no text", "leave it out"))
        return
    draft = Draft(
        text=text,
        media_type="message/rfc822",
        title=_header(message, "Subject"),
        author=_author(message),
        outlet=_header(message, "Organization"),
        published=_date(message),
        invented=_header(message, f"X-{INVENTED_LABEL}").strip().casefold() in ("true", "yes", "1"),
    )
    desk.keep(part, draft)


def _text_of(body: MIMEPart, desk: Desk) -> str:
    payload = body.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else str(payload or "").encode("utf-8", "surrogateescape")
    text = decode(data, body.get_content_charset() or "")
    if body.get_content_type() == "text/html":
        return html.read(
            Part(data=text.encode("utf-8"), name="", media_type="text/html; charset=utf-8"), desk.limits
        ).text
    return text


def _open_attachment(part: Part, attachment: EmailMessage, number: int, desk: Desk) -> None:
    name = attachment.get_filename() or f"attachment {number}"
    place = f"{part.member}/{name}" if part.member else name
    payload = attachment.get_payload(decode=True)
    if not isinstance(payload, bytes):  # a forwarded message hangs on as a message, not as bytes
        inner = attachment.get_payload()
        pieces = inner if isinstance(inner, list) else []
        payload = b"".join(piece.as_bytes() for piece in pieces if isinstance(piece, Message))
    try:
        desk.room_for(len(payload))
    except Refused as refusal:
        desk.complain(place, refusal)
        return
    declared = attachment.get_content_type()
    desk.open(
        Part(data=payload, name=part.name, media_type=declared, member=place, depth=part.depth + 1, hints=part.hints)
    )


def _header(message: EmailMessage, name: str) -> str:
    try:
        return str(message.get(name, ""))
    except (ValueError, IndexError, email.errors.MessageError):  # the stdlib's parser fails on some broken headers
        return ""


def _author(message: EmailMessage) -> str:
    addresses = getaddresses([_header(message, "From")])
    name, address = addresses[0] if addresses else ("", "")
    return name or address


def _date(message: EmailMessage) -> DateInterval | None:
    try:
        return DateInterval.of_day(parsedate_to_datetime(_header(message, "Date")).date())
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
