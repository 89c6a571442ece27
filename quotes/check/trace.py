"""Where a quotation comes from: its earliest appearance, every later one, and who copied whom.

Of each article the quotation with the most of the words is taken; articles that copy one text, or
are credited to one agency or outlet, are one source.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import Match, SequenceMatcher
from urllib.parse import urlsplit

from quotes.check.claim_context import has_named_speaker
from quotes.check.differences import difference_of
from quotes.check.match import claim_readings, compare, word_for_word
from quotes.check.results import Difference, SaidBy
from quotes.check.thresholds import (
    BARELY,
    CLUSTERS_SEARCHED,
    COPIED,
    FEWEST,
    LEAST_BLOCK,
    LEAST_SHARED,
    LONGEST_SHORT_FORM,
    RUN,
    SHARE,
    SURE_RUN,
    SURE_SHARE,
    TRACED,
)
from quotes.copies.copies import ArticleText
from quotes.db.rows import ArticleRow, QuotationRow, SpeakerRow
from quotes.errors import UsageError
from quotes.ingest.credits import key_of, short_form
from quotes.names.person import fold_person, surname
from quotes.names.person_match import names_agree
from quotes.search.query import SearchedQuotations
from quotes.store.store import Store
from quotes.text.normalize import fold_organization
from quotes.text.paragraphs import sentences
from quotes.text.shingles import shared
from quotes.text.tokens import tokens
from quotes.types import PIECE_JOINER, Credit, Span

_EDGES = " \"'“”‘’…"


@dataclass(frozen=True, slots=True)
class CopyEvidence:
    """Why an article counts as a copy of an earlier one of its cluster.

    ``share`` in [0, 1] is how much of the text of the shorter one stands in the other; ``credit``
    is the agency or outlet that both come from. Either may be None, not both.
    """

    share: float | None
    credit: str | None


@dataclass(frozen=True, slots=True)
class Appearance:
    """The words in one article.

    ``words`` are those in quotation marks there, of an indirect quotation all of it; ``quotation``
    is None in a copy in which they were not found as one. ``similarity`` in [0, 1] is how much of
    the shorter wording is that of the earliest, and ``differences`` part the words here ("claim")
    from the earliest ("said"), by their spans in either wording. ``said_by`` tells whether the
    speaker is that of the earliest. ``copy_evidence`` is None for the first of a cluster.
    """

    article: ArticleRow
    quotation: QuotationRow | None
    words: str
    similarity: float
    differences: tuple[Difference, ...]
    said_by: SaidBy
    credits: tuple[Credit, ...]
    copy_evidence: CopyEvidence | None = None

    @property
    def day(self) -> date | None:
        """When it was published, if that is known."""
        return self.article.published


@dataclass(frozen=True, slots=True)
class CopyCluster:
    """An article and its copies: one source, however often it is printed.

    The earliest comes first, undated articles last. ``outlet`` is the one that counts as the
    source, the credited agency before the outlet that prints it; None where neither is known.
    """

    appearances: tuple[Appearance, ...]
    outlet: str | None

    @property
    def first(self) -> Appearance:
        """The earliest."""
        return self.appearances[0]

    @property
    def copies(self) -> tuple[Appearance, ...]:
        """All but the earliest."""
        return self.appearances[1:]


@dataclass(frozen=True, slots=True)
class Trace:
    """Where words come from: the clusters in which they stand, the earliest first.

    ``text`` are the words that were traced, ``quotation`` the one that was asked for, if it was by
    its id. ``reports`` tell in other words what the same speaker said. ``outlets`` counts the
    independent ones, those of the clusters, each once.
    """

    text: str
    quotation: QuotationRow | None
    clusters: tuple[CopyCluster, ...]
    reports: tuple[Appearance, ...]
    outlets: int
    searched: SearchedQuotations

    @property
    def earliest(self) -> tuple[Appearance, ...]:
        """The first appearance of all; several where clusters begin on the same day."""
        day = self.clusters[0].first.day if self.clusters else None
        if day is None:
            return ()
        return tuple(cluster.first for cluster in self.clusters if cluster.first.day == day)

    @property
    def copies(self) -> int:
        """How many articles are copies of another."""
        return sum(len(cluster.copies) for cluster in self.clusters)


def copy_clusters(
    articles: Iterable[ArticleText],
) -> list[list[tuple[ArticleText, CopyEvidence | None]]]:
    """The articles in clusters of copies, each article in one of them.

    Order is kept: a cluster begins with its first article, which has no :class:`CopyEvidence`;
    every other article has what makes it a copy, of an earlier one of its cluster where it can be.
    """
    listed = list(articles)
    credits = _Credits(listed)
    clusters: list[list[ArticleText]] = []
    for article in listed:
        joined, others = [article], []
        for cluster in clusters:
            if any(_copy_evidence(member, article, credits) for member in cluster):
                joined += cluster
            else:
                others.append(cluster)
        clusters = [*others, joined]
    order = {article: index for index, article in enumerate(listed)}
    ordered = [sorted(cluster, key=order.__getitem__) for cluster in clusters]
    ordered.sort(key=lambda cluster: order[cluster[0]])
    return [list(_with_evidence(cluster, credits)) for cluster in ordered]


def copied(first: ArticleText, second: ArticleText) -> float | None:
    """How much of the shorter of two texts the other has, in [0, 1]; None if they are no copies."""
    shorter = min(len(first.shingles), len(second.shingles))
    common = shared(first.shingles, second.shingles) if shorter else 0
    if common < LEAST_SHARED or common < COPIED * shorter:
        return None
    return common / shorter


class _Credits:
    """To which agency or outlet two articles both go back."""

    def __init__(self, articles: Sequence[ArticleText]) -> None:
        credited = [name for article in articles for name in _credited(article)]
        names = [*credited, *(article.article.outlet or "" for article in articles)]
        self._long = {key_of(name) for name in names if len(name.split()) > 1}
        self._credited = {article: self._keys(article) for article in articles}
        self._own = {article: self._known(article.article.outlet or "") for article in articles}

    def common(self, first: ArticleText, second: ArticleText) -> str | None:
        """The name by which either credits the other's outlet, or both credit the same."""
        of_first, of_second = self._credited[first], self._credited[second]
        for key, name in of_first.items():
            if key in of_second or key == self._own[second]:
                return name
        return of_second.get(self._own[first])

    def _keys(self, article: ArticleText) -> dict[str, str]:
        return {self._known(name): name for name in _credited(article)}

    def _known(self, name: str) -> str:
        """The key of a name; a short form is the only long name here with these initials."""
        key = key_of(name)
        if len(key) > LONGEST_SHORT_FORM or not name.isupper():
            return key
        long = [known for known in self._long if short_form(known) == name]
        return long[0] if len(long) == 1 else key


