"""Where a quotation comes from: its earliest appearance, every later one, and who copied whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import Match, SequenceMatcher
from urllib.parse import urlsplit

from quotes.check.differences import compare
from quotes.check.match import claim_readings, word_for_word
from quotes.check.rows import Difference, SaidBy
from quotes.copies.copies import ArticleText
from quotes.copies.detect import Credit, key_of, shared, short_form
from quotes.db.rows import ArticleRow, QuotationRow, SpeakerRow
from quotes.errors import UsageError
from quotes.names.person import fold_person, surname
from quotes.names.person_match import names_agree
from quotes.search.claims import SearchedQuotations
from quotes.store.store import Store
from quotes.text.normalize import fold_organization
from quotes.text.paragraphs import sentences
from quotes.text.tokens import Token, tokens
from quotes.types import PIECE_JOINER, Span

# What a trace answers: frozen, fit to be shown to an editor.


@dataclass(frozen=True, slots=True)
class CopyEvidence:
    """Why an article counts as a copy of an earlier one of its family.

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
    from the earliest ("said"), by their places in either wording. ``by`` tells whether the speaker
    is that of the earliest. ``fold`` is None for the first of a family.
    """

    article: ArticleRow
    quotation: QuotationRow | None
    words: str
    similarity: float
    differences: tuple[Difference, ...]
    by: SaidBy
    credits: tuple[Credit, ...]
    fold: CopyEvidence | None = None

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
    """Where words come from: the families in which they stand, the earliest first.

    ``text`` are the words that were traced, ``quotation`` the one that was asked for, if it was by
    its id. ``reports`` tell in other words what the same speaker said. ``outlets`` counts the
    independent ones, those of the families, each once.
    """

    text: str
    quotation: QuotationRow | None
    families: tuple[CopyCluster, ...]
    reports: tuple[Appearance, ...]
    outlets: int
    searched: SearchedQuotations

    @property
    def earliest(self) -> tuple[Appearance, ...]:
        """The first appearance of all; several where families begin on the same day."""
        if not self.families:
            return ()
        day = self.families[0].first.day
        if day is None:
            return ()
        return tuple(family.first for family in self.families if family.first.day == day)

    @property
    def copies(self) -> int:
        """How many articles are copies of another."""
        return sum(len(family.copies) for family in self.families)


# Articles that are one source: copies of one text, or credited to one agency or outlet.


COPIED = 0.4
"""So much of the shorter text, without what is quoted, must stand in the other one."""
LEAST_SHARED = 12
"""Runs of words that two copies have in common at least."""
_LONGEST_SHORT_FORM = 5


def copy_clusters(
    articles: Iterable[ArticleText],
) -> list[list[tuple[ArticleText, CopyEvidence | None]]]:
    """The articles parted into families, each article in one of them.

    Order is kept: a family begins with its first article, which has no :class:`Fold`; of every
    other article it is told what makes it a copy, of an earlier one of its family where it can be.
    """
    listed = list(articles)
    credits = _Credits(listed)
    found: list[list[ArticleText]] = []
    for article in listed:
        kin = [one for one in found if any(_fold(member, article, credits) for member in one)]
        others = [one for one in found if one not in kin]
        found = [*others, [*(member for one in kin for member in one), article]]
    order = {article: place for place, article in enumerate(listed)}
    ordered = [sorted(one, key=order.__getitem__) for one in found]
    ordered.sort(key=lambda one: order[one[0]])
    return [list(_explained(one, credits)) for one in ordered]


def copied(one: ArticleText, other: ArticleText) -> float | None:
    """How much of the shorter of two texts the other has, in [0, 1]; None if they are no copies."""
    shorter = min(len(one.shingles), len(other.shingles))
    common = shared(one.shingles, other.shingles) if shorter else 0
    if common < LEAST_SHARED or common < COPIED * shorter:
        return None
    return common / shorter


class _Credits:
    """To which agency or outlet two articles both go back."""

    def __init__(self, articles: Sequence[ArticleText]) -> None:
        names = [name for one in articles for name in (*_credited(one), one.article.outlet) if name]
        self._long = {key_of(name) for name in names if len(name.split()) > 1}
        self._credited = {one: self._keys(one) for one in articles}
        self._own = {one: self._known(one.article.outlet or "") for one in articles}

    def common(self, one: ArticleText, other: ArticleText) -> str | None:
        """The name by which either credits the other's outlet, or both credit the same."""
        ours, theirs = self._credited[one], self._credited[other]
        for key, name in ours.items():
            if key in theirs or key == self._own[other]:
                return name
        return theirs.get(self._own[one])

    def _keys(self, one: ArticleText) -> dict[str, str]:
        return {self._known(name): name for name in _credited(one)}

    def _known(self, name: str) -> str:
        """The key of a name; a short form is the only long name here with these initials."""
        key = key_of(name)
        if len(key) > _LONGEST_SHORT_FORM or not name.isupper():
            return key
        long = [one for one in self._long if short_form(one) == name]
        return long[0] if len(long) == 1 else key


