"""What the commands share that change the vocabulary: which topic, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from quotes.cli.listings.words import count

if TYPE_CHECKING:
    from quotes.store.topics.rows import EditResult

Label = Annotated[str, typer.Argument(metavar="TOPIC", help="The topic, by label or name.")]
NewLabel = Annotated[str, typer.Argument(metavar="LABEL", help="What the topic is to be called.")]
From = Annotated[str, typer.Argument(metavar="FROM", help="The topic that ends.")]
Into = Annotated[str, typer.Argument(metavar="INTO", help="The topic that stays.")]


def tell(done: str, made: EditResult) -> None:
    """Say what was done, and which links came of it."""
    typer.echo(
        f"{done}: {count(made.by_words, 'link')} by words and {made.by_meaning} by meaning; "
        f"{count(made.quotations, 'quotation')} looked at."
    )
