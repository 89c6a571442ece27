from __future__ import annotations

import io
import json
import re
from itertools import pairwise
from pathlib import Path
from shutil import copy
from typing import Any

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from markdown_it import MarkdownIt

from quotes.report.blocks import Bar, Columns, Outline, Paragraph, Sides, SidesBar, Text
from quotes.report.expert import (
    FORMATS,
    FormatName,
    entry,
    file_name,
    index_file,
    written,
    written_index,
)
from quotes.report.expert_data import ExpertReport
from quotes.report.expert_quotes import web_link
from quotes.report.expert_sections import outline
from quotes.report.html_writer import draw_columns, draw_sides, to_html
from quotes.report.markdown_writer import to_markdown
from quotes.report.word_writer import to_word
from quotes.store.store import Store
from tests.report.experts import HARSH, MADE, harsh, reported

KEYS = {
    "person", "scope", "made", "program", "posts", "quoted", "periods", "outlets", "beside",
    "regular", "topics", "sure_alone", "stances", "reversals", "repeated", "by_others", "not_said",
    "doubts", "quotations", "articles",
}  # fmt: skip


@pytest.fixture
def eve(blank: Path, tmp_path: Path) -> ExpertReport:
    """The report on somebody whose name, words and articles are full of markup."""
    path = Path(copy(blank, tmp_path / "harsh.db"))
    with Store.open(str(path)) as store:
        for extraction in harsh():
            store.add(extraction)
        (found,) = [one for one in store.people(limit=None) if one.name == HARSH]
    return reported(path, found.id, topic="<s>|*toll*")


def page(report: ExpertReport) -> Any:
    return html.document_fromstring(written(report, "html").decode())


def words(node: Any) -> str:
    return " ".join(node.text_content().split())


def test_every_quotation_of_the_page_names_its_source(tolvik: ExpertReport) -> None:
    found = page(tolvik).xpath("//div[@class='quote']")
    assert len(found) > len(tolvik.quotations)
    sources = {f"#source-{number}" for number in range(1, len(tolvik.articles) + 1)}
    ids = {row.id for row in (*tolvik.quotations, *tolvik.by_others)}
    for quote in found:
        (source,) = quote.xpath("p[@class='source']")
        assert quote.xpath("blockquote/p")[0].text_content().strip()
        assert source.xpath("code/text()")[0] in ids
        assert set(source.xpath("a[@class='ref']/@href")) <= sources
        assert source.xpath("a[@class='ref']")


def test_topics_of_a_single_quotation_stand_in_a_line(eve: ExpertReport) -> None:
    shown = to_markdown(outline(eve))
    assert r"Topics of the vocabulary, with one quotation each: \<u\>" in shown


def test_every_row_of_figures_names_its_source(tolvik: ExpertReport) -> None:
    rows = page(tolvik).xpath("//tbody/tr")
    assert rows
    assert all(row.xpath(".//a[@class='ref']") for row in rows)


def test_every_reference_leads_somewhere(tolvik: ExpertReport) -> None:
    made = page(tolvik)
    ids = made.xpath("//@id")
    assert len(ids) == len(set(ids))
    inner = [link for link in made.xpath("//a/@href") if link.startswith("#")]
    assert inner
    assert {link[1:] for link in inner} <= set(ids)
    outer = {link for link in made.xpath("//a/@href") if not link.startswith("#")}
    assert outer == {"https://isle.example.org/harbour"}


def test_the_page_needs_no_network_and_runs_nothing(
    tolvik: ExpertReport, eve: ExpertReport
) -> None:
    for report in (tolvik, eve):
        text = written(report, "html").decode()
        made = html.document_fromstring(text)
        assert not made.xpath("//script | //link | //img | //iframe | //object | //@src | //base")
        assert not made.xpath("//@*[starts-with(name(), 'on')]")
        (style,) = made.xpath("//style/text()")
        assert "url(" not in style
        assert "@import" not in style
        assert all(link.startswith(("#", "https://")) for link in made.xpath("//a/@href"))


