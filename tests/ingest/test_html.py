from __future__ import annotations

from datetime import date
from importlib.metadata import version

import pytest

from quotes.errors import IngestError
from quotes.ingest.html import EXTRACTOR, declared_encoding, read_page
from quotes.ingest.metadata import Given

TITLE = "Harbour plan splits Tern Bay"
STORY = (
    "The council of Tern Bay voted on Tuesday to dredge the old harbour, a project that has "
    "divided the town for more than a decade and that will cost 40 million crowns.",
    "“We will not see the herring again if this goes on,” said Odo Fenwick, who has fished here "
    "since 1979. “It is a mistake we will pay for, and our children too.”",
    "The mayor, Ilse Marrow, called the vote of 2019-03-01 a turning point, and said that the "
    "works would begin in June at the latest, whatever the weather does.",
)


def page(*extra: str, head: str = f"<title>{TITLE}</title>", around: str = "") -> str:
    """A page whose article has two paragraphs, then what is ``extra``, then the third."""
    first, second, third = (f"<p>{paragraph}</p>" for paragraph in STORY)
    article = f"<h1>{TITLE}</h1>{first}{second}{''.join(extra)}{third}"
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8">{head}</head>'
        f"<body>{around}<article>{article}</article></body></html>"
    )


def paragraphs(html: str) -> list[str]:
    return read_page(html)[0].split("\n\n")


def test_paragraphs_and_heading_are_parted_by_blank_lines() -> None:
    navigation = '<nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>'
    assert paragraphs(page(around=navigation)) == [TITLE, *STORY]


def test_the_extractor_has_name_and_version() -> None:
    assert f"trafilatura {version('trafilatura')}" == EXTRACTOR


@pytest.mark.parametrize(
    "repeat",
    [
        "<blockquote>“We will not see the herring again if this goes on”</blockquote>",
        '<blockquote class="pull"><p>It is a mistake we will pay for</p></blockquote>',
        "<blockquote><p>“We will not see the herring again … It is a mistake we will pay for”</p>"
        "<cite>Odo Fenwick, skipper</cite></blockquote>",
        '<figure><blockquote><p>"It is a mistake we will pay for"</p></blockquote></figure>',
        '<p class="pullquote">“It is a mistake we will pay for, and our children too.”</p>',
    ],
)
def test_pull_quotes_are_not_kept_twice(repeat: str) -> None:
    assert paragraphs(page(repeat)) == [TITLE, *STORY]


def test_a_block_quote_that_is_part_of_the_text_stays() -> None:
    letter = "No ship of more than ten feet shall enter the harbour while the works go on."
    rule = "Fishing boats of the town, if older than the works, are free of this rule."
    block = f"<blockquote><p>{letter}</p><p>{rule}</p></blockquote>"
    assert paragraphs(page(block)) == [TITLE, *STORY[:2], letter, rule, STORY[2]]


def test_a_short_block_quote_is_no_repeat() -> None:
    assert "We will" in paragraphs(page("<blockquote><p>We will</p></blockquote>"))


def test_the_same_block_quote_twice_is_kept_once() -> None:
    block = "<blockquote>No ship shall enter the harbour while the works go on.</blockquote>"
    kept = paragraphs(page(block, block))
    assert kept.count("No ship shall enter the harbour while the works go on.") == 1


def test_words_in_q_get_their_marks() -> None:
    line = "<p>She called it <q>a turning point for us all</q>, and\n left <em>at once</em>.</p>"
    assert "She called it “a turning point for us all”, and left at once." in paragraphs(page(line))


def test_line_breaks_and_lists_stay_apart() -> None:
    extra = "<p>Two boats:<br>the Gull and the Tern.</p><ul><li>The Gull is old.</li></ul>"
    assert {"Two boats:\nthe Gull and the Tern.", "The Gull is old."} <= set(
        paragraphs(page(extra))
    )


def test_open_graph_and_canonical_link() -> None:
    head = """<title>x</title>
        <meta property="og:title" content="Harbour &amp;amp; plan">
        <meta property="og:site_name" content="The Tern Courier">
        <meta name="author" content="Mara Quill and Tobin Ash">
        <meta property="article:published_time" content="2022-02-03T10:00:00Z">
        <link rel="canonical" href="https://tern.example/harbour">"""
    assert read_page(page(head=head))[1] == Given(
        title="Harbour & plan",
        authors=("Mara Quill", "Tobin Ash"),
        outlet="The Tern Courier",
        published=date(2022, 2, 3),
        url="https://tern.example/harbour",
    )


def test_json_ld_with_damaged_text() -> None:
    head = """<script type="application/ld+json">{"@context": "https://schema.org",
        "@type": "NewsArticle", "headline": "Fenwick&#8217;s harbour â€“ no",
        "author": [{"@type": "Person", "name": "Mara Quill"}],
        "publisher": {"@type": "Organization", "name": "The Tern Courier"},
        "datePublished": "2022-02-03"}</script>"""
    assert read_page(page(head=head))[1] == Given(
        title="Fenwick’s harbour – no",
        authors=("Mara Quill",),
        outlet="The Tern Courier",
        published=date(2022, 2, 3),
    )


def test_a_day_in_a_sentence_is_not_the_day_of_the_page() -> None:
    assert read_page(page())[1] == Given(title=TITLE)


def test_the_credit_in_the_text_names_the_outlet_better_than_the_address() -> None:
    head = '<link rel="canonical" href="https://tern.example/harbour">'
    assert read_page(page(head=head))[1].outlet == "tern.example"
    credit = "<p>This piece is republished from The Gull Post.</p>"
    assert read_page(page(credit, head=head))[1].outlet == "The Gull Post"


def test_xhtml_with_an_xml_declaration() -> None:
    html = '<?xml version="1.0" encoding="utf-8"?>' + page()
    assert read_page(html)[0].endswith(STORY[2])


@pytest.mark.parametrize(
    "html",
    [
        "<html><body></body></html>",
        '<html><body><nav><a href="/">Home</a></nav></body></html>',
        "<p>",
        "<html>" + "<div>" * 20_000,
    ],
)
def test_a_page_without_an_article_is_an_error(html: str) -> None:
    with pytest.raises(IngestError, match="no article text"):
        read_page(html)


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        (b'<meta charset="windows-1252">', "windows-1252"),
        (b"<meta http-equiv=x content='text/html; charset=koi8-r'>", "koi8-r"),
        (b"<?xml version='1.0' encoding='iso-8859-2'?>", "iso-8859-2"),
        (b"<html>", None),
    ],
)
def test_declared_encodings(head: bytes, encoding: str | None) -> None:
    assert declared_encoding(head) == encoding
