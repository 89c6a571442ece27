"""Whether a source asked not to be named, and why."""

from __future__ import annotations

import pytest

from quotes.article import Span
from quotes.attribution.unnamed.terms import Terms, is_hidden, masked, terms_in


@pytest.mark.parametrize(
    ("passage", "reason"),
    [
        (
            "A porter who asked not to be named because he was not allowed to speak to the press",
            "he was not allowed to speak to the press",
        ),
        (
            "spoke on condition of anonymity because the talks were private, said",
            "the talks were private",
        ),
        (
            "speaking on the condition of anonymity to discuss a sealed bid",
            "to discuss a sealed bid",
        ),
        (
            "who requested anonymity to speak freely about the board",
            "to speak freely about the board",
        ),
        ("who declined to be named, citing fear of losing her job", "fear of losing her job"),
        ("He declined to give his name for fear of reprisals.", "fear of reprisals"),
        ("She asked not to be identified, fearing for her licence.", "fearing for her licence"),
        ("Citing the risk of a lawsuit, he asked not to be identified.", "the risk of a lawsuit"),
        ("The girl, who cannot be named for legal reasons, wept.", "legal reasons"),
        ("whose name is being withheld for her own safety", "her own safety"),
        (
            "A clerk who was not authorised to speak publicly said",
            "not authorised to speak publicly",
        ),
        ("They weren't authorized to discuss the merger.", "not authorized to discuss the merger"),
        ("who had no permission to talk to reporters", "no permission to talk to reporters"),
        ("who asked that he not be named", None),
        ("who spoke on condition of anonymity", None),
        ("who wished to remain anonymous", None),
        ("on condition that her name not be used", None),
        ("who did not want to be quoted by name", None),
    ],
)
def test_a_source_that_is_not_to_be_named(passage: str, reason: str | None) -> None:
    assert terms_in(passage) == Terms(asked=True, reason=reason)


@pytest.mark.parametrize(
    "passage",
    [
        "A senior official said the bridge was unsafe.",
        "The new school will be named after the founder.",
        "She declined to comment because the case is open.",
        "The painter was not allowed to enter the hall.",
        "An anonymous letter reached the paper.",
        "Cars are not permitted on the quay.",
    ],
)
def test_nothing_about_names(passage: str) -> None:
    assert terms_in(passage) == Terms(asked=False, reason=None)


def test_a_reason_ends_where_something_else_is_told() -> None:
    text = "A guard who asked not to be named because he feared reprisals warned: “Go home.”"
    cue = text.index("warned")
    passage = masked(text, Span(0, len(text)), [(cue, cue + 6), (cue + 8, len(text))])
    assert terms_in(passage).reason == "he feared reprisals"


def test_what_is_covered_says_nothing() -> None:
    text = "He said “I was not authorised to speak to you” and left."
    passage = masked(text, Span(0, len(text)), [(text.index("“"), text.index("”") + 1)])
    assert not terms_in(passage).asked
    assert not is_hidden(passage)
    assert is_hidden(masked(text, Span(0, len(text)), [(0, len(text))]))
