"""The appearances of people of one name, put together to people.

An appearance is a person of one article. Those of a block, whose names may be one person's, are
gone through by the day of their articles: each joins the person whom it is most likely to be, or
begins a new one, and a person who has grown is compared with the others again, since evidence may
come late. What comes out depends on the appearances and on what humans told apart, never on the
order in which articles were added.

The prior is a Chinese restaurant's (Aldous, 1985): the more articles a person stands in, the
likelier the next one of that name is theirs; :mod:`quotes.entities.weights` has the rest.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from quotes.entities.post_match import Tenure
from quotes.entities.profile import (
    Profile,
    ProfileFeatures,
    merge_features,
    titled_gender,
    without_vague,
)
from quotes.entities.score import Spread, weigh
from quotes.entities.weights import SAME, MatchVerdict
from quotes.names.person import fold_person
from quotes.names.person_match import names_agree

RECENT = 6
"""The latest appearances of a person whose surroundings are compared."""
COMPARED = 8
"""The people of one of the names with whom an appearance is compared."""
NO_RIVAL = 5.0
"""How much less must speak for another one not to be a rival: 1 in 150."""
MOST_POSTS = 40
"""The latest posts of a person that are compared."""

MARKED = 16
"""How often what is known of a person is marked, in appearances."""
TAIL = 128
"""How many of the latest appearances of a person can be taken back, to the marks among them."""

Order = tuple[date, int, str, str, int]
"""What appearances are gone through by: day, version and id of the article, name, ordinal."""


@dataclass(frozen=True, slots=True)
class PersonAppearance:
    """A person of one article.

    ``id`` and ``article`` are rows; ``person`` is whom humans or an earlier pass took it for,
    before merges; ``profile`` what the article alone tells.
    """

    id: int
    article: int
    order: Order
    person: int
    profile: Profile

    @property
    def folded(self) -> str:
        """The full name without case and titles."""
        return self.order[3]


@dataclass(frozen=True, slots=True)
class Mark:
    """What was known of a person after ``size`` appearances; ``recent`` are their ids."""

    size: int
    latest: str
    history: Profile
    recent: tuple[int, ...]


@dataclass(frozen=True)
class Cluster:
    """A person as the machine has put it together.

    ``label`` is the id of the person, negative for one that is new; ``people`` are all ids by
    which its appearances were known before. ``history`` is what all appearances tell whatever
    their number, without their surroundings; ``recent`` are the latest ones. ``tail`` are the ids
    of those that can be taken back, the latest last; ``marks`` what was marked since it was read.
    """

    label: int
    history: Profile | None
    recent: tuple[PersonAppearance, ...]
    people: frozenset[int]
    tail: tuple[int, ...] = ()
    marks: tuple[Mark, ...] = ()

    @cached_property
    def profile(self) -> Profile:
        """What is known of the person, to be compared."""
        parts = [one.profile for one in self.recent]
        if self.history is None:
            return merge(parts)
        return replace(merge([self.history, *parts]), size=self.history.size)

    @cached_property
    def folded(self) -> frozenset[str]:
        """The names of the person, without case and titles."""
        return frozenset(map(fold_person, self.profile.names))

    @property
    def size(self) -> int:
        """In how many articles the person stands."""
        return self.history.size if self.history else 0

    @property
    def latest(self) -> str:
        """The place of the latest article as text, by which people are ordered."""
        return placed_as_text(self.last[:3]) if self.last else ""

    def agrees(self, name: str) -> bool:
        """Whether a name can be the person's."""
        return any(names_agree(name, known) for known in self.full)

    @cached_property
    def full(self) -> frozenset[str]:
        """The names of more than one word."""
        return self.history.full_names if self.history else frozenset()

    @property
    def last(self) -> Order | None:
        """The place of the latest appearance, None for somebody who is only listed."""
        return max((one.order for one in self.recent), default=None)

    def with_appearance(self, one: PersonAppearance) -> Cluster:
        """The cluster with one more appearance."""
        history = _history(one.profile)
        recent = sorted((*self.recent, one), key=lambda it: it.order)[-RECENT:]
        grown = Cluster(
            self.label,
            history if self.history is None else merge([self.history, history]),
            tuple(recent),
            self.people | {one.person},
            (*self.tail, one.id)[-TAIL:],
            self.marks,
        )
        return grown if grown.size % MARKED else grown.marked(self.marks[1 - TAIL // MARKED :])

    def marked(self, before: tuple[Mark, ...] = ()) -> Cluster:
        """The cluster with a mark of what is known now, behind those before."""
        if self.history is None:
            return self
        mark = Mark(self.size, self.latest, self.history, tuple(one.id for one in self.recent))
        return replace(self, marks=(*before, mark))

    def numbered(self, label: int, numbers: Mapping[int, int], article: int) -> Cluster:
        """The cluster under its id, those of its appearances that have a row now under that.

        :param numbers: the rows by the ids that they had till then, ``article`` that of the rows.
        """
        recent = tuple(
            PersonAppearance(numbers[one.id], article, one.order, label, one.profile)
            if one.id in numbers
            else one
            for one in self.recent
        )
        tail = tuple(numbers.get(it, it) for it in self.tail)
        marks = tuple(
            replace(mark, recent=tuple(numbers.get(it, it) for it in mark.recent))
            for mark in self.marks
        )
        return Cluster(label, self.history, recent, frozenset({label}), tail, marks)

    def with_cluster(self, other: Cluster) -> Cluster:
        """The two as one person, under the label of this."""
        histories = [it.history for it in (self, other) if it.history is not None]
        recent = sorted((*self.recent, *other.recent), key=lambda it: it.order)[-RECENT:]
        joined = Cluster(
            self.label,
            merge(histories) if histories else None,
            tuple(recent),
            self.people | other.people,
        )
        return joined.marked()


_Known = tuple[int, int, str]
"""What tells a person from what it was before: label, number of articles, the latest."""


def _known_by(cluster: Cluster) -> _Known:
    return cluster.label, cluster.size, cluster.latest


def placed_as_text(order: tuple[date, int, str]) -> str:
    """The place of an article among others as text that sorts as the place does."""
    day, version, public_id = order
    return f"{day.isoformat()} {version:06} {public_id}"


def _history(profile: Profile) -> Profile:
    """The profile without the surroundings."""
    kept = ProfileFeatures(births=profile.features.births, genders=profile.features.genders)
    nothing: frozenset[str] = frozenset()
    return replace(
        profile,
        companions=nothing,
        organizations=nothing,
        contexts=frozenset(),
        told=frozenset(),
        vectors=frozenset(),
        features=kept,
    )


def merge(profiles: Collection[Profile]) -> Profile:
    """What several profiles of one person tell together.

    :param profiles: at least one.
    """
    first = next(iter(profiles))
    if len(profiles) == 1:
        return first
    names = frozenset[str]().union(*(it.names for it in profiles))
    days = [day for it in profiles if it.days for day in it.days]
    return Profile(
        name=max((it.name for it in profiles), key=_fullness),
        names=names,
        gender=titled_gender(names),
        posts=without_vague(_posts(it.posts for it in profiles)),
        companions=frozenset[str]().union(*(it.companions for it in profiles)),
        organizations=frozenset[str]().union(*(it.organizations for it in profiles)),
        outlets=frozenset[str]().union(*(it.outlets for it in profiles)),
        days=(min(days), max(days)) if days else None,
        contexts=frozenset[frozenset[str]]().union(*(it.contexts for it in profiles)),
        told=frozenset[frozenset[str]]().union(*(it.told for it in profiles)),
        features=merge_features([it.features for it in profiles]),
        vectors=frozenset[bytes]().union(*(it.vectors for it in profiles)),
        size=sum(it.size for it in profiles),
    )


def _fullness(name: str) -> tuple[int, int, str]:
    """What the fuller of two names has more of, whichever came first."""
    return len(name.split()), len(name), name


def _posts(groups: Iterable[Collection[Tenure]]) -> list[Tenure]:
    """The posts of several profiles, each once with its first and last day; the latest of them."""
    held: dict[tuple[str | None, str | None, str | None, str], Tenure] = {}
    for group in groups:
        for post in group:
            key = post.role, post.organization, post.unit, post.status
            known = held.get(key)
            held[key] = post if known is None else _spanning(known, post)
    latest = sorted(held.items(), key=lambda it: (it[1].last or date.min, *map(str, it[0])))
    return [post for _, post in latest[-MOST_POSTS:]]


def _spanning(one: Tenure, other: Tenure) -> Tenure:
    first = [day for day in (one.first, other.first) if day]
    last = [day for day in (one.last, other.last) if day]
    return replace(one, first=min(first) if first else None, last=max(last) if last else None)


@dataclass(frozen=True, slots=True)
class WeighedLink:
    """What the machine made of a pair: an appearance and the label of another person."""

    label: int
    weighed: MatchVerdict


@dataclass(frozen=True, slots=True)
class Placed:
    """Where an appearance went: ``label``, on the ``same`` evidence, with others it ``may`` be."""

    label: int
    same: WeighedLink | None = None
    may: tuple[WeighedLink, ...] = ()


@dataclass(frozen=True, slots=True)
class Joined:
    """Two people found to be one: ``gone`` was joined to ``label``."""

    label: int
    gone: int
    weighed: MatchVerdict


@dataclass(frozen=True, slots=True)
class _Pair:
    index: int
    label: int
    weighed: MatchVerdict


def _rivalry(rivals: Iterable[_Pair]) -> float:
    """What it takes off that an appearance may be that of others."""
    return math.log1p(sum(math.exp(rival.weighed.total) for rival in rivals))


@dataclass(slots=True)
class Clustering:
    """The people of some blocks while appearances are gone through.

    :ivar clusters: the people by label.
    :ivar apart: ids of people whom the machine never joins to one another.
    :ivar canonical: whom humans merged somebody into; nobody need choose between two of one.
    :ivar meet: whether two people stand in one article.
    """

    clusters: dict[int, Cluster]
    apart: frozenset[int] = frozenset()
    canonical: Callable[[int], int] = int
    meet: Callable[[Cluster, Cluster], bool] = lambda _one, _other: False
    pinned: Mapping[int, int] = field(default_factory=dict)
    _next: int = -1
    _present: set[int] = field(default_factory=set)
    _two: dict[tuple[_Known, _Known], bool] = field(default_factory=dict)

    def add(self, people: Collection[PersonAppearance]) -> tuple[list[Placed], list[Joined]]:
        """Place the people of one article, in their order; what else became one thereby.

        Each person is at most one of the article; ``pinned`` gives the label of appearances that
        need not be weighed.
        """
        people = list(people)
        fixed = {
            index: self.pinned[one.id]
            for index, one in enumerate(people)
            if self.pinned.get(one.id) in self.clusters
        }
        near = [self._near(one.profile) for one in people]
        pairs = [
            _Pair(index, label, found)
            for index, one in enumerate(people)
            if index not in fixed
            for label in near[index]
            if label not in fixed.values()
            and not self._are_apart(self.clusters[label].people, frozenset({one.person}))
            and (found := self._weighed(one.profile, label, near[index])) is not None
        ]
        chosen = self._choose(pairs)
        taken = {*fixed.values(), *(it.label for it in chosen.values())}
        placed: list[Placed] = []
        for index, one in enumerate(people):
            pair = chosen.get(index)
            label = fixed.get(index, pair.label if pair else None)
            if label is None:
                label, self._next = self._next, self._next - 1
                self.clusters[label] = Cluster(label, None, (), frozenset())
            self.clusters[label] = self.clusters[label].with_appearance(one)
            may = [
                WeighedLink(it.label, it.weighed)
                for it in pairs
                if it.index == index and it.label not in taken
            ]
            same = WeighedLink(pair.label, pair.weighed) if pair else None
            placed.append(Placed(label, same, tuple(may)))
        grown = {it.label: labels for it, labels in zip(placed, near, strict=True)}
        self._present = set(grown)
        joined = [it for label, labels in grown.items() for it in self._again(label, labels)]
        gone = {it.gone: it.label for it in joined}
        return [replace(it, label=_follow(gone, it.label)) for it in placed], joined

    def _near(self, profile: Profile) -> list[int]:
        """Those of one of the names with whom a profile is compared: of most articles, the latest.

        They are so few that comparing costs the same however many people have the name.
        """
        named = [
            (cluster.size, cluster.latest, label)
            for label, cluster in self.clusters.items()
            if cluster.history and any(map(cluster.agrees, profile.full_names))
        ]
        return [label for _, _, label in sorted(named, reverse=True)[:COMPARED]]

    def _choose(self, pairs: Collection[_Pair]) -> dict[int, _Pair]:
        """The pairs to be taken for the same, by index; nobody who may be either of two people."""
        by_index: dict[int, list[_Pair]] = defaultdict(list)
        for pair in pairs:
            by_index[pair.index].append(pair)
        same = [pair for pair in pairs if self._is_same(pair, by_index[pair.index])]
        chosen: dict[int, _Pair] = {}
        taken: set[int] = set()
        for pair in sorted(same, key=lambda it: (-it.weighed.total, self._first(it.label))):
            if pair.index not in chosen and pair.label not in taken:
                chosen[pair.index] = pair
                taken.add(pair.label)
        return chosen

    def _is_same(self, pair: _Pair, others: Collection[_Pair]) -> bool:
        """Whether a pair is one, whatever it takes off that the appearance may be that of others.

        Whether these are somebody else is asked only where that decides.
        """
        if pair.weighed.verdict != "same":
            return False
        total = pair.weighed.total
        rivals = [
            other
            for other in others
            if self.canonical(other.label) != self.canonical(pair.label)
            and other.weighed.total > max(0.0, total - NO_RIVAL)
        ]
        waiting = sorted(rivals, key=lambda it: (it.weighed.total, it.label))
        two: list[_Pair] = []
        while total - _rivalry(two) >= SAME > total - _rivalry([*two, *waiting]):
            other = waiting.pop()
            if self._are_two(pair.label, other.label):
                two.append(other)
        return total - _rivalry(two) >= SAME

    def _first(self, label: int) -> tuple[bool, tuple[Order, ...], int]:
        """What orders two people of one score, by what they are and not by their numbers."""
        recent = tuple(one.order for one in self.clusters[label].recent)
        return not recent, recent, label

    def _are_two(self, label: int, rival: int) -> bool:
        """Whether two who are known are two, as far as can be told; asked once of what is known."""
        one, other = sorted((self.clusters[label], self.clusters[rival]), key=_known_by)
        key = _known_by(one), _known_by(other)
        if key not in self._two:
            self._two[key] = (
                self._are_apart(one.people, other.people)
                or weigh(one.profile, other.profile).total < 0
                or self.meet(one, other)
            )
        return self._two[key]

    def _are_apart(self, ours: frozenset[int], theirs: frozenset[int]) -> bool:
        return len((ours | theirs) & self.apart) > 1

    def _again(self, label: int, near: Collection[int]) -> Iterator[Joined]:
        """Look again at a person who has grown, as long as there is another to be joined to it.

        :param near: those of one of the names with whom it is compared.
        """
        while label in self.clusters:
            one = self.clusters[label]
            pairs = [
                _Pair(0, other, weighed)
                for other in near
                if other != label
                and other in self.clusters
                and (weighed := self._weighed(one.profile, other, near, label)) is not None
            ]
            found = [
                pair
                for pair in pairs
                if self._is_same(pair, pairs)
                and not {label, pair.label} <= self._present
                and not self._are_apart(one.people, self.clusters[pair.label].people)
                and not self.meet(one, self.clusters[pair.label])
            ]
            if not found:
                return
            best = min(found, key=lambda it: (-it.weighed.total, self._first(it.label)))
            keep, gone = sorted((label, best.label), key=self._kept)
            self.clusters[keep] = self.clusters[keep].with_cluster(self.clusters.pop(gone))
            if gone in self._present:
                self._present = self._present - {gone} | {keep}
            yield Joined(keep, gone, best.weighed)
            label = keep

    def _weighed(
        self, profile: Profile, label: int, near: Collection[int], own: int | None = None
    ) -> MatchVerdict | None:
        """How a profile goes with a person, None where the names or all else tell them apart.

        :param near: those who have the name, ``own`` whose profile it is, None for a new one.
        """
        folded = {fold_person(name) for name in profile.full_names}
        bearers = [
            history
            for it in near
            if it != own and it in self.clusters
            for history in [self.clusters[it].history]
            if history is not None and not folded.isdisjoint(self.clusters[it].folded)
        ]
        known = self.clusters[label].profile
        found = weigh(profile, known, Spread.of([profile, *bearers]))
        return None if found.verdict == "different" else found

    def _kept(self, label: int) -> tuple[bool, bool, int, int]:
        """Which label is kept: one that humans know, is stored, of more articles, the older."""
        return label not in self.apart, label < 0, -self.clusters[label].size, abs(label)


def _follow(steps: Mapping[int, int], label: int) -> int:
    while label in steps:
        label = steps[label]
    return label


def stored_history(cluster: Cluster) -> dict[str, Any] | None:
    """The history as it is kept in the database."""
    return None if cluster.history is None else stored_profile(cluster.history)


def stored_profile(history: Profile) -> dict[str, Any]:
    """What is kept of a profile without surroundings."""
    return {
        "name": history.name,
        "names": sorted(history.names),
        "posts": [stored_post(post) for post in sorted(history.posts, key=str)],
        "outlets": sorted(history.outlets),
        "days": [day.isoformat() for day in history.days] if history.days else None,
        "births": sorted(history.features.births),
        "genders": sorted(history.features.genders),
        "size": history.size,
    }


def read_history(stored: Mapping[str, Any]) -> Profile:
    """The history that :func:`stored_history` kept."""
    names = frozenset(stored["names"])
    days = stored["days"]
    return Profile(
        name=stored["name"],
        names=names,
        gender=titled_gender(names),
        posts=frozenset(map(read_post, stored["posts"])),
        companions=frozenset(),
        organizations=frozenset(),
        outlets=frozenset(stored["outlets"]),
        days=(date.fromisoformat(days[0]), date.fromisoformat(days[1])) if days else None,
        features=ProfileFeatures(
            births=frozenset(stored["births"]), genders=frozenset(stored["genders"])
        ),
        size=stored["size"],
    )


def stored_post(post: Tenure) -> list[str | None]:
    """A post as it is kept in the database."""
    first, last = (day.isoformat() if day else None for day in (post.first, post.last))
    return [post.role, post.organization, post.unit, post.status, first, last]


def read_post(stored: list[str | None]) -> Tenure:
    """The post that :func:`stored_post` kept."""
    role, organization, unit, status, first, last = stored
    return Tenure(
        role,
        organization,
        unit,
        status or "current",
        date.fromisoformat(first) if first else None,
        date.fromisoformat(last) if last else None,
    )
