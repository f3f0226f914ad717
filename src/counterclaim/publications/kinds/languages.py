"""Names of languages by their tags, as a reader says them."""

from __future__ import annotations

_NAMES = {
    "ar": "Arabic", "bs": "Bosnian", "de": "German", "en": "English", "es": "Spanish", "fa": "Persian", "fr": "French",
    "he": "Hebrew", "id": "Indonesian", "it": "Italian", "ku": "Kurdish", "nl": "Dutch", "ps": "Pashto",
    "pt": "Portuguese", "ru": "Russian", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "zh": "Chinese",
}  # fmt: skip


def language_name(tag: str) -> str:
    """The English name of a language tag; the tag itself where the name is not known, "not known" for "und"."""
    return "not known" if tag in ("", "und") else _NAMES.get(tag.split("-")[0].casefold(), tag)
