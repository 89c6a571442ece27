"""The report of a checked draft, as Markdown, HTML and JSON."""

from __future__ import annotations

from quotes.report.drafts.html import draft_html
from quotes.report.drafts.markdown import draft_markdown
from quotes.report.drafts.records import draft_record

__all__ = ["draft_html", "draft_markdown", "draft_record"]
