"""``quotes people maybe``: pairs who may be one, listed, or decided with one key each."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Literal

import typer
from rich.text import Text

from quotes.api import Different, EntityRequest, MaybeRow, Same, listed
from quotes.cli.app import author, open_archive, sentence
from quotes.cli.decisions import sentence as decided
from quotes.cli.layout import Column
from quotes.cli.links import evidence_records
from quotes.cli.options import Database, Limit, User, Why
from quotes.cli.output import Listing, Output, console, output_options, table_listing
from quotes.errors import QuotesError
from quotes.report.wording import chance_shown, chance_words, count, one_line

if TYPE_CHECKING:
    from quotes.archive import Archive

PEOPLE_PAIRS: Listing[MaybeRow] = table_listing(
    lambda row: {
        "person": {"id": row.person, "name": row.person_name},
        "other": {"id": row.other, "name": row.other_name},
        "score": chance_shown(row.score),
        "evidence": evidence_records(row),
    },
    ("person_id", "person", "other_id", "other", "score", "evidence"),
    Column("Chance", lambda row: chance_words(row.score), right=True),
    Column("Person", lambda row: f"{row.person} {row.person_name}"),
    Column("May be the same as", lambda row: f"{row.other} {row.other_name}"),
    Column("Evidence", lambda row: Text("\n".join(one_line(seen.detail) for seen in row.evidence))),
    flat=lambda row: {"evidence": [f"{seen.kind}: {seen.detail}" for seen in row.evidence]},
)
_NONE = "No two people are left to be decided on."
_KEYS = "y same, n different, s skip, u undo the last, q quit: "

Pair = frozenset[int]


@output_options
def maybe(
    out: Output,
    only_list: Annotated[
        bool, typer.Option("--list", help="Only list them, also on a terminal.")
    ] = False,
    limit: Limit = None,
    why: Why = None,
    user: User = None,
    db: Database = None,
) -> None:
    """Decide on pairs of people who may be one, the likeliest first.

    With each stand the chance that they are one, by the machine, and what speaks for and against
    it. On a terminal one key decides: y they are one (the fuller name stays), n they are two, s
    skip, u take back the last key, q quit. What was decided is in the log at once.

    Off a terminal, with --list and with --json, --nl or --csv they are listed; `quotes people same`
    and `quotes people different` decide.

    \b
    Example:
      quotes people maybe
      quotes people maybe --json
    """
    with open_archive(db) as archive:
        if out.format == "table" and not only_list and on_terminal():
            _decide_all(_Sitting(archive, author(user), why), limit)
        else:
            out.write_list(PEOPLE_PAIRS, archive.maybe, limit=limit, none=_NONE)


def on_terminal() -> bool:
    """Whether a human sees the pairs and can press a key."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def keystroke() -> str:
    """The next key that is pressed, in lower case; "q" where nothing more can come."""
    try:
        return typer.getchar().lower()
    except EOFError:
        return "q"


@dataclass(frozen=True, slots=True)
class _Step:
    """What a key did: the pair that it was pressed for, and the decision, None for a skip."""

    pair: Pair
    decision: int | None


@dataclass
class _Sitting:
    """One human deciding: what was done, in order, and which pair is to be shown again."""

    archive: Archive
    by: str
    why: str | None
    steps: list[_Step] = field(default_factory=list)
    again: Pair | None = None

    def next(self) -> MaybeRow | None:
        """The likeliest pair that was not skipped; before it the one whose key was taken back."""
        skipped = {step.pair for step in self.steps if step.decision is None}
        rows = [row for row in self.archive.maybe(None) if _pair(row) not in skipped]
        first = [row for row in rows if _pair(row) == self.again]
        return next(iter((*first, *rows)), None)

    def decide(self, row: MaybeRow, answer: Literal["same", "different"]) -> str:
        """Write down what a pair is; the sentence for it."""
        ids = str(row.person), str(row.other)
        request: EntityRequest = Same(*ids) if answer == "same" else Different(*ids)
        shown = f"shown by `quotes people maybe` with a chance of {chance_words(row.score)}"
        made = self.archive.decide(request, self.by, self.why or shown)
        self.steps.append(_Step(_pair(row), made.id))
        return f"Decision {made.id}: {decided(made)}."

    def skip(self, row: MaybeRow) -> None:
        """Leave a pair for later."""
        self.steps.append(_Step(_pair(row), None))

    def undo(self) -> str:
        """Take back what the last key did; the sentence for it."""
        if not self.steps:
            return "Nothing was decided yet."
        step = self.steps.pop()
        self.again = step.pair
        if step.decision is None:
            return "The last skip is taken back."
        undone = self.archive.undo(step.decision, self.by, self.why, "person")
        return f"Undone is decision {undone.id}: {decided(undone)}."

    def decisions(self) -> int:
        """How many decisions stand of this sitting."""
        return sum(step.decision is not None for step in self.steps)


def _pair(row: MaybeRow) -> Pair:
    return frozenset({row.person, row.other})


def _decide_all(sitting: _Sitting, limit: int | None) -> None:
    """Show pair after pair until none is left, so many were answered, or the user quits."""
    terminal = console()
    while not limit or len(sitting.steps) < limit:
        row = sitting.next()
        if row is None:
            terminal.print("No other two people are left to be decided on.")
            break
        terminal.print(_shown(sitting.archive, row), soft_wrap=True)
        if not _answer(sitting, row):
            break
    made = count(sitting.decisions(), "decision")
    terminal.print(f"{made} made; `quotes people decisions` lists them.", soft_wrap=True)


def _shown(archive: Archive, row: MaybeRow) -> Text:
    people = [p for one in (row.person, row.other) for p in archive.named(str(one)).people]
    text = Text(f"\nThe same person? Chance {chance_words(row.score)}\n", style="bold")
    text.append(listed(people), style="not bold")
    for seen in row.evidence:
        text.append(f"\n  · {one_line(seen.detail)}", style="not bold dim")
    return text


def _answer(sitting: _Sitting, row: MaybeRow) -> bool:
    """Take keys until one says something of the pair; whether to go on."""
    terminal = console()
    while True:
        terminal.print(_KEYS, end="")
        key = keystroke()
        terminal.print(key if key.isprintable() else "")
        match key:
            case "y" | "n":
                try:
                    said = sitting.decide(row, "same" if key == "y" else "different")
                except QuotesError as error:
                    sitting.skip(row)
                    said = f"{sentence(error)} The pair is skipped."
            case "s":
                sitting.skip(row)
                return True
            case "u":
                said = sitting.undo()
            case "q":
                return False
            case _:
                continue
        terminal.print(said, soft_wrap=True)
        return True
