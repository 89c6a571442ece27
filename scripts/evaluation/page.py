"""The text of docs/accuracy.md."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from scripts.evaluation import checking
from scripts.evaluation.checking import Result as CheckResult
from scripts.evaluation.run import Json
from scripts.evaluation.score import Result
from scripts.evaluation.scorer import MEASURES, Counts, Estimate, differences, estimates
from scripts.evaluation.shared import PolnearFigures

SPANS: dict[str, tuple[float, ...]] = {
    "CRF": (50.6, 53.4, 28.6),
    "BiLSTM-CRF": (69.6, 66.7, 59.0),
    "BERT-base": (81.1, 74.0, 68.9),
    "BERT-base with CofeNet": (83.2, 75.3, 72.9),
}
"""Exact F1 of source, cue and content spans, as published with CofeNet (Wang et al. 2022)."""

WHOLE = {
    "textacy": 22.9,
    "SaysWho": 29.1,
    "Gender Gap Tracker": 46.2,
    "Citron": 50.0,
    "Citron, retrained on PolNeAR": 65.0,
}
"""Joint F1 of whole attributions, measured with the scorer that measures ours."""


_NEWS = ("quotes", "attributed", "speakers", "kind", "people", "affiliation", "role")

_SURE = {
    "confidence of 0.9 and more: share of the marked found": "covers",
    "of 100 of them, with a wrong name": "wrong_name",
    "of 100 of them, no marked quotation": "extra",
}
_SIDES = {
    "stances answered, of quotations found": "answered",
    "stances right, of those answered": "right",
}

_MARKED = """\
F1 with precision and recall, else a share. The reader was trained on marked/train; nobody who
worked on the product has read marked/blind, of which only these figures are known.
"""

_CASES = """\
Passages of a few sentences, each of which tries one kind of attribution that was seen to fail;
right are those of which all is right, wrong those with a wrong name or a quotation of what is none.
"""

HEAD = """\
# Accuracy

