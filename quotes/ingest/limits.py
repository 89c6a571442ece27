"""How much is read at most; more than this is no news article."""

from __future__ import annotations

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