def _credited(one: ArticleText) -> list[str]:
    return [credit.name for credit in one.credits if credit.name]


def _fold(earlier: ArticleText, article: ArticleText, credits: _Credits) -> CopyEvidence | None:
    share, credit = copied(earlier, article), credits.common(earlier, article)
    return CopyEvidence(share, credit) if share is not None or credit is not None else None


def _explained(
    members: Sequence[ArticleText], credits: _Credits
) -> Iterable[tuple[ArticleText, CopyEvidence | None]]:
    """Each member with what ties it best to an earlier one, else to a later one."""
    yield members[0], None
    for place, member in enumerate(members[1:], start=1):
        earlier = [_fold(one, member, credits) for one in members[:place]]
        later = [_fold(one, member, credits) for one in members[place + 1 :]]
        folds = [one for one in earlier if one] or [one for one in later if one]
        yield member, max(folds, key=lambda one: (one.share or 0.0, one.credit is not None))


# How much of two wordings is the same, whichever of them is the longer one.


SHARE = 0.6
"""Of the shorter wording so much must stand in the other one, in its order."""
RUN = 8
"""So many words on end make two wordings cuts of one quotation, however long the rest is."""
SURE_SHARE, SURE_RUN = 0.8, 12
"""What it takes instead where somebody else is said to have said it."""
FEWEST = 6
"""Words of a fragment that tells by itself, without its speaker, which quotation it is of."""
BARELY = 3
"""Words of a fragment at least, unless it is the other wording as a whole."""
_LEAST_BLOCK = 3


@dataclass(frozen=True, slots=True)
class Overlap:
    """The words that two wordings have in common, in stretches of three words or more.

    ``same`` counts them, ``run`` those of the longest stretch, ``shorter`` and ``longer`` all
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


def overlap(one: str, other: str) -> Overlap:
    """The words that two wordings have in common; the same both ways round."""
    first, second = sorted((_keys(tokens(one)), _keys(tokens(other))), key=lambda k: (len(k), k))
    blocks = _blocks(first, second)
    return Overlap(
        same=sum(block.size for block in blocks),
        run=max((block.size for block in blocks), default=0),
        shorter=len(first),
        longer=len(second),
    )


def may_have(text: str, words: str) -> bool:
    """Whether a text has enough of the words, anywhere in it; quicker to tell than where."""
    lower = text.casefold()
    sought = [word.text.casefold() for word in tokens(words)]
    return sum(word in lower for word in sought) >= SHARE * len(sought)


def place_in(words: str, text: str) -> Span | None:
    """Where a longer text has these words or most of them close together; None if it has not."""
    sought, read = tokens(words), tokens(text)
    blocks = _blocks(_keys(sought), _keys(read))
    if not blocks:
        return None
    longest = max(blocks, key=lambda block: block.size)
    near = [b for b in blocks if abs(b.b - longest.b) <= 2 * len(sought)]
    start, end = near[0].b, near[-1].b + near[-1].size
    if sum(block.size for block in near) < max(SHARE * len(sought), min(FEWEST, len(sought))):
        return None
    return Span(read[start].start, read[end - 1].end)


def _keys(words: Sequence[Token]) -> list[str]:
    return [word.key for word in words]


def _blocks(one: list[str], other: list[str]) -> list[Match]:
    found = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    least = min(_LEAST_BLOCK, len(one), len(other))
    return [block for block in found if block.size >= max(least, 1)]


# Whether the same words are given to the same speaker.


def are_named(row: QuotationRow) -> bool:
    """Whether a speaker of the quotation has a name."""
    return any(one.type != "unknown" and one.anonymity is None for one in row.speakers)


def same_speaker(row: QuotationRow, voices: Sequence[SpeakerRow]) -> SaidBy:
    """Whether one of these speakers says the quotation; "unnamed" where it names nobody."""
    if any(_is_one(one, other) for one in row.speakers for other in voices):
        return "same"
    return "other" if are_named(row) else "unnamed"


def _is_one(one: SpeakerRow, other: SpeakerRow) -> bool:
    """Whether two speakers of the same words are one; there a bare family name is enough."""
    if one.person_id is not None and one.person_id == other.person_id:
        return True
    if not one.type == other.type == "person":
        return fold_organization(one.name) == fold_organization(other.name)
    names = fold_person(one.name), fold_person(other.name)
    bare = any(" " not in name for name in names)
    return (bare and surname(names[0]) == surname(names[1])) or names_agree(one.name, other.name)


# The stored quotations that have the words which are traced, one an article.


CANDIDATES = 400
"""Stored quotations whose wording is compared."""


@dataclass(frozen=True, slots=True)
class Found:
    """The words in one article: the quotation, None where only the text has them.

    ``compared`` are those sentences of them that are compared with the earliest.
    """

    quotation: QuotationRow | None
    words: str
    compared: str


def words_of(row: QuotationRow) -> str:
    """What stands in marks; of an indirect quotation, or where there are no marks, all of it."""
    return word_for_word(row).text or row.text


def rows_with(store: Store, words: str) -> list[QuotationRow]:
    """The stored quotations that have words in common with these."""
    likely = [
        one.row
        for one in store.lookup.candidates(words, limit=CANDIDATES)
        if (shared := overlap(words, one.text)).is_one_quotation or shared.is_fragment
    ]
    return list(store.lookup.quotations(likely).values())


def voices_of(words: str, rows: Iterable[QuotationRow]) -> tuple[SpeakerRow, ...]:
    """Who says the quotation that is most like the words, the earliest of several; else nobody."""
    said = [row for row in rows if row.kind != "indirect"]
    shared = [(overlap(words, words_of(row)), row) for row in said]
    alike = [(one.same, row) for one, row in shared if one.is_one_quotation or one.is_fragment]
    most = max((same for same, _ in alike), default=0)
    best = [row for same, row in alike if same == most]
    return min(best, key=lambda row: day_order(row.article.published)).speakers if best else ()


def one_an_article(
    words: str, rows: Iterable[QuotationRow], voices: Sequence[SpeakerRow]
) -> dict[str, Found]:
    """Of each article the quotation that has most of the words, by the article's id."""
    best: dict[str, tuple[tuple[int, float], Found]] = {}
    for row in rows:
        said = word_for_word(row).text
        shared = overlap(words, said)
        by = same_speaker(row, voices) if voices else "unnamed"
        alone = shared.is_fragment and by == "same"
        alike = shared.is_surely_one if by == "other" else shared.is_one_quotation
        if not (alike or alone):
            continue
        rank = shared.same, row.confidence
        if row.article.id not in best or best[row.article.id][0] < rank:
            best[row.article.id] = rank, Found(row, _printed(row), said)
    return {article: one for article, (_, one) in best.items()}


