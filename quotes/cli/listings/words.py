"""Small pieces of text that several listings show in the same way."""

from __future__ import annotations

from rich.text import Text

from quotes.export.cells import BETWEEN as BETWEEN
from quotes.export.cells import joined as joined
from quotes.report.words import Post as Post
from quotes.report.words import count as count
from quotes.report.words import iso as iso
from quotes.report.words import one_line as one_line
from quotes.report.words import period as period
from quotes.report.words import post_line as post_line
from quotes.report.words import visible as visible


def named(name: str, post: Post | None) -> Text:
    """A speaker with the post under the name."""
    text = Text(one_line(name) or "unknown", style="bold")
    below = post_line(post) if post else ""
    if below:
        text.append(f"\n{below}", style="not bold dim")
    return text
