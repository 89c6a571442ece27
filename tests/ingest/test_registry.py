from __future__ import annotations

import io
import json
import os
import socket
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given as over
from hypothesis import strategies as st

from quotes.ingest.json_records import numbered_lines
from quotes.ingest.metadata import Failure, Given
from quotes.ingest.registry import FORMATS, Format, Source, read
from quotes.types import Article

STORY = "The council voted.\r\n\r\n“No,” said Odo Fenwick.\n"
PAGE = (
    "<!DOCTYPE html><html><head><title>Harbour plan</title></head><body><article>"
    "<p>The council of Tern Bay voted on Tuesday to dredge the old harbour at last.</p>"
    "<p>“It is a mistake,” said Odo Fenwick, who has fished there since he was ten.</p>"
    "</article></body></html>"
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def piped(data: bytes) -> list[Article | Failure]:
    return list(read(["-"], stdin=io.BytesIO(data)))


def outcome(path: str) -> list[str]:
    """Texts of the articles, and the reasons of the failures after "source: "."""
    return [
        found.text if isinstance(found, Article) else f"{found.source}: {found.reason}"
        for found in read([path])
    ]


def sizeable(path: Path, head: bytes, size: int, tail: bytes = b"") -> None:
    with path.open("wb") as file:
        file.write(head)
        for _ in range(size // 1_000_000):
            file.write(b"a" * 1_000_000)
        file.write(tail)


class TestText:
    def test_it_is_stored_as_it_came(self, folder: Path) -> None:
        (folder / "a.txt").write_bytes(STORY.encode("cp1252"))
        assert list(read(["a.txt"])) == [Article(text=STORY, source="a.txt")]

    def test_what_it_shows_and_what_is_given(self, folder: Path) -> None:
        (folder / "a.md").write_text(f"Harbour plan\nBy Jane Doe\n2022-02-03\n\n{STORY}")
        (article,) = read(["a.md"], Given(title="Mine", outlet="The Tern Courier"))
        assert isinstance(article, Article)
        assert (article.title, article.authors) == ("Mine", ("Jane Doe",))
        assert (article.outlet, article.published) == ("The Tern Courier", date(2022, 2, 3))

    @pytest.mark.parametrize(
        ("data", "reason"),
        [
            (b"", "it is empty"),
            (b" \r\n\t\n", "it holds nothing but white space"),
            (b"%PDF-1.7\n...", "it is a PDF document, not text: save its text and read that"),
            (b"ab\x00\x01" * 50, "it is not text"),
        ],
    )
    def test_what_is_no_article(self, folder: Path, data: bytes, reason: str) -> None:
        (folder / "a.txt").write_bytes(data)
        assert outcome("a.txt") == [f"a.txt: {reason}"]

    def test_a_line_of_fifty_megabytes_is_refused(self, folder: Path) -> None:
        sizeable(folder / "a.txt", b"", 50_000_000)
        assert outcome("a.txt") == ["a.txt: it is larger than 20 MB, too large for one article"]

    def test_more_characters_than_an_article_has(self, folder: Path) -> None:
        sizeable(folder / "a.txt", b"", 6_000_000)
        assert outcome("a.txt") == ["a.txt: its text is longer than 5,000,000 characters"]


class TestPage:
    def test_it_has_an_extractor(self, folder: Path) -> None:
        (folder / "a.htm").write_text(PAGE)
        (article,) = read(["a.htm"], Given(url="https://tern.example/a"))
        assert isinstance(article, Article)
        assert article.title == "Harbour plan"
        assert article.url == "https://tern.example/a"
        assert article.extractor is not None
        assert article.extractor.startswith("trafilatura ")
        assert "\n\n“It is a mistake,” said" in article.text

    def test_a_declared_encoding(self, folder: Path) -> None:
        html = PAGE.replace("<head>", '<head><meta charset="windows-1251">')
        (folder / "a.html").write_bytes(html.replace("Odo", "Одо").encode("cp1251"))
        assert "said Одо Fenwick" in outcome("a.html")[0]

    def test_a_huge_page_is_refused(self, folder: Path) -> None:
        sizeable(folder / "a.html", b"<p>", 12_000_000)
        assert outcome("a.html") == ["a.html: it is larger than 10 MB, too large for one article"]


class TestJson:
    def test_a_record_says_everything(self, folder: Path) -> None:
        record = {
            "text": STORY,
            "title": "Harbour &amp; plan",
            "url": "https://tern.example/a",
            "published": "2022-02-03T10:00:00Z",
            "authors": "Jane Doe and John Roe",
            "outlet": "The Tern Courier",
        }
        (folder / "a.jsonl").write_text(json.dumps(record))
        assert list(read(["a.jsonl"])) == [
            Article(
                text=STORY,
                source="a.jsonl:1",
                title="Harbour & plan",
                authors=("Jane Doe", "John Roe"),
                outlet="The Tern Courier",
                published=date(2022, 2, 3),
                url="https://tern.example/a",
            )
        ]

    def test_a_bad_line_does_not_stop_the_rest(self, folder: Path) -> None:
        lines = [
            b'\xef\xbb\xbf{"text": "one"}',
            b"",
            b"nope",
            b'{"title": "x"}',
            b'{"text": 5}',
            b"[1]",
            b'{"text": "\\u0000"}',
            b'{"text": " ", "html": ""}',
            b'{"html": "<p>"}',
            b'"\xff"',
            b"[" * 100_000,
            b'{"text": "half \\ud800"}\r',
        ]
        (folder / "a.ndjson").write_bytes(b"\n".join(lines))
        assert outcome("a.ndjson") == [
            "one",
            "a.ndjson:3: it is not valid JSON: Expecting value at column 1",
            "a.ndjson:4: it has neither text nor html",
            "a.ndjson:5: its text is not a string",
            "a.ndjson:6: it is not a JSON object with a text or html key",
            "a.ndjson:7: it holds NUL characters, so it is not text",
            "a.ndjson:8: it has neither text nor html",
            "a.ndjson:9: no article text was found in the page",
            "a.ndjson:10: it is not valid JSON: it is not UTF-8",
            "a.ndjson:11: it is not valid JSON: it is nested too deeply",
            "half \ufffd",
        ]

    def test_a_line_of_fifty_megabytes_is_passed_over(self, folder: Path) -> None:
        sizeable(folder / "a.jsonl", b'{"text": "', 50_000_000, b'"}\n{"text": "after"}\n')
        assert outcome("a.jsonl") == ["a.jsonl:1: the line is longer than 20 MB", "after"]

    def test_a_document_is_an_object_or_an_array(self, folder: Path) -> None:
        (folder / "one.json").write_text('{\n  "text": "one"\n}')
        (folder / "two.json").write_text('[{"text": "one"}, 5, {"text": "three"}]')
        (folder / "lines.json").write_text('{"text": "one"}\n{"text": "two"}\n')
        assert outcome("one.json") == ["one"]
        assert outcome("two.json") == [
            "one",
            "two.json:2: it is not a JSON object with a text or html key",
            "three",
        ]
        assert outcome("lines.json") == ["one", "two"]

    @pytest.mark.parametrize(
        ("text", "reason"),
        [
            ('{"text": ', "it is not valid JSON: Expecting value at column 10"),
            ('{\n"text": }', "it is not valid JSON: Expecting value at line 2, column 9"),
            ("5", "it is not a JSON object with a text or html key"),
            ("[]", "it is an empty array"),
        ],
    )
    def test_wrong_json(self, folder: Path, text: str, reason: str) -> None:
        (folder / "a.json").write_text(text)
        assert outcome("a.json") == [f"a.json: {reason}"]

    def test_metadata_of_the_wrong_kind_is_left_out(self, folder: Path) -> None:
        record = {"text": STORY, "title": 5, "authors": [{"name": "Jane Doe"}, 7], "published": 3}
        (folder / "a.json").write_text(json.dumps(record))
        (article,) = read(["a.json"])
        assert article == Article(text=STORY, source="a.json", authors=("Jane Doe",))

    def test_only_blank_lines(self, folder: Path) -> None:
        (folder / "a.jsonl").write_text("\n\n")
        assert outcome("a.jsonl") == ["a.jsonl: it is empty"]

    @over(st.lists(st.binary(max_size=20).map(lambda b: b.replace(b"\n", b""))), st.integers(1, 9))
    def test_lines_do_not_depend_on_the_chunks(self, lines: list[bytes], size: int) -> None:
        data = b"\n".join(lines)
        chunks = [data[start : start + size] for start in range(0, len(data), size)]
        wanted = [(n, line) for n, line in enumerate(lines, start=1) if line.strip()]
        assert list(numbered_lines(chunks)) == wanted


class TestFolder:
    def test_it_is_walked_in_order_without_hidden_files(self, folder: Path) -> None:
        for name in ("b.txt", "a/z.TXT", ".h.txt", ".git/a.txt", "a/x.png", "a/y.html", "c.json"):
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_text(
                {".html": PAGE, ".json": '{"text": "c"}'}.get(name[-5:], "b")
            )
        (folder / "a" / "loop").symlink_to(folder)
        sources = [found.source for found in read([str(folder)])]
        assert sources == [
            str(folder / name) for name in ("b.txt", "c.json", "a/y.html", "a/z.TXT")
        ]

    def test_without_readable_files(self, folder: Path) -> None:
        (folder / "a.png").write_bytes(b"")
        assert outcome(".") == [".: the folder holds no text, Markdown, Word, HTML or JSON file"]

    def test_a_name_that_is_not_utf8(self, folder: Path) -> None:
        Path(os.fsdecode(os.fsencode(folder) + b"/\xff.txt")).write_text("text")
        (article,) = read([str(folder)])
        assert article.source == str(folder / "\ufffd.txt")


class TestUnreadable:
    def test_missing_looping_and_broken_paths(self, folder: Path) -> None:
        (folder / "self.txt").symlink_to("self.txt")
        (folder / "gone.txt").symlink_to("nowhere")
        assert outcome("none.txt") == ["none.txt: it cannot be read: no such file or directory"]
        assert outcome("gone.txt") == ["gone.txt: it cannot be read: no such file or directory"]
        assert outcome("self.txt") == [
            "self.txt: it cannot be read: too many levels of symbolic links"
        ]
        assert outcome("a\0b") == ["a\0b: it is not a path"]
        assert outcome("") == [": it is not a path"]

    @pytest.mark.usefixtures("folder")
    def test_a_file_that_cannot_be_opened(self) -> None:
        with socket.socket(socket.AF_UNIX) as server:
            server.bind("a.txt")
            assert outcome("a.txt") == ["a.txt: it cannot be read: no such device or address"]

    @pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
    def test_a_file_without_permission(self, folder: Path) -> None:
        (folder / "a.txt").write_text("text")
        (folder / "a.txt").chmod(0)
        assert outcome("a.txt") == ["a.txt: it cannot be read: permission denied"]

    def test_the_rest_goes_on(self, folder: Path) -> None:
        (folder / "a.txt").write_text("text")
        assert [type(found) for found in read(["none", "a.txt"])] == [Failure, Article]

    def test_a_stream_that_breaks(self) -> None:
        class Broken(io.BytesIO):
            def read(self, _size: int | None = -1, /) -> bytes:
                raise OSError(5, "Input/output error")

        assert list(read(["-"], stdin=Broken())) == [
            Failure("-", "it cannot be read: input/output error")
        ]


class TestStandardInput:
    @pytest.mark.parametrize(
        ("data", "sources"),
        [
            (STORY.encode(), ["-"]),
            (STORY.encode("utf-16"), ["-"]),
            (PAGE.encode(), ["-"]),
            (b'\n{"text": "one"}\n{"text": "two"}\n', ["-:2", "-:3"]),
            (b'{"text": "one"}', ["-:1"]),
            (b'[{"text": "one"}, {"text": "two"}]', ["-:1", "-:2"]),
            (b'{\n  "text": "one"\n}\n', ["-"]),
            (b"[Updated] The council voted.", ["-"]),
            (b"{Updated} The council voted.", ["-"]),
        ],
    )
    def test_it_is_told_by_its_first_bytes(self, data: bytes, sources: list[str]) -> None:
        found = piped(data)
        assert [article.source for article in found] == sources
        assert all(isinstance(article, Article) for article in found)

    def test_a_line_longer_than_the_first_look(self) -> None:
        line = json.dumps({"text": "word " * 5000}).encode()
        assert [article.source for article in piped(line + b"\n" + line)] == ["-:1", "-:2"]

    def test_nothing(self) -> None:
        assert piped(b"") == [Failure("-", "it is empty")]

    def test_the_process_has_a_standard_input(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(STORY.encode())))
        assert list(read(["-"])) == [Article(text=STORY, source="-")]
        monkeypatch.setattr("sys.stdin", None)
        assert list(read(["-"])) == [Failure("-", "there is no standard input")]

    def test_articles_come_one_at_a_time(self) -> None:
        class Endless(io.BytesIO):
            def read(self, _size: int | None = -1, /) -> bytes:
                return b'{"text": "again"}\n' * 100

        articles: Iterator[Article | Failure] = read(["-"], stdin=Endless())
        assert [next(articles).source for _ in range(1000)][-1] == "-:1000"


def test_a_format_is_added_in_one_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def read_shouts(source: Source) -> Iterator[Article]:
        yield Article(source.whole().decode().removeprefix("!!").lower(), source.name)

    shouts = Format("shout", (".shout",), read_shouts, lambda head, _: head.startswith(b"!!"))
    monkeypatch.setattr("quotes.ingest.registry.FORMATS", (shouts, *FORMATS))
    for name in ("a.shout", "b"):
        (tmp_path / name).write_text("!!WE SAIL")
        (article,) = read([str(tmp_path / name)])
        assert isinstance(article, Article)
        assert article.text == "we sail"
    (found,) = read([str(tmp_path)])
    assert isinstance(found, Article)
    assert found.source.endswith("a.shout")


def test_no_two_formats_share_an_ending() -> None:
    endings = [ending for known in FORMATS for ending in known.endings]
    assert len(endings) == len(set(endings))
    assert all(ending.startswith(".") and ending == ending.lower() for ending in endings)
