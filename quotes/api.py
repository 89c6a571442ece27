"""Every row, query and decision that goes through an archive, and what is done with them.

The command line uses this, :mod:`quotes.archive` and what writes for readers (``report``,
``export``), and nothing below them. A name is loaded when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quotes.check.drafts import CheckedDraft, CheckedQuotation, Standing
    from quotes.check.explain import passage, segments
    from quotes.check.results import Checked, VerdictEvidence
    from quotes.check.trace import Appearance, Trace
    from quotes.db.rows import (
        TOP,
        Added,
        ArticleRow,
        Concentration,
        DecisionRow,
        DecisionSubject,
        EntitySubject,
        HolderRow,
        ImportRow,
        LinkRow,
        MaybeRow,
        MeantRow,
        OfficeRow,
        OrganizationPair,
        OrganizationRow,
        PersonRow,
        PostRow,
        Query,
        QuotationRow,
        RegisterRow,
        Sort,
        SourceUse,
        SpeakerRow,
        SpeakerWhy,
        Stats,
        TopicRow,
    )
    from quotes.entities.decide import noun_of
    from quotes.entities.naming import (
        NameResolution,
        NobodyNamedError,
        SeveralNamedError,
        choices,
        listed,
    )
    from quotes.entities.occupancies import as_of as posts_as_of
    from quotes.entities.occupancies import is_seen
    from quotes.entities.requests import (
        AddAlias,
        AddTopic,
        Different,
        EntityRequest,
        ImportTopics,
        Merge,
        MergeTopics,
        Rename,
        RenameTopic,
        Same,
        SetTopic,
        Split,
    )
    from quotes.ingest.credits import key_of
    from quotes.ingest.lists import checked_code, read_claims, read_contacts, read_topics
    from quotes.ingest.metadata import Failure, Given
    from quotes.ingest.register import read_register
    from quotes.ingest.registry import read as read_sources
    from quotes.lexicon import seed as seed_folder
    from quotes.pipeline import Extractor, Pending
    from quotes.search.selection import Selection
    from quotes.stances.standpoints import (
        MIN_CONFIDENCE,
        Comparison,
        ComparisonVerdict,
        Course,
        Held,
        Period,
        Reversal,
        SearchedStances,
        SharedSubject,
        StanceQuery,
        Standpoint,
        Step,
        Timeline,
        Voice,
        VoiceKind,
    )
    from quotes.stances.summary import strongest
    from quotes.store.appearances import AppearanceWhy, PersonWhy
    from quotes.store.dossier import DossierQuery
    from quotes.topics.read import EditResult, MatchRow, TermRow, TopicCard, TopicEditRow

_ROOMS = {
    "quotes.check.drafts": "CheckedDraft CheckedQuotation Standing",
    "quotes.check.explain": "passage segments",
    "quotes.check.results": "Checked VerdictEvidence",
    "quotes.check.trace": "Appearance Trace",
    "quotes.db.rows": """
        Added ArticleRow Concentration DecisionRow DecisionSubject EntitySubject HolderRow ImportRow
        LinkRow MaybeRow MeantRow OfficeRow OrganizationPair OrganizationRow PersonRow PostRow Query
        QuotationRow RegisterRow Sort SourceUse SpeakerRow SpeakerWhy Stats TOP TopicRow
    """,
    "quotes.entities.decide": "noun_of",
    "quotes.entities.naming": """
        NameResolution NobodyNamedError SeveralNamedError choices listed
    """,
    "quotes.entities.occupancies": "is_seen posts_as_of",
    "quotes.entities.requests": """
        AddAlias AddTopic Different EntityRequest ImportTopics Merge MergeTopics Rename RenameTopic
        Same SetTopic Split
    """,
    "quotes.ingest.credits": "key_of",
    "quotes.ingest.lists": "checked_code read_claims read_contacts read_topics",
    "quotes.ingest.metadata": "Failure Given",
    "quotes.ingest.register": "read_register",
    "quotes.ingest.registry": "read_sources",
    "quotes.lexicon": "seed_folder",
    "quotes.pipeline": "Extractor Pending",
    "quotes.search.selection": "Selection",
    "quotes.stances.standpoints": """
        Comparison ComparisonVerdict Course Held MIN_CONFIDENCE Period Reversal SearchedStances
        SharedSubject StanceQuery Standpoint Step Timeline Voice VoiceKind
    """,
    "quotes.stances.summary": "strongest",
    "quotes.store.appearances": "AppearanceWhy PersonWhy",
    "quotes.store.dossier": "DossierQuery",
    "quotes.topics.read": "EditResult MatchRow TermRow TopicCard TopicEditRow",
}
_OWN_NAMES = {"posts_as_of": "as_of", "read_sources": "read", "seed_folder": "seed"}
"""What is called otherwise in its room."""

if not TYPE_CHECKING:
    _ROOM_OF = {name: room for room, names in _ROOMS.items() for name in names.split()}

    def __getattr__(name: str) -> object:
        if name not in _ROOM_OF:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(_ROOM_OF[name]), _OWN_NAMES.get(name, name))

    def __dir__() -> list[str]:
        return sorted(_ROOM_OF)
