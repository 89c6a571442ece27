"""The public door: read one article, or keep an archive of them and ask it questions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from quotes.db.rows import Added, PersonRow
from quotes.errors import IngestError, UsageError
from quotes.store.store import Store
from quotes.types import Article, Claim, Extraction

if TYPE_CHECKING:
    from quotes.check.drafts import CheckedDraft
    from quotes.check.results import Checked
    from quotes.check.trace import Trace
    from quotes.check.verdict import Checker
    from quotes.pipeline import Extractor
    from quotes.report.expert import FormatName
    from quotes.report.expert_data import ExpertReport
    from quotes.store.dossier import DossierQuery

Source = str | Path
"""The text of an article, or the path of a file that holds one."""


def read(
    source: Source,
    *,
    title: str | None = None,
    authors: tuple[str, ...] = (),
    outlet: str | None = None,
    published: date | None = None,
    url: str | None = None,
) -> Extraction:
    """Everything that is found in one article, without storing anything.

    :param source: a path, or the text itself: a string that is the name of a file, or that has
        the ending of one and no space, is a path; any other string is text.
    :param title: what is given here wins over what the source says of itself.
    :raises IngestError: there is no such file, or it cannot be read.
    :raises UsageError: the source holds several articles, or none.
    """
    return _extractor().extract(read_article(source, title, authors, outlet, published, url))


def read_article(
    source: Source,
    title: str | None = None,
    authors: tuple[str, ...] = (),
    outlet: str | None = None,
    published: date | None = None,
    url: str | None = None,
) -> Article:
    """The one article of a source, with what is known of it; see :func:`read`."""
    from quotes.ingest.metadata import Failure, Given
    from quotes.ingest.registry import read as read_sources

    given = Given(title, authors, outlet, published, url)
    if _is_path(source):
        found = list(read_sources([str(source)], given))
    else:
        text = str(source).encode("utf-8", "surrogatepass")
        found = list(read_sources(["-"], given, BytesIO(text)))
    if len(found) != 1:
        raise UsageError(f"The source holds {len(found)} articles; give one at a time.")
    (article,) = found
    if isinstance(article, Failure):
        raise IngestError(f"{article.source}: {article.reason}.")
    return article


def _is_path(source: Source) -> bool:
    """Whether a path is meant; a misspelled name of a file must not pass for a text."""
    if isinstance(source, Path):
        return True
    from quotes.ingest.registry import known_ending

    line = len(source.split()) == 1 and "\0" not in source
    try:
        return (line and known_ending(source)) or Path(source).exists()
    except (OSError, ValueError):
        return False


@cache
def _extractor() -> Extractor:
    from quotes.pipeline import Extractor

    return Extractor.load()


@dataclass(frozen=True, slots=True)
class Report:
    """What the articles show of a person; a notebook shows it as a page."""

    data: ExpertReport

    def written(self, form: FormatName) -> bytes:
        """The report as the bytes of a file of this format: md, html, json or docx."""
        from quotes.report.expert import written

        return written(self.data, form)

    @property
    def text(self) -> str:
        """The report in Markdown."""
        return self.written("md").decode("utf-8")

    def _repr_markdown_(self) -> str:
        return self.text


class Archive(Store):
    """A database of articles, quotations and people: what is stored, checked and reported on.

    ``Archive("quotes.db")`` opens it, and makes it where there is none. Use it as a context
    manager, or close it. Every method raises :class:`~quotes.errors.StoreError` where the
    database fails.
    """

    @cached_property
    def extractor(self) -> Extractor:
        """What reads articles for this archive: with its curated topics, and with vectors."""
        from quotes.pipeline import Extractor

        return Extractor.load(vocabulary=self.curation.vocabulary(), vectors=True)

    @cached_property
    def checker(self) -> Checker:
        """What checks claims against this archive."""
        from quotes.check.verdict import Checker

        return Checker(self)

    def add(self, source: Extraction | Article | Source, *, settle: bool = True) -> Added:
        """Store an article with everything that is found in it, or nothing of it.

        "unchanged": this program and model gave it before. "updated": it takes the place of
        another text at its address, which stays as an older version, or of what another program
        or model found in the same text; rows that a human made stay.

        :param source: what was found in an article, an article, or what :func:`read` takes.
        :param settle: go through names again at once where the article came late; whoever adds
            many leaves it and calls :meth:`settle` at the end.
        """
        if isinstance(source, Extraction):
            return super().add(source, settle=settle)
        article = source if isinstance(source, Article) else read_article(source)
        if self.holds(article, self.extractor.program, self.extractor.model):
            return "unchanged"
        return super().add(self.extractor.extract(article), settle=settle)

    def check(self, claim: Claim | str, by: str | None = None, on: date | None = None) -> Checked:
        """Whether somebody said it: the verdict, the evidence, and what was searched.

        :param claim: the words; the name and the day beside them count for words alone.
        :raises UsageError: the claim has no words.
        """
        return self.checker.check(Claim(claim, by, on) if isinstance(claim, str) else claim)

    def check_draft(self, source: Extraction | Article | Source) -> CheckedDraft:
        """Each quotation of a draft, checked against what is stored; the draft is not stored."""
        from quotes.check.drafts import check_draft

        if not isinstance(source, Extraction):
            article = source if isinstance(source, Article) else read_article(source)
            source = _extractor().extract(article)
        return check_draft(source, self.checker.check)

    def trace(self, quotation: str) -> Trace:
        """Where a quotation comes from: all articles with these words, the earliest first.

        :param quotation: its id, or the words themselves.
        """
        from quotes.check.trace import trace

        return trace(self, quotation)

    def report(
        self,
        person: PersonRow | str,
        query: DossierQuery | None = None,
        made: date | None = None,
    ) -> Report:
        """What the articles show of a person.

        :param person: a row, or what means one person only, as :meth:`named` takes it.
        :param query: which quotations count, all by default.
        :param made: the day that the report bears, today by default.
        :raises QuotesError: nobody is called so, or several people are; the message lists them.
        """
        if isinstance(person, str):
            person = self.named(person).only
        (report,) = self.reports([person], query, made)
        return report

    def reports(
        self,
        people: list[PersonRow],
        query: DossierQuery | None = None,
        made: date | None = None,
    ) -> Iterator[Report]:
        """The reports on these people, one after the other."""
        from quotes.report.expert_data import compose
        from quotes.store.dossier import DossierQuery

        query = query or DossierQuery()
        for dossier in self.dossiers(people, query):
            yield Report(compose(dossier, query, made or date.today()))