def _credited(article: ArticleText) -> list[str]:
    return [credit.name for credit in article.credits if credit.name]


def _copy_evidence(
    earlier: ArticleText, article: ArticleText, credits: _Credits
) -> CopyEvidence | None:
    share, credit = copied(earlier, article), credits.common(earlier, article)
    return CopyEvidence(share, credit) if share is not None or credit is not None else None


def _with_evidence(
    members: Sequence[ArticleText], credits: _Credits
) -> Iterable[tuple[ArticleText, CopyEvidence | None]]:
    """Each member with what ties it best to an earlier one, else to a later one."""
    yield members[0], None
    for index, member in enumerate(members[1:], start=1):
        earlier = [_copy_evidence(article, member, credits) for article in members[:index]]
        later = [_copy_evidence(article, member, credits) for article in members[index + 1 :]]
        evidence = list(filter(None, earlier)) or list(filter(None, later))
        yield member, max(evidence, key=lambda copy: (copy.share or 0.0, copy.credit is not None))


@dataclass(frozen=True, slots=True)
class Overlap:
    """The words that two wordings have in common, in runs of three words or more.

    ``same`` counts them, ``run`` those of the longest run, ``shorter`` and ``longer`` all
    words of either wording.
    """

    same: int
    run: int
    shorter: int
    longer: int

    @property
    def share(self) -> float:
        """How much of the shorter wording stands in the longer one, in [0, 1]."""
        return self.same / self.shorter if self.shorter else 0.0

    @property
    def is_one_quotation(self) -> bool:
        """Whether both are the same words, though trimmed, altered or cut in another place."""
        if self.run >= RUN:
            return True
        if self.share < SHARE:
            return False
        like_long = self.shorter >= SHARE * self.longer
        return self.shorter >= FEWEST or (like_long and self.same >= min(BARELY, self.shorter))

    @property
    def is_surely_one(self) -> bool:
        """Whether they are so much the same that two people hardly said both by chance."""
        return self.is_one_quotation and (self.share >= SURE_SHARE or self.run >= SURE_RUN)

    @property
    def is_fragment(self) -> bool:
        """Whether one is a short piece of the other that others may have said by chance."""
        return BARELY <= self.shorter == self.same < FEWEST


