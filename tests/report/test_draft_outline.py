from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from markdown_it import MarkdownIt

from quotes.check.drafts import CheckedDraft, CheckedQuotation, DraftPosition
from quotes.check.results import ContextWarning, Verdict
from quotes.report.draft_outline import draft_outline
from quotes.report.html_writer import to_html
from quotes.report.markdown_writer import to_markdown
from quotes.report.records import draft_record
from quotes.types import Article, Claim, Span
from tests.check.samples import checked, difference, evidence, where

HOSTILE = '<script>alert("x")</script> | *bold* [a](javascript:b) `c`\n# no heading & \x1b[31m'


def made(
    number: int, verdict: Verdict, words: str, *found: object, speaker: str = "Odo Fenwick"
) -> CheckedQuotation:
    claim = Claim(words, speaker)
    return CheckedQuotation(
        number, "direct", words, (Span(0, 5),), DraftPosition(0, 5, number, 2 * number), speaker,
        True, False, checked(verdict, claim, *found, doubts=("It may be a namesake.",)),  # type: ignore[arg-type]
    )  # fmt: skip


def a_draft(title: str = "The vote") -> CheckedDraft:
    claim = "We will gladly pay for three"
    altered = evidence(
        difference("negation", "gladly", "not", claim),
        difference("missing", "", "yachts", claim),
        words=("We will", "pay for three"),
        warnings=(ContextWarning("condition", "Ask", where("Ask"), "It is a condition."),),
    )
    quotations = (
        made(1, "verbatim", "Ask the school.", evidence(words=("Ask the school.",))),
        made(2, "not-found", "Whales sing opera."),
        made(3, "altered", claim, altered, evidence(words=("We will",))),
    )
    return CheckedDraft(
        Article("Words.", "draft.md", title=title, authors=("Jane Doe",)), quotations
    )


def hostile() -> CheckedDraft:
    found = evidence(difference("number", "", "three", ""), words=("three",))
    article = replace(
        found.quotation.article, title=HOSTILE, outlet=HOSTILE, url="https://a.example/>)<b>\n"
    )
    quotation = replace(found.quotation, context=HOSTILE, article=article)
    bad = replace(found, quotation=quotation)
    speaker = replace(quotation.speakers[0], name=HOSTILE)
    bad = replace(bad, quotation=replace(quotation, speakers=(speaker,)))
    one = made(1, "altered", HOSTILE, bad, speaker=HOSTILE)
    one = replace(one, checked=replace(one.checked, why=HOSTILE, doubts=(HOSTILE,)))
    return CheckedDraft(Article("Words.", HOSTILE, title=HOSTILE, authors=(HOSTILE,)), (one,))


def draft_markdown(draft: CheckedDraft) -> str:
    return to_markdown(draft_outline(draft))


def draft_html(draft: CheckedDraft) -> str:
    return to_html(draft_outline(draft))


