from __future__ import annotations

import pytest

from quotes.store.identity.roles import RoleMatch, match_roles


@pytest.mark.parametrize(
    ("one", "other", "match"),
    [
        ("spokesman", "Spokeswoman", "same"),
        ("press officer", "spokesperson", "same"),
        ("senator", "Senate member", "same"),
        ("Senator", "member of the Senate", "same"),
        ("lawmaker", "member of parliament", "same"),
        ("chairman", "chair", "same"),
        ("director", "head", "same"),
        ("researcher", "senior marine scientist", "same"),
        ("mayor", "mayor of Skarholm", "same"),
        ("professor of law", "professor of history", "aside"),
        ("economist", "historian", "trade"),
        ("minister", "senator", "trade"),
        ("founder", "chief executive", "trade"),
        ("deputy minister", "minister", "rank"),
        ("vice president", "president", "rank"),
        ("mayor of Skarholm", "mayor of Brandt", "elsewhere"),
        ("senator from Iona", "senator from Ohira", "elsewhere"),
        ("professor", "baker", "unlike"),
        ("nurse", "striker", "unlike"),
        ("tally clerk", "glassblower", "open"),
        ("mayor", None, "open"),
        (None, None, "open"),
    ],
)
def test_roles(one: str | None, other: str | None, match: RoleMatch) -> None:
    assert match_roles(one, other) == match
    assert match_roles(other, one) == match
