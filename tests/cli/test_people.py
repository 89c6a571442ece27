from __future__ import annotations

import json

import pytest

from quotes.store.store import Store
from tests.cli.conftest import Run, lines
from tests.cli.samples import water

pytestmark = pytest.mark.usefixtures("filled")


def test_people_of_one_name_stay_apart(run: Run) -> None:
    people = lines(run("people", "--nl"))
    assert sorted(person["name"] for person in people) == [
        "Ilse Brandvold",
        "Maren Okonedo",
        "Maren Okonedo",
    ]
    assert len({person["id"] for person in people}) == 3


def test_words_of_a_name_find(run: Run) -> None:
    (found,) = lines(run("people", "BRANDVOLD", "--nl"))
    assert found["name"] == "Ilse Brandvold"
    assert found["quotations"] == found["articles"] == found["outlets"] == 1
    assert found["first"] == found["last"] == "2026-03-02"


def test_the_report_tells_people_of_one_name_apart(run: Run) -> None:
    reports = json.loads(run("person", "Maren Okonedo", "--json", code=2).stdout)
    by_role = {report["posts"][0]["role"]: report for report in reports}
    assert set(by_role) == {"director", "nurse"}
    (said,) = by_role["nurse"]["latest"]
    assert said["text"] == "the last ferry leaves before her shift ends"
    (said,) = by_role["director"]["latest"]
    assert said["id"] == water().quotations[0].id

    shown = run("person", "Maren Okonedo", code=2).stdout
    assert "1 of 2 people found" in shown
    assert "2 of 2 people found" in shown
    for report in reports:
        assert f"person {report['id']}" in shown


def test_the_report_shows_posts_counts_and_quotations(run: Run) -> None:
    shown = " ".join(run("person", "Ilse Brandvold").stdout.split())
    assert "1 quotation in 1 article of 1 outlet, 2026-03-02" in shown
    assert "mayor" in shown
    assert "winter" in shown


def test_an_unknown_person_fails_with_a_sentence(run: Run) -> None:
    result = run("person", "Nobody Atall", code=1)
    assert result.stderr.startswith("quotes: Nobody in the database is called Nobody Atall")


def test_the_report_keeps_to_its_limit(run: Run) -> None:
    with Store.open("sqlite:///quotes.db") as store:
        store.add(water())
    (report,) = lines(run("person", "Ilse Brandvold", "--limit", "1", "--nl"))
    assert len(report["latest"]) == 1


def test_the_posts_of_a_day_say_when_they_were_seen(run: Run) -> None:
    (report,) = json.loads(run("person", "Brandvold", "--as-of", "2026-06-01", "--json").stdout)
    (post,) = report["posts"]
    assert (report["as_of"], post["role"], post["status"]) == ("2026-06-01", "mayor", "current")
    assert (post["seen_then"], post["last_seen"], post["ended"]) == (False, "2026-03-02", None)
    shown = " ".join(run("person", "Brandvold", "--as-of", "2026-06-01").stdout.split())
    assert "Posts as of 2026-06-01" in shown
    assert "last seen 2026-03-02" in shown
    assert post["article_id"] in shown


def test_a_day_before_every_article_knows_no_post(run: Run) -> None:
    shown = run("person", "Brandvold", "--as-of", "2020-01-01").stdout
    assert "No post is known as of 2020-01-01: the first was seen 2026-03-02." in shown
    (report,) = json.loads(run("person", "Brandvold", "--as-of", "2020-01-01", "--json").stdout)
    assert report["posts"] == report["latest"] == []


def test_a_day_has_to_be_a_day(run: Run) -> None:
    refused = run("person", "Brandvold", "--as-of", "yesterday", code=2)
    assert "write it as 2026-03-31" in " ".join(refused.stderr.split())
