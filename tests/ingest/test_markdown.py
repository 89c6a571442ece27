from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given as over
from hypothesis import strategies as st

from quotes.errors import IngestError
from quotes.ingest.markdown import EXTRACTOR, read_markdown
from quotes.ingest.metadata import Given
from quotes.ingest.registry import read
from quotes.types import Article

DRAFT = """---
title: "Tern Bay: the vote"
author: [Jane Doe, John Roe]
date: 2026-03-02
outlet: Tern Courier
tags: [harbour]
---

# Council *votes* for dredging

“We will **not** pay,” said [Odo Fenwick](https://tern.example/odo "the fisher"),
who owns two boats.[^1]

<!-- ask him
again -->

> “It is a mistake,” he said.

- Ilse Brandvold said: “The port must\\* live.”
- ![a boat](boat.png) a caption

| Who | What |
| --- | --- |
| Fenwick | “No.” |

    “Indented by hand,” said Brandvold &amp; friends.

Last line with `code` and <b>bold</b><br>words.
"""


def text_of(source: str) -> str:
    return read_markdown(source)[0]


class TestText:
    def test_the_marks_go_and_the_words_stay(self) -> None:
        assert [line for line in text_of(DRAFT).split("\n") if line] == [
            "Council votes for dredging",
            "“We will not pay,” said Odo Fenwick,",
            "who owns two boats.",
            "“It is a mistake,” he said.",
            "Ilse Brandvold said: “The port must* live.”",
            "a caption",
            "Who\tWhat",
            "Fenwick\t“No.”",
            "“Indented by hand,” said Brandvold & friends.",
            "Last line with code and bold",
            "words.",
        ]

    def test_a_line_is_the_line_of_the_file(self) -> None:
        before, after = DRAFT.split("\n"), text_of(DRAFT).split("\n")
        for words in ("votes", "Odo Fenwick", "two boats", "a mistake", "caption", "Indented"):
            (there,) = (n for n, line in enumerate(before) if words in line)
            (here,) = (n for n, line in enumerate(after) if words in line)
            assert there == here, words

    @pytest.mark.parametrize("end", ["\r\n", "\r"])
    def test_line_ends_of_other_machines(self, end: str) -> None:
        assert text_of(DRAFT.replace("\n", end)) == text_of(DRAFT)

    @pytest.mark.parametrize(
        ("source", "text"),
        [
            ("<p>“Yes,” she <q>thought</q>.</p>", "“Yes,” she “thought”.\n"),
            ("<script>alert(1)</script>\n\nWords.", "\n\nWords.\n"),
            ("She said &ldquo;yes&rdquo;.", "She said “yes”.\n"),
            ("<https://tern.example> has it.", "https://tern.example has it.\n"),
            ("[her words][a] hold\n\n[a]: https://tern.example", "her words hold\n"),
            ("```\n“In a fence,” he said.\n```", "\n“In a fence,” he said.\n"),
            (">" * 40 + " deep", "deep\n"),
            ("2 * 3 * 4 and snake_case_name", "2 * 3 * 4 and snake_case_name\n"),
            ("Setext title\n====\nWords.", "Setext title\n\nWords.\n"),
        ],
    )
    def test_other_marks(self, source: str, text: str) -> None:
        assert text_of(source) == text

    @pytest.mark.parametrize("source", ["<!-- nothing -->", "![](a.png)", "---\ntitle: A\n---\n"])
    def test_nothing_but_marks(self, source: str) -> None:
        with pytest.raises(IngestError, match="no text beside its marks"):
            read_markdown(source)

    @over(st.lists(st.from_regex(r"[A-Za-z][a-z ,.“”’]{0,40}[a-z]", fullmatch=True), min_size=1))
    def test_plain_paragraphs_stay_as_they_are(self, paragraphs: list[str]) -> None:
        source = "\n\n".join(paragraphs) + "\n"
        assert text_of(source) == source

    @over(st.text(max_size=300))
    def test_any_text_is_read_or_refused(self, source: str) -> None:
        try:
            text = text_of(source)
        except IngestError:
            return
        assert text.strip()


class TestFound:
    def test_front_matter_wins(self) -> None:
        assert read_markdown(DRAFT)[1] == Given(
            "Tern Bay: the vote", ("Jane Doe", "John Roe"), "Tern Courier", date(2026, 3, 2)
        )

    @pytest.mark.parametrize(
        ("source", "title"),
        [
            ("## Small\n\nWords.\n\n# Great *one*\n", "Great one"),
            ("## Small\n\nWords.\n", "Small"),
            ("Ships wait for the tide in Tern Bay.\n\n## Later\n\nMore words.\n", None),
            ("---\ntitle: Dam: the vote\n---\nWords.", "Dam: the vote"),
            ("---\ntitle: [\n---\n# Heading\n\nWords.", "["),
            ("---\nno field\n---\n# Heading\n\nWords.", "Heading"),
        ],
    )
    def test_titles(self, source: str, title: str | None) -> None:
        assert read_markdown(source)[1].title == title

    def test_a_byline_in_the_text(self) -> None:
        found = read_markdown("# Harbour plan\n\nBy Jane Doe\n2022-02-03\n\nThe council voted.\n")[
            1
        ]
        assert found == Given("Harbour plan", ("Jane Doe",), None, date(2022, 2, 3))

    def test_strange_values_are_let_pass(self) -> None:
        fields = "---\ntitle: 12\nauthor: {name: Jane Doe}\ndate: soon\nurl: /a\n---\nWords of it."
        assert read_markdown(fields)[1] == Given(authors=("Jane Doe",))


class TestFiles:
    def test_a_file_names_its_extractor(self, tmp_path: Path) -> None:
        path = tmp_path / "draft.md"
        path.write_text(DRAFT)
        (article,) = read([str(path)])
        assert isinstance(article, Article)
        assert article.extractor == EXTRACTOR
        assert article.title == "Tern Bay: the vote"
        assert "“We will not pay,”" in article.text

    def test_plain_text_keeps_its_stars(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text("He *said* so.\n")
        (article,) = read([str(tmp_path / "a.txt")])
        assert isinstance(article, Article)
        assert (article.text, article.extractor) == ("He *said* so.\n", None)
