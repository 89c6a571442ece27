from __future__ import annotations

from quotes.store.identity.setting import shared_setting, telling_words

FERRY = "On Tuesday the harbour master Ann Vale said that ferries to Skarholm leave the new berth."
BERTH = "Vale, who runs the harbour of Skarholm, wants another berth for the ferry."
MILL = "The mill at Brandt grinds barley again, said the baker Ann Vale on Tuesday."
NOTHING: frozenset[str] = frozenset()


def words(text: str) -> frozenset[str]:
    return telling_words(text, ["Ann Vale"])


def test_telling_words_are_lemmas_without_names_and_common_words() -> None:
    assert {"ferry", "skarholm", "berth"} <= words(FERRY)
    assert not {"vale", "said", "tuesday", "leave", "that", "ferries"} & words(FERRY)
    assert telling_words("", []) == NOTHING


def test_articles_of_one_setting_share_telling_words() -> None:
    ferry, berth, mill = words(FERRY), words(BERTH), words(MILL)
    assert {"berth", "skarholm"} <= set(shared_setting([mill, ferry], [berth], NOTHING))
    assert shared_setting([ferry], [mill], NOTHING) == ()
    assert shared_setting([ferry], [berth], ferry) == ()
    assert shared_setting([], [berth], NOTHING) == ()


def test_long_articles_share_a_few_words_by_chance() -> None:
    one = frozenset(f"a{number}" for number in range(100))
    other = frozenset(f"b{number}" for number in range(96)) | {"a1", "a2", "a3", "a4"}
    assert shared_setting([one], [other], NOTHING) == ()