def overlap(first: str, second: str) -> Overlap:
    """The words that two wordings have in common; the same both ways round."""
    keys = [[word.key for word in tokens(text)] for text in (first, second)]
    shorter, longer = sorted(keys, key=lambda words: (len(words), words))
    blocks = _common_runs(shorter, longer)
    return Overlap(
        same=sum(block.size for block in blocks),
        run=max((block.size for block in blocks), default=0),
        shorter=len(shorter),
        longer=len(longer),
    )


def may_have(text: str, words: str) -> bool:
    """Whether a text has enough of the words, anywhere in it; quicker to tell than where."""
    folded = text.casefold()
    wanted = [word.text.casefold() for word in tokens(words)]
    return sum(word in folded for word in wanted) >= SHARE * len(wanted)


def find_words(words: str, text: str) -> Span | None:
    """Where a longer text has these words or most of them close together; None if it has not."""
    wanted, read = tokens(words), tokens(text)
    blocks = _common_runs([word.key for word in wanted], [word.key for word in read])
    if not blocks:
        return None
    longest = max(blocks, key=lambda block: block.size)
    near = [block for block in blocks if abs(block.b - longest.b) <= 2 * len(wanted)]
    start, end = near[0].b, near[-1].b + near[-1].size
    least = max(SHARE * len(wanted), min(FEWEST, len(wanted)))
    if sum(block.size for block in near) < least:
        return None
    return Span(read[start].start, read[end - 1].end)


def _common_runs(first: list[str], second: list[str]) -> list[Match]:
    blocks = SequenceMatcher(None, first, second, autojunk=False).get_matching_blocks()
    least = max(min(LEAST_BLOCK, len(first), len(second)), 1)
    return [block for block in blocks if block.size >= least]


def same_speaker(row: QuotationRow, speakers: Sequence[SpeakerRow]) -> SaidBy:
    """Whether one of these speakers says the quotation; "unnamed" where it names nobody."""
    if any(_are_same(own, speaker) for own in row.speakers for speaker in speakers):
        return "same"
    return "other" if has_named_speaker(row) else "unnamed"


def _are_same(first: SpeakerRow, second: SpeakerRow) -> bool:
    """Whether two speakers of the same words are one; there a bare family name is enough."""
    if first.person_id is not None and first.person_id == second.person_id:
        return True
    if not first.type == second.type == "person":
        return fold_organization(first.name) == fold_organization(second.name)
    names = fold_person(first.name), fold_person(second.name)
    bare = any(" " not in name for name in names)
    same_surname = surname(names[0]) == surname(names[1])
    return (bare and same_surname) or names_agree(first.name, second.name)


@dataclass(frozen=True, slots=True)
class TracedWords:
    """The words in one article: the quotation, None where only the text has them.

    ``compared`` are those sentences of them that are compared with the earliest.
    """

    quotation: QuotationRow | None
    words: str
    compared: str


def words_in_marks(row: QuotationRow) -> str:
    """What stands in marks; of an indirect quotation, or where there are no marks, all of it."""
    return word_for_word(row).text or row.text


def _rows_with(store: Store, words: str) -> list[QuotationRow]:
    """The stored quotations of what was said that have words in common with these."""
    candidates = store.lookup.candidates(words, limit=TRACED)
    overlaps = [(overlap(words, candidate.text), candidate.row) for candidate in candidates]
    alike = [row for shared, row in overlaps if shared.is_one_quotation or shared.is_fragment]
    found = store.lookup.quotations(alike).values()
    return [row for row in found if row.status == "said"]


def _likeliest_speakers(words: str, rows: Iterable[QuotationRow]) -> tuple[SpeakerRow, ...]:
    """Who says the quotation that is most like the words, the earliest of several; else nobody."""
    said = [row for row in rows if row.kind != "indirect"]
    overlaps = [(overlap(words, words_in_marks(row)), row) for row in said]
    alike = [
        (shared.same, row)
        for shared, row in overlaps
        if shared.is_one_quotation or shared.is_fragment
    ]
    most = max((same for same, _ in alike), default=0)
    best = [row for same, row in alike if same == most]
    return min(best, key=lambda row: _day_order(row.article.published)).speakers if best else ()


