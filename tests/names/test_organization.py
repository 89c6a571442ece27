from __future__ import annotations

import pytest

from quotes.names.organization import BodyMatch, is_vast, match_bodies


@pytest.mark.parametrize(
    ("one", "other", "match"),
    [
        ("the Harbour Office", "Harbour Office", "same"),
        ("University of Skarholm", "Skarholm University", "same"),
        ("Vale Shipping Ltd.", "Vale Shipping", "same"),
        ("Labor Organization of Iona", "Labour Organisation of Iona", "same"),
        ("SHO", "Skarholm Harbour Office", "same"),
        ("S.H.O.", "Skarholm Harbour Office", "same"),
        ("ISoO", "International Society of Otters", "same"),
        ("Skarholm Harbour Office (SHO)", "SHO", "same"),
        ("Harbour Office", "Harbour Office of Skarholm", "like"),
        ("Otter Fund", "Otters Fund", "like"),
        ("University of Skarholm", "Skarholm University Hospital", "part"),
        ("Vale Bank", "Vale Bank Foundation", "part"),
        ("University", "University of Skarholm", "part"),
        ("University of Skarholm", "University of Brandt", "other"),
        ("Department of Health of Iona", "Department of Health of Ohira", "other"),
        ("Sho", "Skarholm Harbour Office", "other"),
        ("the", "of", "other"),
    ],
)
def test_bodies(one: str, other: str, match: BodyMatch) -> None:
    assert match_bodies(one, other) == match
    assert match_bodies(other, one) == match


def test_a_name_of_nothing_but_kinds_says_little() -> None:
    assert is_vast("the government")
    assert is_vast("City Council")
    assert not is_vast("Skarholm City Council")
