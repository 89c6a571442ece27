from __future__ import annotations

import pytest

from quotes.names.organization import OrganizationMatch, is_generic, match_organizations


@pytest.mark.parametrize(
    ("one", "other", "match"),
    [
        ("the Harbour Office", "Harbour Office", "same"),
        ("University of Skarholm", "Skarholm University", "same"),
        ("Vale Shipping Ltd.", "Vale Shipping", "same"),
        ("Labor Organization of Iona", "Labour Organisation of Iona", "same"),
        ("SHO", "Skarholm Harbour Office", "same"),
        ("US Army", "U.S. Army", "same"),
        ("Vale Group", "Vale", "same"),
        ("Skarholm-Brandt Railway", "Skarholm Brandt Railway", "same"),
        ("CWHR", "Centre of Women for Health Research", "same"),
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
def test_bodies(one: str, other: str, match: OrganizationMatch) -> None:
    assert match_organizations(one, other) == match
    assert match_organizations(other, one) == match


def test_a_name_of_nothing_but_kinds_says_little() -> None:
    assert is_generic("the government")
    assert is_generic("City Council")
    assert not is_generic("Skarholm City Council")