def _one_an_article(
    words: str, rows: Iterable[QuotationRow], speakers: Sequence[SpeakerRow]
) -> dict[str, TracedWords]:
    """Of each article the quotation that has most of the words, by the article's id."""
    best: dict[str, tuple[tuple[int, float], TracedWords]] = {}
    for row in rows:
        said = word_for_word(row)
        shared = overlap(words, said.text)
        said_by = same_speaker(row, speakers) if speakers else "unnamed"
        fragment = shared.is_fragment and said_by == "same"
        alike = shared.is_surely_one if said_by == "other" else shared.is_one_quotation
        if not (alike or fragment):
            continue
        rank = shared.same, row.confidence
        if row.article.id not in best or best[row.article.id][0] < rank:
            printed = PIECE_JOINER.join(
                row.context[span.start - row.context_start : span.end - row.context_start]
                for span in said.spans
            )
            best[row.article.id] = rank, TracedWords(row, printed, said.text)
    return {article: traced for article, (_, traced) in best.items()}


def _reports(
    words: str,
    rows: Iterable[QuotationRow],
    speakers: Sequence[SpeakerRow],
    traced: Mapping[str, TracedWords],
) -> list[QuotationRow]:
    """Indirect quotations of the same speaker in like words, one an article, by their days."""
    quoted = {
        article
        for article, found in traced.items()
        if found.quotation is None or same_speaker(found.quotation, speakers) == "same"
    }
    best: dict[str, tuple[int, QuotationRow]] = {}
    for row in rows:
        if row.kind != "indirect" or row.article.id in quoted:
            continue
        shared = overlap(words, row.text)
        if not shared.is_one_quotation or (speakers and same_speaker(row, speakers) != "same"):
            continue
        if row.article.id not in best or best[row.article.id][0] < shared.same:
            best[row.article.id] = shared.same, row
    reports = (row for _, row in best.values())
    return sorted(reports, key=lambda row: _day_order(row.article.published))


def _matching_sentences(words: str, traced: TracedWords) -> TracedWords:
    """Only the sentences with the words are compared where no whole quotation was asked for."""
    span = find_words(words, traced.compared)
    if span is None:
        return traced
    every = sentences(traced.compared, Span(0, len(traced.compared)))
    parts = [sentence for sentence in every if sentence.meets(span)]
    return replace(traced, compared=traced.compared[parts[0].start : parts[-1].end])


def _day_order(published: date | None) -> tuple[bool, date]:
    """What sorts days, the earliest first and unknown ones last."""
    return published is None, published or date.min


def trace(store: Store, asked: str) -> Trace:
    """Where the words come from that somebody gives, or the quotation with this id.

    :param asked: an id, or the beginning of one as :meth:`Store.quotation` takes it, or a text.
    :raises UsageError: the text has no words, several ids begin so, or the words were not said.
    :raises StoreError: the database fails.
    """
    quotation = store.quotation(asked)
    if quotation and quotation.status != "said":
        raise UsageError(
            f"The article says that these words were not said ({quotation.status}); there is "
            "nothing to trace."
        )
    words = words_in_marks(quotation) if quotation else claim_readings(asked)[-1].words.text
    if not any(map(str.isalnum, words)):
        raise UsageError("There are no words to trace; give a quotation's id or what was said.")
    rows = _rows_with(store, words)
    speakers = quotation.speakers if quotation else _likeliest_speakers(words, rows)
    traced = _one_an_article(words, rows, speakers)
    reports = _reports(words, rows, speakers, traced)
    texts = store.copies.read(traced)
    for copy, copied_words in _unquoted_copies(store, words, texts):
        texts[copy.article.id] = copy
        traced[copy.article.id] = copied_words
    if quotation is None:
        traced = {id: _matching_sentences(words, found) for id, found in traced.items()}
    ordered = _in_order(texts.values())
    first = traced[ordered[0].article.id] if ordered else TracedWords(None, words, words)
    quoted = [traced[text.article.id].quotation for text in ordered]
    earliest = _Earliest(first, _first_named([*quoted, *reports]))
    clusters = tuple(
        CopyCluster(
            tuple(
                earliest.appearance(traced[text.article.id], text, evidence)
                for text, evidence in members
            ),
            _source([text for text, _ in members]),
        )
        for members in copy_clusters(ordered)
    )
    return Trace(
        text=words,
        quotation=quotation,
        clusters=clusters,
        reports=tuple(earliest.report(row) for row in reports),
        outlets=len({_outlet_key(cluster) for cluster in clusters}),
        searched=store.lookup.searched(),
    )


