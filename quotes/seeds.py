"""Where the samples and the vocabulary lie that come with quotes."""

from __future__ import annotations

from pathlib import Path

from quotes.errors import QuotesError


def seed(name: str) -> Path:
    """A file or folder of the seeds: inside an installed package, beside it in a checkout.

    :raises QuotesError: it is missing.
    """
    package = Path(__file__).parent
    for seeds in (package / "seeds", package.parent / "seeds"):
        if (seeds / name).exists():
            return seeds / name
    raise QuotesError(
        f"The file {name} is missing from this installation of quotes; install it again."
    )
