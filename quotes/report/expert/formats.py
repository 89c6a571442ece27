"""The report on a person in each of its formats."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from quotes.report.blocks import Outline
    from quotes.report.expert.rows import ExpertReport

FormatName = Literal["md", "html", "json", "docx"]
FORMATS: tuple[FormatName, ...] = get_args(FormatName)


def written(report: ExpertReport, form: FormatName) -> bytes:
    """The report as the bytes of a file, text in UTF-8."""
    if form == "json":
        from quotes.report.expert.record import report_record

        text = json.dumps(report_record(report), ensure_ascii=False, indent=1)
        return _encoded(f"{text}\n")
    from quotes.report.expert.outline import outline

    return written_outline(outline(report), form)


def written_outline(report: Outline, form: Literal["md", "html", "docx"]) -> bytes:
    """A report in sections as the bytes of a file."""
    if form == "md":
        from quotes.report.markdown import to_markdown

        return _encoded(to_markdown(report))
    if form == "html":
        from quotes.report.html import to_html

        return _encoded(to_html(report))
    from quotes.report.word import to_word

    return to_word(report)


def _encoded(text: str) -> bytes:
    """UTF-8; a half of a character, as a broken page may hold, becomes a question mark."""
    return text.encode("utf-8", "replace")
