"""Metadata from machines: mended, on one line, never empty."""

from __future__ import annotations

from ftfy import TextFixerConfig, fix_text

_GENTLE = TextFixerConfig(
    uncurl_quotes=False, fix_latin_ligatures=False, fix_character_width=False, unescape_html=True
)


def clean(value: object) -> str | None:
    """A string without mojibake, HTML entities, control characters and needless space.

    None for a string that is empty then, and for anything that is no string.
    """
    if not isinstance(value, str):
        return None
    return " ".join(fix_text(value, _GENTLE).split()) or None
