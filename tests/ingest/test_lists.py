from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given as over
from hypothesis import strategies as st

from quotes.errors import IngestError
from quotes.ingest.lists import read_claims
from quotes.types import Claim

FULL = Claim("We will not pay", "Odo Fenwick", date(2026, 3, 2))


def read(tmp_path: Path, name: str, content: str) -> tuple[Claim, ...]:
    path = tmp_path / name
    path.write_text(content)
    return read_claims(str(path))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", "claim,by,on\nWe will not pay,Odo Fenwick,2026-03-02\n"),
        ("a.csv", "Quote;Speaker;Date\nWe will not pay;Odo Fenwick;2 March 2026\n"),
        ("a.tsv", "id\ttext\tby\ton\n7\tWe will not pay\tOdo Fenwick\t2026-03-02\n"),
        ("a.csv", '"on","by","claim"\n"2026-03-02","Odo Fenwick","We will\nnot pay"\n'),
        ("a.jsonl", '{"claim": "We will not pay", "by": "Odo Fenwick", "on": "2026-03-02"}\n'),
        (
            "a.json",
            '[{"quote": "We will not pay", "speaker": "Odo Fenwick", "date": "2026-03-02"}]',
        ),
        (
            "a",
            '{"text": "We will not pay", "speaker": "Odo Fenwick", "date": "2026-03-02", "n": 1}',
        ),
    ],
)
def test_every_shape(tmp_path: Path, name: str, content: str) -> None:
    assert read(tmp_path, name, content) == (FULL,)


def test_only_the_claim_is_needed(tmp_path: Path) -> None:
    assert read(tmp_path, "a.csv", "claim,by\nYes,\n\nNo,Odo\n") == (
        Claim("Yes"),
        Claim("No", "Odo"),
    )


def test_standard_input() -> None:
    assert read_claims("-", io.BytesIO(b'{"claim": "Yes"}')) == (Claim("Yes"),)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.csv", "", "it is empty"),
        ("a.csv", "claim,by\n", "it holds no claim"),
        ("a.csv", "words,by\nYes,Odo\n", "line 1: there is no column claim"),
        ("a.csv", "claim,quote\nYes,No\n", "line 1: the column claim stands there twice"),
        ("a.csv", "claim,by\nYes,Odo\n“…”,Odo\n", "line 3: there is no claim"),
        ("a.csv", "claim,on\nYes,someday\n", "line 2: someday is not a day; write 2026-03-31"),
        ("a.csv", "claim,by\nYes,Odo,more\n", "line 2: it has 3 cells, but there are 2 columns"),
        ("a.jsonl", '{"claim": "Yes"}\n{"claim"\n', "line 2: it is not valid JSON"),
        ("a.jsonl", '{"claim": "Yes"}\n"No"\n', "line 2: a claim has to be a JSON object"),
        ("a.jsonl", '{"claim": 12}', "line 1: its claim is not a text"),
        ("a.json", '[{"claim": "Yes"}, {"by": "Odo"}]', "object 2: there is no claim"),
        ("a.json", "[1, 2", "it is not valid JSON"),
    ],
)
def test_one_sentence_says_what_is_amiss(
    tmp_path: Path, name: str, content: str, reason: str
) -> None:
    with pytest.raises(IngestError) as raised:
        read(tmp_path, name, content)
    assert str(raised.value).startswith(f"{tmp_path / name}: {reason}")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(IngestError, match=r"nothing\.csv: it cannot be read"):
        read_claims(str(tmp_path / "nothing.csv"))


@over(
    st.lists(
        st.tuples(
            st.from_regex(r"[A-Za-z][a-z ]{0,20}[a-z]", fullmatch=True).map(
                lambda text: " ".join(text.split())
            ),
            st.none() | st.sampled_from(["Odo Fenwick", "Ilse Brandvold"]),
            st.none() | st.dates(),
        ),
        min_size=1,
        max_size=5,
    )
)
def test_what_is_written_is_read(claims: list[tuple[str, str | None, date | None]]) -> None:
    lines = [
        json.dumps({"claim": text, "by": by, "on": on.isoformat() if on else None})
        for text, by, on in claims
    ]
    stream = io.BytesIO("\n".join(lines).encode())
    assert read_claims("-", stream) == tuple(Claim(*one) for one in claims)