def test_the_page_can_be_read_by_a_screen_reader(tolvik: ExpertReport) -> None:
    made = page(tolvik)
    assert made.get("lang") == "en"
    assert made.xpath("//title/text()")[0] == "Maren Tolvik"
    levels = [int(one.tag[1]) for one in made.xpath("//h1 | //h2 | //h3 | //h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
    charts = made.xpath("//*[local-name()='svg']")
    assert len(charts) == 2
    for chart in charts:
        named = chart.get("aria-labelledby").split()
        told = [chart.xpath(f"*[@id='{one}']")[0] for one in named]
        assert [one.tag.rpartition("}")[2] for one in told] == ["title", "desc"]
        assert all(words(one) for one in told)
        assert chart.get("role") == "img"
    for table in made.xpath("//table"):
        assert words(table.xpath("caption")[0])
        assert all(one.get("scope") == "col" for one in table.xpath("thead//th"))
        assert all(row.xpath("th[@scope='row']") for row in table.xpath("tbody/tr"))


def test_sides_and_kinds_are_told_in_words(tolvik: ExpertReport) -> None:
    text = words(page(tolvik).xpath("//section[@aria-labelledby='stances']")[0])
    assert "First support (until 11 January 2025), then oppose (since 1 September 2025)." in text
    assert "▼ oppose towards “the toll”, chance 0.94 · Direct" in text
    every = words(page(tolvik).xpath("//section[@aria-labelledby='quotations']")[0])
    told = (
        "Indirect · as director, Skarholm Harbour Board · unsure (0.30) that the harbour was full"
    )
    assert told in every
    marks = page(tolvik).xpath("//section[@aria-labelledby='stances']//mark/text()")
    assert marks == ["“Good", "“Good", "“Bad"]


def test_contrast_is_enough_for_small_text() -> None:
    style = (Path(__file__).parents[2] / "quotes/report/templates/base.css").read_text()
    colours = dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6});", style))
    for name in ("ink", "faint", "link", "support", "oppose", "neutral"):
        for ground in ("#ffffff", colours["tint"]):
            assert contrast(colours[name], ground) >= 4.5, (name, ground)
    assert contrast(colours["ink"], "#fff0b3") >= 4.5


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG 2.1 counts it."""

    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


def test_json_has_the_keys_that_are_promised(tolvik: ExpertReport) -> None:
    made = json.loads(written(tolvik, "json"))
    assert set(made) == KEYS
    ids = {one["id"] for one in made["articles"]}
    listed = [made["quoted"], *made["outlets"], *made["beside"], *made["topics"]]
    assert all(one["articles"] and set(one["articles"]) <= ids for one in listed)
    quotations = {one["id"] for one in made["quotations"]}
    assert {one for group in made["repeated"] for one in group["quotations"]} <= quotations
    assert made["stances"][0]["held"] == "changed"
    assert made["stances"][0]["standpoints"][0]["quotation"]["article"]["published"] == "2025-01-10"
    assert made["doubts"]["maybe"][0]["other"]["id"] == 3


def test_markdown_shows_the_texts_as_they_are(tolvik: ExpertReport) -> None:
    made = written(tolvik, "md").decode()
    assert made.startswith("# Maren Tolvik\n")
    assert "[What the isle said](<https://isle.example.org/harbour>)" in made
    shown = html.fromstring(MarkdownIt("commonmark").enable("table").render(made))
    assert len(shown.xpath("//blockquote")) > len(tolvik.quotations)
    assert {len(row.xpath("td")) for row in shown.xpath("//table[1]/tbody/tr")} == {4}
    assert len(shown.xpath("//ol/li")) == len(tolvik.articles)


@pytest.mark.parametrize("form", ["md", "html"])
def test_markup_in_names_is_shown_and_does_nothing(eve: ExpertReport, form: FormatName) -> None:
    made = written(eve, form).decode()
    if form == "md":
        made = MarkdownIt("commonmark", {"html": True}).enable("table").render(made)
    shown = html.document_fromstring(made)
    name = " ".join(HARSH.split())
    assert words(shown.xpath("//h1")[0]) == name
    assert not shown.xpath("//script | //b | //i | //u | //s | //img | //em[. = 'Star']")
    assert not [link for link in shown.xpath("//a/@href") if "script" in link]
    text = words(shown)
    assert '“<b>Bold</b> | 1. a *b* _c_ [d](e) `f` & "g" \\ ]]>”' in text
    assert (
        "# A <script>alert(2)</script> | title with lines ![i](http://img.example.org/x.png)"
        in text
    )
    tables = shown.xpath("//table")
    assert tables
    for table in tables:
        widths = {len(row.xpath("th | td")) for row in table.xpath(".//tr")}
        assert len(widths) == 1


def test_word_has_the_texts_and_the_links(tolvik: ExpertReport, eve: ExpertReport) -> None:
    made = docx.Document(io.BytesIO(written(tolvik, "docx")))
    text = "\n".join(line.text for line in made.paragraphs)
    assert "“Bad things come of the toll.”" in text
    assert "5 of the articles" not in text
    assert {line.style.name for line in made.paragraphs} >= {"Title", "Heading 1", "Quote"}
    targets = {one.target_ref for one in made.part.rels.values() if one.is_external}
    assert targets == {"https://isle.example.org/harbour"}
    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    assert "chair, Skarholm Harbour Board" in cells
    harmless = docx.Document(io.BytesIO(written(eve, "docx")))
    assert harmless.paragraphs[0].text == " ".join(HARSH.split())


@settings(max_examples=25)
@given(st.text())
def test_any_text_can_be_written_in_every_format(text: str) -> None:
    line = Paragraph((Text(text), Text(text, "strong"), Text(text, "code")))
    report = Outline(text, (line,), (), line)
    shown = html.document_fromstring(to_html(report))
    assert len(shown.xpath("//main//p")) == 2
    rendered = MarkdownIt("commonmark").render(to_markdown(report))
    assert "<script" not in rendered
    docx.Document(io.BytesIO(to_word(report)))


@given(
    st.text(alphabet="ab *_`#+-=.:0123456789)|<>[]!\\&~", min_size=1).filter(
        lambda text: bool(text.strip())
    )
)
def test_markdown_gives_any_line_back(text: str) -> None:
    made = to_markdown(Outline("t", (Paragraph((Text(text),)),), (), Paragraph((Text("end"),))))
    shown = html.fromstring(f"<div>{MarkdownIt('commonmark').render(made)}</div>")
    assert words(shown.xpath("//p")[0]) == " ".join(text.split())


@given(
    st.text(
        alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Zs", "Zl", "Zp"]),
        max_size=12,
    )
)
def test_only_addresses_of_the_web_become_links(rest: str) -> None:
    assert web_link(f"javascript:{rest}") is None
    assert web_link(f"data:text/html,{rest}") is None
    assert web_link(f"/srv/{rest}") is None
    assert web_link(None) is None
    assert web_link("https://isle.example.org/a b") is None
    assert web_link("https://isle.example.org/a") == "https://isle.example.org/a"


@given(st.lists(st.integers(0, 500), min_size=1, max_size=60))
def test_columns_stay_inside_the_chart(numbers: list[int]) -> None:
    bars = tuple(Bar(f"Jan {place}", number) for place, number in enumerate(numbers))
    drawn = draw_columns(Columns("t", "d", bars))
    assert all(bar.left >= 0 and bar.left + bar.width <= 100 for bar in drawn.bars)
    assert all(0 < bar.top <= drawn.base < drawn.height for bar in drawn.bars)
    assert 1 <= sum(bool(bar.label) for bar in drawn.bars) <= 4


@given(
    st.lists(
        st.tuples(*[st.integers(0, 50)] * 3).filter(any),
        min_size=1,
        max_size=12,
    )
)
def test_sides_stay_inside_the_chart_and_on_their_side(tallies: list[tuple[int, int, int]]) -> None:
    drawn = draw_sides(Sides("t", "d", tuple(SidesBar("toll", *one) for one in tallies)))
    for row, (support, oppose, neutral) in zip(drawn.rows, tallies, strict=True):
        numbers = {part.side: part.number for part in row.parts}
        told = {"support": support, "oppose": oppose, "neutral": neutral}
        assert numbers == {side: number for side, number in told.items() if number}
        for part in row.parts:
            assert part.left >= -0.02
            assert part.left + part.width <= 100.02
            assert part.side != "support" or part.left >= 50
            assert part.side != "oppose" or part.left + part.width <= 50.02
    assert drawn.rows[-1].y < drawn.height


@pytest.mark.parametrize("form", FORMATS)
def test_the_index_leads_to_the_reports(tolvik: ExpertReport, form: FormatName) -> None:
    assert file_name(tolvik, form) == f"maren-tolvik-1.{form}"
    made = written_index([entry(tolvik, form)], form, MADE).decode()
    assert f"maren-tolvik-1.{form}" in made
    assert index_file(form) == {"docx": "index.html"}.get(form, f"index.{form}")


def test_the_name_of_a_file_has_plain_letters_only(eve: ExpertReport) -> None:
    assert re.fullmatch(r"[a-z0-9-]{1,60}-\d+\.html", file_name(eve, "html"))
