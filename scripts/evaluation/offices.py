"""Score who held what on which day: ``python -m scripts.evaluation.offices --half dev``.

The articles of each story go through the real extractor into a database of their own; its
questions are put to the store as anybody could. An answer that names somebody or something false is
wrong; to name nobody, or less than is asked for, is missing. ``--errors`` lists what is not right;
of the stories that are kept for judging only figures are shown.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal, get_args

from quotes.db.rows import PersonRow, PostRow, Query
from quotes.entities.occupancies import as_of
from quotes.entities.requests import Merge
from quotes.entities.roles import is_calling, is_seat, like_roles
from quotes.names.organization import match_organizations
from quotes.names.person import fold_person
from quotes.pipeline import Extractor
from quotes.store.store import Store
from quotes.text.normalize import fold_organization
from quotes.types import Article, Extraction

Half = Literal["dev", "kept"]
Kind = Literal["person", "office", "title", "body"]
Outcome = Literal["right", "wrong", "missing"]
KINDS: tuple[Kind, ...] = get_args(Kind)
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
STORIES = Path("tests/offices/stories")
_KEPT = "kept-"


@dataclass(frozen=True, slots=True)
class Story:
    """A few articles by day, and the questions about them as they stand in the file."""

    name: str
    articles: tuple[Article, ...]
    questions: tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """What became of one question; ``said`` is the answer in words."""

    story: str
    question: dict[str, Any]
    outcome: Outcome
    said: str

    @property
    def kind(self) -> Kind:
        """What the question asks for."""
        kind: Kind = self.question["kind"]
        return kind


def load(folder: Path, half: Half) -> list[Story]:
    """The stories of one half, in the order of their names."""
    paths = sorted(folder.glob("*.json"))
    return [
        _story(json.loads(path.read_text("utf8")))
        for path in paths
        if path.name.startswith(_KEPT) == (half == "kept")
    ]


def _story(row: dict[str, Any]) -> Story:
    articles = tuple(
        Article(
            text=article["text"],
            source=f"{row['name']}/{number}",
            title=article["title"],
            outlet=article["outlet"],
            published=date.fromisoformat(article["date"]),
        )
        for number, article in enumerate(row["articles"], 1)
    )
    return Story(row["name"], articles, tuple(row["questions"]))


def answers(story: Story, found: Iterable[Extraction], *, merged: bool = False) -> list[Answered]:
    """The questions of a story, answered from a database of its articles alone.

    :param merged: people of one name are made one first, as a human would; not in a story that
        asks about two people of one name.
    """
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "story.db") as store:
        for extraction in found:
            store.add(extraction)
        if merged and not any("article" in it for it in story.questions if it["kind"] == "person"):
            _merge(store)
        return [_answered(store, story, question) for question in story.questions]


def _merge(store: Store) -> None:
    """Make people of one name one."""
    first: dict[str, int] = {}
    for person in store.people(limit=None):
        name = fold_person(person.name)
        if name in first:
            store.decide(Merge(str(first[name]), str(person.id)), "evaluation")
        else:
            first[name] = person.id


def _answered(store: Store, story: Story, question: dict[str, Any]) -> Answered:
    kind: Kind = question["kind"]
    match kind:
        case "person":
            outcome, said = _person(store, story, question)
        case "office":
            offices = store.office(question["office"], date.fromisoformat(question["on"]))
            held = {holder.name for office in offices for holder in office.holders}
            outcome, said = _named(held, question["holder"])
        case "title":
            article = story.articles[question["article"] - 1]
            meant = store.meant(question["phrase"], article.id)
            outcome, said = _named({meant.name} if meant else set(), question["holder"])
        case "body":
            called = store.called(question["name"], date.fromisoformat(question["on"]))
            outcome, said = _called(called, question["called"])
    return Answered(story.name, question, outcome, said)


def _person(store: Store, story: Story, question: dict[str, Any]) -> tuple[Outcome, str]:
    people: Sequence[PersonRow] = store.person(question["person"])
    if "article" in question:
        people = _of_article(store, people, story.articles[question["article"] - 1].id)
    day = date.fromisoformat(question["on"])
    held = [
        post
        for person in people
        for post in as_of(person.posts, day)
        if post.status in ("current", "acting")
    ]
    said = "; ".join(f"{post.role} | {post.organization}" for post in held)
    asked = question["posts"]
    # Who acts in a higher post is asked about with that post alone.
    waits = [post for post in held if any(post.status == "acting" for post in held)]
    false = [
        post
        for post in held
        if not _is_free(post)
        and post not in [post for post in waits if post.status == "current"]
        and not any(_may_be(post, wanted) for wanted in asked)
    ]
    if false:
        return "wrong", said
    complete = all(any(_fits(post, wanted) for post in held) for wanted in asked)
    return ("right" if complete else "missing"), said


def _of_article(store: Store, people: Sequence[PersonRow], article: str) -> list[PersonRow]:
    """Those of the people who appear in the article, by a quotation or a post."""
    speaking = {
        who.person_id
        for person in people
        for row in store.search(Query(person=person.name, limit=None))
        if row.article.id == article
        for who in row.speakers
    }
    return [
        person
        for person in people
        if person.id in speaking or any(post.article_id == article for post in person.posts)
    ]


def _is_free(post: PostRow) -> bool:
    """Whether a post is none that is asked for: a calling, a mere body, a seat."""
    return post.role is None or is_calling(post.role) or is_seat(post.role)


def _fits(post: PostRow, wanted: dict[str, str | None]) -> bool:
    if post.role is None or not like_roles(post.role, wanted["role"] or ""):
        return False
    body = wanted["organization"]
    if body is None:
        return True
    names = [
        name for name in (post.organization, post.unit, *(it.name for it in post.bodies)) if name
    ]
    if any(_like_bodies(name, body) for name in names):
        return True
    role = set(fold_organization(post.role).split())
    return set(fold_organization(body).split()) - {"ministry", "department", "of"} <= role


def _may_be(post: PostRow, wanted: dict[str, str | None]) -> bool:
    """Whether a post is the one wanted, or would be if its body were told."""
    if _fits(post, wanted):
        return True
    return not post.organization and like_roles(post.role or "", wanted["role"] or "")


def _like_bodies(left: str, right: str) -> bool:
    return match_organizations(left, right) in ("same", "like") or _short(left, right)


def _short(left: str, right: str) -> bool:
    """Whether one is the other with words left out ("Wendmoor", "Channel Nine Karoba")."""
    ours, theirs = (set(fold_organization(name).split()) for name in (left, right))
    return bool(ours and theirs) and (ours <= theirs or theirs <= ours)


def _named(held: set[str], holder: str | None) -> tuple[Outcome, str]:
    said = "; ".join(sorted(held))
    if not held:
        return ("right" if holder is None else "missing"), said
    if holder is not None and all(_same_name(name, holder) for name in held):
        return "right", said
    return "wrong", said


def _same_name(left: str, right: str) -> bool:
    ours, theirs = (set(fold_person(name).split()) for name in (left, right))
    return ours <= theirs or theirs <= ours


def _called(said: str | None, wanted: str) -> tuple[Outcome, str]:
    if not said:
        return "missing", ""
    right = fold_organization(said) == fold_organization(wanted)
    return ("right" if right else "wrong"), said


def table(rows: Sequence[Answered]) -> str:
    """The counts by kind and in all, with shares in percent."""
    lines = [("", "asked", *OUTCOMES, "right %", "wrong %")]
    as_of_day = [row for row in rows if row.kind in ("person", "office")]
    groups: list[tuple[str, Sequence[Answered]]] = [
        *((kind, [row for row in rows if row.kind == kind]) for kind in KINDS),
        ("as of a day (person, office)", as_of_day),
        ("all", rows),
    ]
    for label, group in groups:
        count = Counter(row.outcome for row in group)
        total = len(group) or 1
        shares = (f"{100 * count[it] / total:.1f}" for it in ("right", "wrong"))
        lines.append(
            (label, str(len(group)), *(str(count[outcome]) for outcome in OUTCOMES), *shares)
        )
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if place else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        for line in lines
    )


def faults(rows: Iterable[Answered]) -> Iterator[str]:
    """A line for each answer that is not right."""
    for row in rows:
        if row.outcome != "right":
            asked = {key: value for key, value in row.question.items() if key != "why"}
            told = json.dumps(asked, ensure_ascii=False)
            yield f"{row.outcome}, {row.story}: {told} -> {row.said}"


def results(
    stories: Sequence[Story], extractor: Extractor, *, merged: bool = False
) -> list[Answered]:
    """All questions of the stories, answered."""
    articles = [article for story in stories for article in story.articles]
    found = {it.article.source: it for it in extractor.extract_many(articles)}
    return [
        row
        for story in stories
        for row in answers(
            story, [found[article.source] for article in story.articles], merged=merged
        )
    ]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--stories", type=Path, default=STORIES, help="the folder of the stories")
    parser.add_argument("--half", choices=get_args(Half), default="dev")
    parser.add_argument("--errors", action="store_true", help="list what is not right (dev only)")
    parser.add_argument(
        "--merged", action="store_true", help="people of one name are one, as a human would decide"
    )
    args = parser.parse_args()
    if args.errors and args.half == "kept":
        parser.error("single answers of the kept stories are not looked at")
    rows = results(load(args.stories, args.half), Extractor.load(vectors=True), merged=args.merged)
    print(table(rows))
    if args.errors:
        print(*faults(rows), sep="\n")


if __name__ == "__main__":
    main()
