"""Charts as files: PNG, SVG, or an HTML page that needs no network."""

from __future__ import annotations

import html
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from quotes.errors import QuotesError, UsageError

FORMATS = (".png", ".svg", ".html")
LIBRARIES = ("altair", "vl_convert")
_PNG_SCALE = 2.0
_CONFIG: dict[str, Any] = {
    "background": "white",
    "padding": 16,
    "font": "Liberation Sans, Arial, Helvetica, sans-serif",
    "view": {"stroke": None},
    "axis": {
        "labelFontSize": 13,
        "titleFontSize": 13,
        "labelColor": "#222",
        "gridColor": "#e2e2e2",
    },
    "legend": {"labelFontSize": 13, "titleFontSize": 13, "orient": "top", "symbolSize": 140},
    "title": {"fontSize": 18, "subtitleFontSize": 13, "anchor": "start", "subtitleColor": "#444"},
    "header": {"labelFontSize": 14, "titleFontSize": 13, "labelFontWeight": "bold"},
}
_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ margin: 2rem; font-family: sans-serif; color: #222; }}
figure {{ margin: 0; }}
figcaption {{ max-width: 60rem; margin-top: 1rem; line-height: 1.5; }}
svg {{ max-width: 100%; height: auto; }}
</style>
</head>
<body>
<figure>
{picture}
<figcaption>{description}</figcaption>
</figure>
</body>
</html>
"""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart as a Vega-Lite specification, with its title and what it shows in words."""

    spec: dict[str, Any]
    title: str
    description: str


def check(path: Path) -> None:
    """Check that a chart could be drawn into this file.

    :raises UsageError: the file has another ending than those of :data:`FORMATS`.
    :raises QuotesError: a library is missing, or there is no such folder.
    """
    if path.suffix.lower() not in FORMATS:
        raise UsageError(f"{path} has to end in .png, .svg or .html; name the chart so.")
    if any(find_spec(library) is None for library in LIBRARIES):
        raise QuotesError(
            "Charts need two more libraries; run `pip install altair vl-convert-python`."
        )
    if not path.parent.is_dir():
        raise QuotesError(f"The folder {path.parent} does not exist; make it first.")


def draw(drawing: Drawing, path: Path) -> None:
    """Draw into a file, as its ending says; see :func:`check`."""
    import vl_convert

    spec = {**drawing.spec, "config": _CONFIG, "description": drawing.description}
    if path.suffix.lower() == ".png":
        path.write_bytes(vl_convert.vegalite_to_png(spec, scale=_PNG_SCALE))
        return
    picture = _described(vl_convert.vegalite_to_svg(spec), drawing)
    if path.suffix.lower() == ".svg":
        path.write_text(picture, encoding="utf-8")
        return
    page = _PAGE.format(
        title=html.escape(drawing.title),
        picture=picture,
        description=html.escape(drawing.description),
    )
    path.write_text(page, encoding="utf-8")


def _described(picture: str, drawing: Drawing) -> str:
    """The SVG with its title and description in it, where screen readers look for them."""
    title, description = html.escape(drawing.title), html.escape(drawing.description)
    opening, rest = picture.split(">", 1)
    return (
        f'{opening} role="img" aria-labelledby="title description">'
        f'<title id="title">{title}</title><desc id="description">{description}</desc>{rest}'
    )
