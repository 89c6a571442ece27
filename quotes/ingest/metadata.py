"""What is known of an article beside its text, and what a source that fails leaves behind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

# Metadata from machines: mended, on one line, never empty.


def clean(value: object) -> str | None:
    """A string without mojibake, HTML entities, control characters and needless space.

    None for a string that is empty then, and for anything that is no string.
    """
    if not isinstance(value, str):
        return None
    from ftfy import TextFixerConfig, fix_text

    gentle = TextFixerConfig(
        uncurl_quotes=False,
        fix_latin_ligatures=False,
        fix_character_width=False,
        unescape_html=True,
    )
    return " ".join(fix_text(value, gentle).split()) or None


@dataclass(frozen=True, slots=True)
class Given:
    """Title, authors, outlet, day and address of an article; what is not known is empty.

    A user gives one to :func:`quotes.ingest.registry`; it wins over what the article itself shows.
    """

    title: str | None = None
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    published: date | None = None
    url: str | None = None

    def or_else(self, other: Given) -> Given:
        """The same, with every gap filled from the other."""
        return Given(
            title=self.title or other.title,
            authors=self.authors or other.authors,
            outlet=self.outlet or other.outlet,
            published=self.published or other.published,
            url=self.url or other.url,
        )


@dataclass(frozen=True, slots=True)
class Failure:
    """A source that could not be read; ``reason`` is one clause that follows "SOURCE: "."""

    source: str
    reason: str


def reason(error: OSError) -> str:
    """One clause of what the system says of a file."""
    said = error.strerror or str(error)
    return f"it cannot be read: {said[:1].lower()}{said[1:]}"


# How much is read at most; more than this is no news article.


MAX_CHARACTERS = 5_000_000
"""Characters of one article's text."""

MAX_BYTES = 4 * MAX_CHARACTERS
"""Bytes of one article, of one line of a JSON lines file, or of one JSON document."""

MAX_PAGE_BYTES = 10_000_000
"""Bytes of one HTML page; extraction takes longer than reading."""

MAX_UNPACKED_BYTES = 5 * MAX_BYTES
"""Bytes of all the files in a Word document together, pictures included."""

MAX_PACKED_FILES = 10_000
"""Files in a Word document."""