def _printed(row: QuotationRow) -> str:
    """What stands in marks, as it stands there."""
    stretches = word_for_word(row).stretches
    return PIECE_JOINER.join(
        row.context[one.start - row.context_start : one.end - row.context_start]
        for one in stretches
    )


def reports_of(
    words: str,
    rows: Iterable[QuotationRow],
    voices: Sequence[SpeakerRow],
    found: Mapping[str, Found],
) -> list[QuotationRow]:
    """Indirect quotations of the same speaker in like words, one an article, by their days."""
    quoted = {
        article
        for article, one in found.items()
        if one.quotation is None or same_speaker(one.quotation, voices) == "same"
    }
    best: dict[str, tuple[int, QuotationRow]] = {}
    for row in rows:
        if row.kind != "indirect" or row.article.id in quoted:
            continue
        shared = overlap(words, row.text)
        if not shared.is_one_quotation or (voices and same_speaker(row, voices) != "same"):
            continue
        if row.article.id not in best or best[row.article.id][0] < shared.same:
            best[row.article.id] = shared.same, row
    return sorted(
        (row for _, row in best.values()), key=lambda row: day_order(row.article.published)
    )


def around(words: str, found: Found) -> Found:
    """Only the sentences with the words are compared where no whole quotation was asked for."""
    place = place_in(words, found.compared)
    if place is None:
        return found
    whole = Span(0, len(found.compared))
    parts = [one for one in sentences(found.compared, whole) if one.meets(place)]
    return replace(found, compared=found.compared[parts[0].start : parts[-1].end])


def day_order(published: date | None) -> tuple[bool, date]:
    """What sorts days, the earliest first and unknown ones last."""
    return published is None, published or date.min


SEARCHED_FOR_COPIES = 10
"""Families of whose first article copies are looked for in which no quotation was found."""

_AROUND = " \"'“”‘’…"


