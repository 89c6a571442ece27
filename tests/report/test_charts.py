from __future__ import annotations

import subprocess
import sys
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from pathlib import Path
from shutil import copy

import pytest

from quotes.errors import QuotesError, UsageError
from quotes.report import drawing as drawing_module
from quotes.report.charts import comparison_chart, timeline_chart
from quotes.report.drawing import Drawing, check, draw
from quotes.report.wording import label
from quotes.stances.standpoints import StanceQuery
from quotes.store.store import Store
from tests.stances.made import island, said, side

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def isle(blank: Path, tmp_path_factory: pytest.TempPathFactory) -> Store:
    store = Store.open(str(copy(blank, tmp_path_factory.mktemp("charts") / "isle.db")))
    for extraction in island():
        store.add(extraction)
    return store


@pytest.fixture(scope="module")
def drawing(isle: Store) -> Drawing:
    (timeline,) = isle.timelines("Brink", StanceQuery())
    return timeline_chart(timeline)


def texts(path: Path) -> list[str]:
    """The words that stand in an SVG file."""
    return [text for node in ET.parse(path).iter(f"{SVG}text") for text in node.itertext()]


def test_a_timeline_in_words(drawing: Drawing) -> None:
    assert drawing.description == (
        "Sides taken by Ada Brink, by month: support 2, oppose 1, neutral 1, undated and not "
        "drawn 1, reversals (dashed lines) 1. 2025-01: support 1. 2025-05: support 1. "
        "2025-06: oppose 1. Reversal on tolls: support on 2025-01-10, oppose on 2025-06-02."
    )


def test_a_timeline_as_svg(drawing: Drawing, tmp_path: Path) -> None:
    path = tmp_path / "ada.SVG"
    draw(drawing, path)
    assert {"Ada Brink", "toll", "bridges", "support", "oppose"} <= set(texts(path))
    root = ET.parse(path).getroot()
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}desc") == drawing.description


def test_a_timeline_as_png(drawing: Drawing, tmp_path: Path) -> None:
    path = tmp_path / "ada.png"
    draw(drawing, path)
    header = path.read_bytes()[:24]
    assert header.startswith(b"\x89PNG")
    assert int.from_bytes(header[16:20], "big") > 1200


def test_a_page_needs_no_network(drawing: Drawing, tmp_path: Path) -> None:
    path = tmp_path / "ada.html"
    draw(drawing, path)
    outside: list[str] = []

    class Links(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            outside.extend(value or "" for name, value in attrs if name in ("src", "href"))
            outside.extend([tag] if tag in ("script", "link", "iframe") else [])

    page = path.read_text(encoding="utf-8")
    Links().feed(page)
    assert outside == []
    assert f"<figcaption>{drawing.description}</figcaption>" in page


def test_what_is_drawn_is_no_markup(store: Store, tmp_path: Path) -> None:
    store.add(said("Ada <b>Brink</b>", "x & y", side("support", "<i>toll</i>"), on="2025-01-01"))
    (timeline,) = store.timelines("Brink", StanceQuery())
    for name in ("a.svg", "a.html"):
        draw(timeline_chart(timeline), tmp_path / name)
        assert "<i>" not in (tmp_path / name).read_text(encoding="utf-8")
    assert "Ada <b>Brink</b>" in texts(tmp_path / "a.svg")


def test_two_people_as_svg(isle: Store, tmp_path: Path) -> None:
    (ada,), (ben,) = isle.person("Ada Brink"), isle.person("Ben Caro")
    both = comparison_chart(isle.compare(ada, ben, StanceQuery()))
    assert both.description == (
        "Ada Brink and Ben Caro, side by side. toll: Ada Brink support 1, oppose 1, neutral 1; "
        "Ben Caro oppose 1. bridge: Ada Brink support 1; Ben Caro support 1."
    )
    path = tmp_path / "both.svg"
    draw(both, path)
    assert {"Ada Brink", "Ben Caro", "toll", "bridge", "they agree"} <= set(texts(path))
    draw(comparison_chart(isle.compare(ada, ben, StanceQuery("toll"))), path)
    assert "Ada Brink and Ben Caro on toll" in texts(path)


def test_many_subjects_and_long_ones_fit(store: Store, tmp_path: Path) -> None:
    for number in range(14):
        target = f"the very long and winding name of the bridge number {number}"
        store.add(
            said(
                "Ada Brink",
                f"Nr {number}.",
                side("support", target),
                on=f"2025-{number % 12 + 1:02}-03",
            )
        )
    people = store.people()
    (timeline,) = store.timelines(str(people[0].id), StanceQuery())
    path = tmp_path / "many.svg"
    draw(timeline_chart(timeline), path)
    lanes = [text for text in texts(path) if text.startswith("very long")]
    assert len(lanes) <= 12
    assert max(map(len, lanes)) <= 44


def test_a_reversal_stands_on_the_row_of_its_subject(store: Store) -> None:
    ada = {"role": "mayor", "at": "Skarholm Council"}
    bridges = side("oppose", "bridges")
    store.add(said("Ada Brink", "We will.", side("support"), bridges, on="2025-01-10", **ada))
    store.add(said("Ada Brink", "We will not.", side("oppose"), bridges, on="2025-06-02", **ada))
    (timeline,) = store.timelines("Brink", StanceQuery())
    assert [pair.subject for pair in timeline.reversals] == ["toll"]
    lines = timeline_chart(timeline).spec["vconcat"][1]["layer"][0]
    rows = timeline_chart(timeline).spec["datasets"][lines["data"]["name"]]
    assert rows == [{"lane": "toll", "day": "2025-01-10", "end": "2025-06-02"}]


def test_labels_are_cut() -> None:
    assert label(" the\ntoll ") == "the toll"
    assert len(label("toll " * 20)) <= 44
    assert label("toll " * 20).endswith("…")


def test_what_cannot_be_drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    check(tmp_path / "a.png")
    with pytest.raises(UsageError, match=r"has to end in \.png, \.svg or \.html"):
        check(tmp_path / "a.gif")
    with pytest.raises(QuotesError, match=r"folder .* does not exist"):
        check(tmp_path / "none" / "a.png")
    monkeypatch.setattr(drawing_module, "LIBRARIES", ("no_such_library",))
    with pytest.raises(QuotesError, match="pip install altair vl-convert-python"):
        check(tmp_path / "a.png")


def test_pages_and_the_check_need_no_library_of_charts() -> None:
    code = (
        "import sys; sys.modules['altair'] = None; "
        "import quotes.report.html_writer, quotes.report.drawing, quotes.report.expert"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
