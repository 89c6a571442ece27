"""Small pieces of text that several listings show in the same way."""

from __future__ import annotations

from rich.text import Text

from quotes.report.wording import Post, one_line, post_line


def named(name: str, post: Post | None) -> Text:
    """A speaker with the post under the name."""
    text = Text(one_line(name) or "unknown", style="bold")
    below = post_line(post) if post else ""
    if below:
        text.append(f"\n{below}", style="not bold dim")
    return text
