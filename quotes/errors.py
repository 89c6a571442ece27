"""The errors that a user can mend; their text is one sentence that says what to do."""

from __future__ import annotations


class QuotesError(Exception):
    """Something failed that the user can understand and mend; ``str(error)`` is one sentence."""


class IngestError(QuotesError):
    """A source could not be read as an article."""


class StoreError(QuotesError):
    """The database could not be opened, read or written."""


class UsageError(QuotesError):
    """The request itself makes no sense; the command line ends with exit code 2."""
