from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.errors import IngestError
from quotes.ingest.encoding import decode, refuse_binary

TALE = (
    "“We won’t see the herring again,” said Odo Fenwick — the skipper.\r\n"
    "It’s a mistake: the café owner José agreed, and paid £40.\r\n"
)
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1)


@given(TEXTS.filter(lambda text: not text.startswith("\ufeff")))
def test_utf8_comes_back_unchanged(text: str) -> None:
    assert decode(text.encode("utf-8")) == text


@given(TEXTS.filter(lambda text: not text.startswith("\ufeff")))
def test_a_byte_order_mark_is_believed(text: str) -> None:
    for encoding in ("utf-8-sig", "utf-16", "utf-32"):
        assert decode(text.encode(encoding)) == text


@given(st.binary(max_size=300))
def test_any_bytes_are_text_without_nul_or_an_ingest_error(data: bytes) -> None:
    try:
        assert "\x00" not in decode(data)
    except IngestError:
        assert data.strip() == b"" or not data.isascii() or b"\x00" in data


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "utf-16-le", "utf-16-be"])
def test_curly_quotes_and_line_ends_survive(encoding: str) -> None:
    assert decode(TALE.encode(encoding)) == TALE


def test_latin_1() -> None:
    text = "The café owner José agreed, for £40 million in all, that it was naïve.\n" * 3
    assert decode(text.encode("latin-1")) == text


def test_polish_is_not_taken_for_western() -> None:
    text = "Zażółć gęślą jaźń, powiedział premier. „Nie wiem” — odparł Łukasz Wiśniewski."
    assert decode(text.encode("cp1250")) == text


def test_a_declared_encoding_is_used_where_utf8_fails() -> None:
    text = "Мы больше не увидим сельдь, сказал рыбак."
    assert decode(text.encode("koi8-r"), "koi8-r") == text
    assert decode(text.encode("utf-8"), "koi8-r") == text


def test_an_unknown_declared_encoding_is_passed_over() -> None:
    assert decode(TALE.encode("cp1252"), "no-such-thing") == TALE


def test_a_stray_byte_in_utf8_is_replaced_alone() -> None:
    assert decode("“Ja” — naïve café".encode() + b" \x93") == "“Ja” — naïve café \ufffd"


@pytest.mark.parametrize(
    "data",
    [b"ab\x00cd" * 20, random.Random(7).randbytes(4000)],
    ids=["nul", "noise"],
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(IngestError, match="not text"):
        decode(data)


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"%PDF-1.7\n", "PDF"),
        (b"PK\x03\x04rest", "ZIP"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"{\\rtf1", "RTF"),
        (b"SQLite format 3\x00", "SQLite"),
    ],
)
def test_known_kinds_of_files_are_named(head: bytes, kind: str) -> None:
    with pytest.raises(IngestError, match=kind):
        refuse_binary(head)


def test_text_is_not_refused() -> None:
    refuse_binary(TALE.encode())