def _unquoted_copies(
    store: Store, words: str, texts: Mapping[str, ArticleText]
) -> list[tuple[ArticleText, TracedWords]]:
    """Copies of the articles that have the words too, though not found as a quotation."""
    firsts = [members[0][0] for members in copy_clusters(_in_order(texts.values()))]
    known = firsts[:CLUSTERS_SEARCHED]
    alike = store.copies.alike(
        (text.article.id for text in known), lambda text: may_have(text, words)
    )
    found = []
    for article, copy in alike.items():
        span = find_words(words, copy.text)
        if article in texts or span is None or not any(copied(text, copy) for text in known):
            continue
        said = span.of(copy.text)
        found.append((copy, TracedWords(None, said, said)))
    return found


def _in_order(texts: Iterable[ArticleText]) -> list[ArticleText]:
    """By day, undated last; on one day first whom others credit, last who credits others."""
    listed = list(texts)
    credited = {key_of(name) for text in listed for name in _credited(text)}

    def order(text: ArticleText) -> tuple[tuple[bool, date], bool, bool, str]:
        outlet = key_of(text.article.outlet) if text.article.outlet else ""
        foreign = any(key_of(name) != outlet for name in _credited(text))
        return _day_order(text.article.published), outlet not in credited, foreign, text.article.id

    return sorted(listed, key=order)


def _first_named(rows: Iterable[QuotationRow | None]) -> tuple[SpeakerRow, ...]:
    """The speakers of the first quotation that names them."""
    return next((row.speakers for row in rows if row and has_named_speaker(row)), ())


def _source(members: Sequence[ArticleText]) -> str | None:
    """The agency that the first article of a cluster credits, else that article's outlet."""
    first = members[0]
    names = [credit.name for credit in first.credits if credit.kind != "release" and credit.name]
    return names[0] if names else first.article.outlet


def _outlet_key(cluster: CopyCluster) -> str:
    """By what outlets are counted: the name of the cluster's, else the host, else the article."""
    article = cluster.first.article
    host = urlsplit(article.url or "").hostname
    return key_of(cluster.outlet) if cluster.outlet else host or article.id


@dataclass(frozen=True, slots=True)
class _Earliest:
    """The words of the earliest article and their speakers, to compare the others with."""

    traced: TracedWords
    speakers: Sequence[SpeakerRow]

    def appearance(
        self, traced: TracedWords, text: ArticleText, evidence: CopyEvidence | None
    ) -> Appearance:
        """The words in one article."""
        row = traced.quotation
        return Appearance(
            article=text.article,
            quotation=row,
            words=traced.words,
            similarity=overlap(traced.compared, self.traced.compared).share,
            differences=() if traced is self.traced else self._differences(traced.compared),
            said_by=same_speaker(row, self.speakers) if row else "same",
            credits=text.credits,
            copy_evidence=evidence,
        )

    def report(self, row: QuotationRow) -> Appearance:
        """An indirect quotation; its words are the reporter's, and no differences are shown."""
        similarity = overlap(row.text, self.traced.compared).share
        said_by = same_speaker(row, self.speakers)
        return Appearance(row.article, row, row.text, similarity, (), said_by, ())

    def _differences(self, words: str) -> tuple[Difference, ...]:
        """Where the words differ from the earliest, and which of its sentences are left out."""
        earliest = self.traced.compared
        comparison = compare(words, earliest)
        changed = [
            difference.said_span for difference in comparison.differences if difference.said_span
        ]
        left_out = (
            difference_of("missing", "", sentence.of(earliest).strip(_EDGES), None, sentence)
            for sentence in sentences(earliest, Span(0, len(earliest)))
            if not any(sentence.meets(span) for span in (*comparison.said_spans, *changed))
            and any(map(str.isalnum, sentence.of(earliest)))
        )
        return (*comparison.differences, *left_out)
