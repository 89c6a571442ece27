from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quotes.names.person import parse
from quotes.names.person_match import Degree, index_keys, likeness, names_agree, sound_keys

CASES: list[tuple[str, str, Degree]] = [
    ("Ann Vale", "ANN VALE", "whole"),
    ("Dr. Ann Vale", "Ann Vale, PhD", "whole"),
    ("Vale, Ann", "Ann Vale", "whole"),
    ("Ann-Marie Vale", "Ann Marie Vale", "whole"),
    ("José Núñez", "Jose Nunez", "whole"),
    ("Jörg Öhring", "Joerg Oehring", "whole"),
    ("Søren Ågård", "Soren Agard", "whole"),
    ("Sean O'Vale", "Sean O’Vale", "whole"),
    ("Muhammad al-Sayed", "Mohamed El Sayyed", "whole"),
    ("Abd al-Karim Nasser", "Abdulkarim Nasir", "whole"),
    ("Ann M. Vale", "Ann Vale", "form"),
    ("Ann M. Vale", "Ann Mary Vale", "form"),
    ("Bob Vale", "Robert Vale", "form"),
    ('Robert "Bob" Vale', "Bob Vale", "form"),
    ("Liz Vale", "Elizabeth Vale", "form"),
    ("Pepe Ruiz", "José Ruiz", "form"),
    ("Misha Orlov", "Mikhail Orlov", "form"),
    ("J. Edgar Vale", "Edgar Vale", "form"),
    ("Jan van der Berg", "Jan Berg", "form"),
    ("Jan van der Berg", "Jan Vanderberg", "form"),
    ("Maria de la Vega", "Maria Delavega", "form"),
    ("Khalid bin Salem Al Harthi", "Khaled al-Harthi", "form"),
    ("Kim Min-ji", "Minji Kim", "form"),
    ("Tanaka Haruto", "Haruto Tanaka", "form"),
    ("J. K. Vale", "Jane Karen Vale", "initials"),
    ("JK Vale", "J.K. Vale", "initials"),
    ("J. Vale", "J. Vale", "initials"),
    ("Tom Vale Jr.", "Tom Vale", "suffix"),
    ("Jan van den Berg", "Jan von Berg", "near"),
    ("Anna Weber", "Anna Weber-Schulz", "near"),
    ("Anna Schulz", "Anna Weber-Schulz", "near"),
    ("Gabriel Ruiz Marín", "Gabriel Ruiz", "near"),
    ("Sergey Kovalski", "Sergei Kowalsky", "spelling"),
    ("Liz Vale", "Beth Vale", "near"),
    ("Jean-Claude Duval", "Jean Duval", "near"),
    ("John Edgar Vale", "Edgar Vale", "near"),
    ("Plato", "PLATO", "near"),
    ("Tom Vale Jr.", "Tom Vale Sr.", "none"),
    ("Tom Vale III", "Tom Vale II", "none"),
    ("Ann M. Vale", "Ann K. Vale", "none"),
    ("Ann M. Vale", "Ann K. M. Vale", "none"),
    ("Ann Mary Vale", "Ann Karen Vale", "none"),
    ("Ann Vale", "Jane Vale", "none"),
    ("J. Vale", "Ann Vale", "none"),
    ("Ann Vale", "Ann Vane", "none"),
    ("Paul Vale", "Paula Vale", "none"),
    ("Mario Ruiz", "Maria Ruiz", "none"),
    ("Martin Thomas", "Thomas Martin", "none"),
    ("Kim Min-ji", "Min-ji Park", "none"),
    ("Ann M. K. Vale", "Ann M. Vale", "form"),
    ("Ann M. K. Vale", "Ann K. Vale", "none"),
    ("Ann Mary Karen Vale", "Ann K. Vale", "none"),
    ("Ann Mary Karen Vale", "Ann M. Vale", "form"),
    ("Ana Lucia Ruiz Ortega", "Ana Ruiz Ortega", "near"),
    ("Ana Lucia Ruiz Ortega", "Lucia Ruiz", "near"),
    ("Ana Lucia Ruiz Ortega", "Ana Ruiz", "near"),
    ("Ana Ruiz Ortega", "Ana Ortega", "form"),
    ("Ana Ruiz Ortega", "Ana Ruiz Marín", "none"),
    ("Omar Masri", "Omar al-Masri", "whole"),
    ("Omar al-Masri", "Omar el-Masry", "spelling"),
    ("Omar Masri", "Omar Nasri", "none"),
    ("Giannis Kolias", "Ioannis Kolias", "whole"),
    ("Mathew Vale", "Matthew Vale", "spelling"),
    ("Abdel Fattah Nasser", "Abdul Fatah Nasir", "spelling"),
    ("Trinh Quoc Dung", "Dung Trinh", "form"),
    ("Nguyen Tan Dung", "Dung Tan Nguyen", "form"),
    ("Nguyen Thi Bao Chau", "Nguyen Bao Chau", "form"),
    ("Nguyen Tan Dung", "Nguyen Minh Dung", "none"),
    ("Nguyen Tan Dung", "Tan Nguyen", "none"),
    ("Mrs Omar Vale", "Omar Vale", "none"),
    ("Mrs Omar Vale", "Mr Omar Vale", "none"),
    ("Mrs Omar Vale", "Mrs. Omar Vale", "whole"),
    ("Mrs Omar Vale", "Amara Vale", "none"),
    ("Mrs Amara Vale", "Amara Vale", "whole"),
    ("Mrs Kim Vale", "Kim Vale", "whole"),
    ("Lord Vale", "Peter Vale", "near"),
    ("Lord Vale of Hame", "Peter Vale", "near"),
    ("Lord Vale of Hame", "Lord Vale", "near"),
    ("Lord Vale of Hame", "Lord Vale of Hame", "whole"),
    ("Lord Vale of Hame", "Lord Vale of Orme", "none"),
    ("Baroness Vale", "Helen Vale", "near"),
    ("Lord Vale", "Helen Vale", "none"),
    ("Lord Vale", "Lady Vale", "none"),
    ("Lord Vale", "Peter Ek", "none"),
    ("Lord Peter Vale", "Peter Vale", "whole"),
    ("Det. Insp. Peter Vale", "Peter Vale", "whole"),
    ("Commodore Peter Vale", "Peter Vale", "whole"),
    ("Pope Anastasius V", "Anastasius V", "whole"),
    ("Vale", "Ann Vale", "none"),
    ("Dr. Vale", "Ann Vale", "none"),
    ("", "Ann Vale", "none"),
    ("", "", "none"),
]


