"""CSL-JSON (https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html), as Zotero reads it.

One item an article; its note holds the quotations and who said them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from quotes.answer import Json
from quotes.db.rows import ArticleRow, QuotationRow, SpeakerRow
from quotes.export.annotations import web_address
from quotes.export.tabular import array
from quotes.report.records import caveats
from quotes.report.wording import one_line, post_line

if TYPE_CHECKING:
    from quotes.search.selection import QuotedArticle, Selection


def csl_items(selection: Selection) -> Iterator[str]:
    """An array, an item a line."""
    return array(map(csl_item, selection.articles()))


def csl_item(quoted: QuotedArticle) -> Json:
    """An article as an item; what is not known of it is left out."""
    article = quoted.article
    item = {
        "id": f"quotes-{article.id}",
        "type": _type(article),
        "title": one_line(article.title) if article.title else None,
        "author": [csl_name(author) for author in article.authors if author.strip()],
        "container-title": one_line(article.outlet) if article.outlet else None,
        "issued": _day(article),
        "URL": web_address(article.url),
        "language": article.language,
        "note": "\n".join(map(_said, quoted.quotations)),
    }
    return {name: value for name, value in item.items() if value}


def csl_name(author: str) -> Json:
    """The name in given and family name where that is sure, else as it stands.

    Sure are two words, and more where all between the first and the last are initials, that look
    like a person's name; "Ana de la Cruz" or "Park News Desk" stay whole.
    """
    from quotes.ingest.header import AGENCIES, person_name

    name = one_line(author)
    words = (person_name(name) or "").split()
    if len(words) < 2 or name.lower() in AGENCIES or not all(map(_is_initial, words[1:-1])):
        return {"literal": name}
    if not words[-1][0].isupper() or words[-1].endswith("."):
        return {"literal": name}
    return {"family": words[-1], "given": " ".join(words[:-1])}


def _is_initial(word: str) -> bool:
    return len(word.rstrip(".")) == 1 and word.isupper()


def _type(article: ArticleRow) -> str:
    if article.outlet:
        return "article-newspaper"
    return "webpage" if web_address(article.url) else "document"


def _day(article: ArticleRow) -> Json | None:
    day = article.published
    return {"date-parts": [[day.year, day.month, day.day]]} if day else None


def _said(row: QuotationRow) -> str:
    """The id stands first: programs take a line such as ``Publisher: ...`` for a field."""
    who = "; ".join(filter(None, map(_who, row.speakers))) or "unknown"
    told = caveats(row)
    how = f" ({told})" if told else ""
    return f"[{row.id}] {who}{how}: {one_line(row.text)}"


def _who(speaker: SpeakerRow) -> str:
    post = post_line(speaker)
    return f"{one_line(speaker.name)} ({post})" if post else one_line(speaker.name)