Made by `scripts/evaluate`: what `quotes extract` reaches with the shipped model, in percent.
"""

_PLACE = """\
Whole attributions were measured with the same scorer as ours, single spans are as published with
CofeNet (Wang et al. 2022). Two things to know when comparing: theirs are figures on the test part,
ours on the development part, by which our model was chosen; and what counts as exact may differ at
the ends of a span, where the scorer used here passes over quotation marks, punctuation and blanks.
"""

_DAMAGE = """\
The development part again, after what happens to texts on their way: F1 of all kinds together, and
what was lost of joint F1, with the 95 % interval of that loss (the same articles drawn for both).
Mixed speech that has lost its marks still has to be found, as indirect speech.
"""


_CHECKS = """\
What `quotes check` says to claims ([how it decides](checking.md)). The check set (tests/checks) was
written for this project; its figures stand by the verdict that is expected. The other claims are
made by a script from the quotations of the marked articles: words as they stand, cut, changed,
joined, in the mouth of somebody else, and sentences that nobody said. They come from what a human
marked, so that what the reader missed counts as well; beside it, the claims whose quotations it
found under the right name. In brackets the 95 % interval: bootstrap over the claims.
"""

_GIVEN = "The verdicts given (across) where each was expected (down):\n"


def own_section(own: Result) -> str:
    """The figures on the articles written for this project."""
    rows = (
        ("quotes", own.quotes),
        ("attributed", own.attributed),
        ("affiliation", own.affiliation),
    )
    return _section(
        "Articles written for this project (tests/gold)",
        _table(
            ("", "precision", "recall", "F1"),
            [
                *((name, f.precision, f.recall, f.f1) for name, f in rows),
                ("speakers right, of the quotations found", "", "", own.speakers),
                ("people found", "", "", own.people),
            ],
        ),
    )


def passages_section(figures: Mapping[str, float]) -> str:
    """The figures on the small passages written for this project."""
    rows = [
        ("posts of a person", figures["post_passages"]),
        ("whom a source means", figures["speaker_passages"]),
    ]
    return _section(
        "Small passages written for this project (tests/passages)",
        _table(("all of it right, of 100", ""), rows),
    )


def news_section(sets: Mapping[str, Json]) -> str:
    """The figures on news articles marked by hand, as the shared scorer gives them.

    :param sets: the figures of each set of articles, by what it is called.
    """
    columns = list(sets.values())
    rows = [
        ("articles", *(figures["articles"] for figures in columns)),
        *((name, *(_figure(figures[name]) for figures in columns)) for name in _NEWS),
        *((name, *(figures["sure"][key] for figures in columns)) for name, key in _SURE.items()),
        *((name, *(figures["stance"][key] for figures in columns)) for name, key in _SIDES.items()),
    ]
    return _section("News articles marked by hand", f"{_MARKED}\n{_table(('', *sets), rows)}")


def cases_section(cases: Json, pronouns: Json) -> str:
    """The figures on small passages that try one kind of attribution each, and on pronouns."""
    kinds = [(kind, n["ok"], n["partly"], n["wrong"]) for kind, n in cases["kinds"].items()]
    total = ("all", cases["ok"], cases["partly"], cases["wrong"])
    figures = [
        ("quotations found", cases["found"]),
        ("found, with the right speakers", cases["attributed"]),
        ("posts right, of the parts marked", cases["affiliation"]),
        ("wrong names, number", cases["wrong_names"]),
        ("quotations of what is none, number", cases["unwanted"]),
        ("pronouns of GAP, validation, F1", f"{pronouns['both']:.1f}"),
        ("feminine F1 divided by masculine F1", f"{pronouns['bias']:.2f}"),
    ]
    body = "\n".join(
        (
            _CASES,
            _table(("kind", "right", "in part", "wrong"), [total, *kinds]),
            _table(("", ""), figures),
        )
    )
    return _section("Small passages (shared/cases)", body)


def polnear_section(polnear: PolnearFigures) -> str:
    """Every kind of attribution, with intervals."""
    header = ("kind", "joint P", "joint R", "joint F1", *(f"{name} F1" for name in MEASURES[1:]))
    note = f"Below each F1 its 95 % interval: bootstrap over the {len(polnear.gold)} articles."
    rows = [_kind_row(kind, counts) for kind, counts in polnear.by_kind.items()]
    return _section("PolNeAR, development part", f"{note}\n\n{_table(header, rows)}")


def place_section(polnear: PolnearFigures) -> str:
    """Other systems beside this one."""
    ours = dict(zip(MEASURES, estimates(polnear.by_kind["all"]), strict=True))
    name = "**quotes** (development part)"
    spans = SPANS | {name: tuple(ours[role].value for role in ("source", "cue", "content"))}
    whole = WHOLE | {name: ours["joint"].value}
    return _section(
        "Beside other systems",
        "\n".join(
            (
                _PLACE,
                _table(
                    ("single spans, exact F1", "source", "cue", "content"),
                    [(s, *f) for s, f in spans.items()],
                ),
                _table(("whole attributions", "joint F1"), whole.items()),
            )
        ),
    )


def damage_section(polnear: PolnearFigures) -> str:
    """What is lost where the text is damaged."""
    base = polnear.by_kind["all"]
    names = [name for name in MEASURES if name != "joint80"]
    rows = [("as it came", *_values(base, names), "")]
    for damage, counts in polnear.by_damage.items():
        loss = differences(base, counts)[MEASURES.index("joint")]
        rows.append((damage, *_values(counts, names), _with_interval(loss, " ")))
    header = ("the text", *names, "joint F1 lost")
    return _section("Damaged texts", f"{_DAMAGE}\n{_table(header, rows)}")


def checks_section(sets: Mapping[str, tuple[Sequence[CheckResult], Sequence[CheckResult]]]) -> str:
    """How claims were checked.

    :param sets: the results of each set of claims, by what it is called; beside all of them those
        whose quotations the reader found, empty where that was not looked at.
    """
    parts = [_checked(name, rows, found) for name, (rows, found) in sets.items()]
    return _section("Checking claims", "\n".join((_CHECKS, *parts)))


def page(sections: Iterable[str]) -> str:
    """The whole page."""
    return "\n".join((HEAD, *sections)).rstrip() + "\n"


def _checked(name: str, rows: Sequence[CheckResult], found: Sequence[CheckResult]) -> str:
    others = {"where the reader found the quotation": found} if found else {}
    head, *given = checking.confusion_lines(rows)
    return "\n".join(
        (
            f"### {name}\n",
            _table(checking.HEAD, checking.lines(rows, others)),
            _table(("", ""), checking.hard_counts(rows).items()),
            _GIVEN,
            _table(head, given),
        )
    )


def _section(title: str, body: str) -> str:
    return f"## {title}\n\n{body}"


def _table(header: Iterable[str], rows: Iterable[Iterable[Any]]) -> str:
    names = list(header)
    lines = [names, ["---"] * len(names), *rows]
    return "".join(f"| {' | '.join(str(cell) for cell in line)} |\n" for line in lines)


def _figure(figures: Any) -> Any:
    """F1 with precision and recall, or the share."""
    if isinstance(figures, dict):
        return f"{figures['f1']} ({figures['precision']}, {figures['recall']})"
    return figures


def _kind_row(kind: str, counts: Counts) -> list[str]:
    right, predicted, marked = counts[:, MEASURES.index("joint")].sum(axis=0).tolist()
    shares = [f"{100 * right / max(1, whole):.1f}" for whole in (predicted, marked)]
    return [kind, *shares, *(_with_interval(found, "<br>") for found in estimates(counts))]


def _values(counts: Counts, names: Iterable[str]) -> list[float]:
    found = dict(zip(MEASURES, estimates(counts), strict=True))
    return [found[name].value for name in names]


def _with_interval(found: Estimate, gap: str) -> str:
    return f"{found.value}{gap}[{found.low}, {found.high}]"