class Page(HTMLParser):
    """The tags of a page that are open at its end, all tags met, their links and the words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.stack: list[str] = []
        self.tags: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.words = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        said = dict(attrs)
        self.links += [said[key] or "" for key in ("href", "src") if key in said]
        self.ids += [said["id"] or ""] if "id" in said else []
        if tag not in ("meta", "link", "br"):
            self.stack.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.stack.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data


class TestMarkdown:
    def test_what_needs_work_comes_first(self) -> None:
        report = draft_markdown(a_draft())
        assert re.findall(r"^(?:# |## |### )(.*)$", report, re.MULTILINE) == [
            "Before publication: The vote",
            "To be corrected (1)",
            "3. Altered: line 6, Odo Fenwick",
            "To be looked at (1)",
            "2. Not found: line 4, Odo Fenwick",
            "As in the archive (1)",
            "1. Verbatim: line 2, Odo Fenwick",
        ]
        assert "**1 quotation is altered or under another name.**" in report
        assert "3 quotations: 1 verbatim, 1 altered, 1 not found." in report

    def test_words_changed_and_marked(self) -> None:
        report = draft_markdown(a_draft())
        assert "We will ~~not~~ **gladly** pay for three ~~yachts~~" in report
        assert (
            "> “**We will** not **pay for three** yachts,” said Odo Fenwick. “*Ask* the" in report
        )
        assert "[Tern Courier, 2026-03-02, Council votes](<https://tern.example/vote>)" in report
        assert "It may be a namesake." in report
        assert "It is a condition." in report

    def test_what_was_searched(self) -> None:
        assert (
            "Searched: 80 quotations in 12 articles of 3 outlets, 2026-01-05 to 2026-03-02. "
            "Not found never means false." in draft_markdown(a_draft())
        )

    def test_no_quotation(self) -> None:
        report = draft_markdown(replace(a_draft(), quotations=()))
        assert (
            report == "# Before publication: The vote\n\n**No quotation was found in the draft.**\n"
        )

    def test_hostile_texts_are_words(self) -> None:
        report = draft_markdown(hostile())
        page = Page(MarkdownIt("commonmark").render(report))
        assert "script" not in page.tags
        assert page.tags.count("h1") == 1
        assert set(page.links) == {"https://a.example/%3E%29%3Cb%3E%0A"}
        assert "\x1b" not in report
        assert '<script>alert("x")</script> | *bold* [a](javascript:b)' in page.words


class TestHtml:
    def test_it_is_one_well_formed_page_without_network(self) -> None:
        html = draft_html(a_draft())
        page = Page(html)
        assert page.stack == []
        assert not {"script", "link", "img", "iframe"} & set(page.tags)
        assert all(link.startswith(("#", "https://tern.example/")) for link in page.links)
        assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)
        assert "url(" not in html
        assert "@import" not in html

    def test_the_difference_is_told_to_eyes_and_ears(self) -> None:
        html = draft_html(a_draft())
        assert '<del><span class="heard">[left out: </span>not<span' in html
        assert '<ins><span class="heard">[put in: </span>gladly<span' in html
        words = " ".join(Page(html).words.split())
        assert "We will [left out: not] [put in: gladly] pay for three [left out: yachts]" in words
        assert "<mark>We will</mark> not <mark>pay for three</mark> yachts" in html
        assert '<span class="guard">Ask</span>' in html

    def test_headings_do_not_skip_a_level(self) -> None:
        levels = [int(tag[1]) for tag in Page(draft_html(a_draft())).tags if re.match(r"h\d", tag)]
        assert levels[0] == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))

    def test_verdicts_are_words(self) -> None:
        words = Page(draft_html(a_draft())).words
        for verdict in ("altered", "not found", "verbatim"):
            assert verdict in words
        assert "Not found never means false." in words

    def test_no_quotation(self) -> None:
        assert "No quotation was found" in draft_html(replace(a_draft(), quotations=()))

    def test_hostile_texts_are_words(self) -> None:
        page = Page(draft_html(hostile()))
        assert page.stack == []
        assert "script" not in page.tags
        assert all(link.startswith(("#", "https://a.example/")) for link in page.links)

    @pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///a", None])
    def test_only_addresses_of_the_web_are_links(self, url: str | None) -> None:
        found = evidence(words=("We will",))
        article = replace(found.quotation.article, url=url)
        found = replace(found, quotation=replace(found.quotation, article=article))
        draft = CheckedDraft(Article("Words.", "-"), (made(1, "verbatim", "We will", found),))
        assert all(link.startswith("#") for link in Page(draft_html(draft)).links)
        assert "](" not in draft_markdown(draft)


class TestRecord:
    def test_the_contract(self) -> None:
        record = json.loads(json.dumps(draft_record(a_draft())))
        assert record["failed"] is True
        assert record["counts"] == {"verbatim": 1, "altered": 1, "not-found": 1}
        assert record["draft"]["title"] == "The vote"
        one = record["quotations"][2]
        assert (one["claim"], one["by"]) == ("We will gladly pay for three", "Odo Fenwick")
        assert (one["verdict"], one["standing"], one["line"]) == ("altered", "wrong", 6)
        first = one["evidence"][0]
        assert {
            "quote", "article", "speaker", "start", "end", "similarity", "difference",
        } <= first.keys()  # fmt: skip
        assert first["difference"][0]["kind"] == "negation"
        assert set(one["searched"]) == {
            "articles", "outlets", "quotations", "by_person", "from", "to",
        }  # fmt: skip