@pytest.mark.parametrize(("one", "other", "degree"), CASES)
def test_how_names_agree(one: str, other: str, degree: Degree) -> None:
    assert likeness(one, other).degree == degree
    assert likeness(other, one) == likeness(one, other)


@pytest.mark.parametrize(("one", "other", "degree"), CASES)
def test_names_that_agree_are_found_by_a_key(one: str, other: str, degree: Degree) -> None:
    if degree != "none":
        assert index_keys(parse(one)) & index_keys(parse(other))
        assert sound_keys(one).asked & sound_keys(other).kept
        assert sound_keys(other).asked & sound_keys(one).kept


def test_only_what_tells_namesakes_apart_contradicts() -> None:
    assert likeness("Ann M. Vale", "Ann K. Vale").contradicts
    assert likeness("Tom Vale Jr.", "Tom Vale Sr.").contradicts
    assert likeness("Ann Vale", "Jane Vale").contradicts
    assert not likeness("Ann Vale", "Ann Ek").contradicts
    assert not likeness("Ann Vale", "Ann M. Vale").contradicts
    assert likeness("Ann M. K. Vale", "Ann K. Vale").contradicts
    assert likeness("Mrs Omar Vale", "Omar Vale").contradicts
    assert not likeness("Mrs Omar Vale", "Amara Vale").contradicts
    assert likeness("Lord Vale of Hame", "Lord Vale of Orme").contradicts
    assert not likeness("Lord Vale", "Helen Vale").contradicts


def test_the_parts_of_a_name() -> None:
    name = parse("Prof. Ludwig van der Öhe, Jr.")
    assert (name.parts[0], name.parts[-1]) == ({"ludwig"}, {"ohe", "oehe"})
    assert name.particles == ("van", "der")
    assert name.words == ("ludwig", "van", "der", "ohe")
    assert (name.titles, name.suffix) == (("prof",), "jr")


WORDS = st.sampled_from(
    "Ann Anna Bob Robert J. JK K. Kim Min-ji Vale Weber-Schulz Weber van der de al- El Abdul Abd "
    "al-Karim Karim Müller Mueller Muller Mohamed Muhammad Jr. Sr. III Dr. Sergey Sergei Kovalski "
    'Kowalsky O\'Brien "Bob" Lee , bin Edgar Liz Elizabeth Beth Vale, Ågård (PhD) Lord '
    "Baroness of Mrs Mr Nguyen Thi Tan Omar é ß - ’".split()
)
NAMES = st.one_of(st.lists(WORDS, max_size=5).map(" ".join), st.text(max_size=12))


@given(NAMES, NAMES)
@example("Ann Vale", "Vale Ann")
def test_agreement_is_symmetric_and_found_by_a_key(one: str, other: str) -> None:
    assert likeness(one, other) == likeness(other, one)
    if names_agree(one, other):
        assert index_keys(parse(one)) & index_keys(parse(other))
        assert sound_keys(one).asked & sound_keys(other).kept
        assert sound_keys(other).asked & sound_keys(one).kept


@given(NAMES)
def test_a_name_with_words_agrees_with_itself(name: str) -> None:
    assert names_agree(name, name) == bool(parse(name).parts)


@pytest.mark.parametrize(
    ("text", "gender"),
    [("Prof. Mrs Vale", "female"), ("Sir Bo Vale", "male"), ("Duke Vale", None), ("Vale", None)],
)
def test_titles_show_a_gender(text: str, gender: str | None) -> None:
    assert parse(text).titled_gender == gender


def test_what_was_no_title_before_is_a_name() -> None:
    assert parse("Major Vale").words == ("vale",)
    assert parse("Major Vale", titled=False).words == ("major", "vale")


def test_a_peer_may_have_a_seat() -> None:
    name = parse("Lord Vale of Hame Bay")
    assert (name.words, name.seat, name.is_peer) == (("vale",), "hame bay", True)
    assert not parse("Lord Peter Vale of Hame").is_peer
    assert parse("Mr Vale of Hame").seat == ""


def test_only_a_mans_name_behind_mrs_is_her_husbands() -> None:
    assert parse("Mrs Omar Vale").is_husbands
    assert not any(parse(name).is_husbands for name in ("Mrs Amara Vale", "Mrs Quell Vale"))
    assert not any(parse(name).is_husbands for name in ("Mrs Omar", "Mr Omar Vale"))