def trace(store: Store, asked: str) -> Trace:
    """Where the words come from that somebody gives, or the quotation with this id.

    :param asked: an id, or the beginning of one as :meth:`Store.quotation` takes it, or a text.
    :raises UsageError: the text has no words, or several ids begin so.
    :raises StoreError: the database fails.
    """
    quotation = store.quotation(asked)
    words = words_of(quotation) if quotation else claim_readings(asked)[-1].words.text
    if not any(map(str.isalnum, words)):
        raise UsageError("There are no words to trace; give a quotation's id or what was said.")
    rows = rows_with(store, words)
    voices = quotation.speakers if quotation else voices_of(words, rows)
    found = one_an_article(words, rows, voices)
    reports = reports_of(words, rows, voices, found)
    texts = store.copies.read(found)
    for copy, said in _unfound_copies(store, words, texts):
        texts[copy.article.id] = copy
        found[copy.article.id] = said
    if quotation is None:
        found = {article: around(words, one) for article, one in found.items()}
    ordered = _in_order(texts.values())
    first = found[ordered[0].article.id] if ordered else Found(None, words, words)
    quoted = [found[one.article.id].quotation for one in ordered]
    told = _Telling(first, _first_named([*quoted, *reports]))
    folded = tuple(
        CopyCluster(
            tuple(told.appearance(found[text.article.id], text, fold) for text, fold in members),
            _source([text for text, _ in members]),
        )
        for members in copy_clusters(ordered)
    )
    return Trace(
        text=words,
        quotation=quotation,
        families=folded,
        reports=tuple(told.report(row) for row in reports),
        outlets=len({_key(family) for family in folded}),
        searched=store.lookup.searched(),
    )


def _unfound_copies(
    store: Store, words: str, texts: Mapping[str, ArticleText]
) -> list[tuple[ArticleText, Found]]:
    """Copies of the articles that have the words too, though not found as a quotation."""
    heads = [members[0][0] for members in copy_clusters(_in_order(texts.values()))]
    known = heads[:SEARCHED_FOR_COPIES]
    alike = store.copies.alike(
        (one.article.id for one in known), lambda text: may_have(text, words)
    )
    found = []
    for article, other in alike.items():
        place = place_in(words, other.text)
        if article in texts or place is None or not any(copied(one, other) for one in known):
            continue
        there = place.of(other.text)
        found.append((other, Found(None, there, there)))
    return found


def _in_order(texts: Iterable[ArticleText]) -> list[ArticleText]:
    """By day, undated last; on one day first whom others credit, last who credits others."""
    listed = list(texts)
    credited = {key_of(one.name) for text in listed for one in text.credits if one.name}

    def order(text: ArticleText) -> tuple[tuple[bool, date], bool, bool, str]:
        outlet = key_of(text.article.outlet) if text.article.outlet else ""
        foreign = any(one.name and key_of(one.name) != outlet for one in text.credits)
        return day_order(text.article.published), outlet not in credited, foreign, text.article.id

    return sorted(listed, key=order)


def _first_named(rows: Iterable[QuotationRow | None]) -> tuple[SpeakerRow, ...]:
    """The speakers of the first quotation that names them."""
    return next((row.speakers for row in rows if row and are_named(row)), ())


def _source(members: Sequence[ArticleText]) -> str | None:
    """Whose a family is: the agency that its first article credits, else that article's outlet."""
    first = members[0]
    names = [one.name for one in first.credits if one.kind != "release" and one.name]
    return names[0] if names else first.article.outlet


def _key(family: CopyCluster) -> str:
    """What tells a family's outlet from others: its name, else the host, else the article."""
    article = family.first.article
    host = urlsplit(article.url or "").hostname
    return key_of(family.outlet) if family.outlet else host or article.id


@dataclass(frozen=True, slots=True)
class _Telling:
    """How the words of each article compare with the earliest, and their speakers with its."""

    earliest: Found
    voices: Sequence[SpeakerRow]

    def appearance(self, found: Found, text: ArticleText, fold: CopyEvidence | None) -> Appearance:
        """The words in one article."""
        earliest = self.earliest.compared
        row = found.quotation
        return Appearance(
            article=text.article,
            quotation=row,
            words=found.words,
            similarity=overlap(found.compared, earliest).share,
            differences=() if found is self.earliest else self._differences(found.compared),
            by=same_speaker(row, self.voices) if row else "same",
            credits=text.credits,
            fold=fold,
        )

    def report(self, row: QuotationRow) -> Appearance:
        """An indirect quotation; its words are the reporter's, and no differences are told."""
        similarity = overlap(row.text, self.earliest.compared).share
        by = same_speaker(row, self.voices)
        return Appearance(row.article, row, row.text, similarity, (), by, ())

    def _differences(self, words: str) -> tuple[Difference, ...]:
        """Where the words part from the earliest, and which of its sentences are left out."""
        earliest = self.earliest.compared
        compared = compare(words, earliest)
        told = [one.where for one in compared.differences if one.where]
        left_out = (
            Difference("missing", "", one.of(earliest).strip(_AROUND), None, one)
            for one in sentences(earliest, Span(0, len(earliest)))
            if not any(one.meets(place) for place in (*compared.places, *told))
            and any(map(str.isalnum, one.of(earliest)))
        )
        return (*compared.differences, *left_out)
