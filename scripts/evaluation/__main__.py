"""Measure the product and write docs/accuracy.md: ``scripts/evaluate [--shared ../shared]``.

The pictures of the page go to docs/images.
Where the shared data is missing, only the figures on tests/gold are printed, and the page stays as
it is. With ``--floor`` the figures become the floor that the tests hold; a lower floor than the one
in tests/floor.json is refused unless ``--lower-floor`` is given.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from quotes.pipeline import Extractor
from scripts.evaluation import altered, checks, floor, page, passages, reliability, shared
from scripts.evaluation.checking import Result as CheckResult
from scripts.evaluation.run import extract
from scripts.evaluation.score import Result, gold_articles, score

PAGE = Path("docs/accuracy.md")
IMAGES = Path("docs/images")


def own_figures() -> Result:
    """The figures on the articles written and marked for this project."""
    gold = gold_articles(Path("tests/gold"))
    paths = [Path("seeds/articles") / f"{Path(doc['doc']).name}.txt" for doc in gold]
    return score(gold, extract(paths))


def checked(folder: Path) -> dict[str, tuple[list[CheckResult], list[CheckResult]]]:
    """The results of each set of claims, and those for which the reader found the quotation."""
    extractor = Extractor.load(vectors=True)
    names = {"shared/gold": "News articles marked by hand, altered"}
    return {
        "The check set": (checks.measured(checks.load(), extractor), []),
        **{
            names.get(name, "Articles written for this project, altered"): altered.measured(
                marks, extractor
            )
            for name, marks in altered.collections(folder).items()
        },
    }


def measured(folder: Path) -> tuple[str, floor.Floor]:
    """The text of the page, and the figures that a floor may hold."""
    own = own_figures()
    sections = [page.own_section(own)]
    small = passages.floor_figures(passages.faults(Extractor.load(vectors=False)))
    sections.append(page.passages_section(small))
    figures = floor.own_floor_figures(own) | small
    if folder.is_dir():
        scorer = shared.polnear_scorer(folder)
        polnear = shared.polnear_figures(shared.polnear_development(folder), scorer)
        claims = checked(folder)
        blind = shared.marked_news(folder / "marked/blind")
        pronouns = shared.pronoun_figures(folder)
        sets = {
            "gold": shared.marked_news(folder / "gold"),
            "marked/train": shared.marked_news(folder / "marked/train"),
            "marked/blind": blind,
            "blind, from PolNeAR": blind.part(shared.from_polnear),
            "blind, from the world": blind.part(lambda doc: not shared.from_polnear(doc)),
        }
        sections += [
            page.news_section(
                {name: shared.news_figures(folder, articles) for name, articles in sets.items()}
            ),
            page.cases_section(
                shared.case_figures(folder, extract(shared.case_paths(folder))), pronouns
            ),
            page.polnear_section(polnear),
            page.place_section(polnear),
            page.damage_section(polnear),
            page.checks_section(claims),
            reliability.section(blind.docs, blind.answers, IMAGES),
        ]
        figures["gap_f1"] = round(pronouns["both"], 1)
        figures |= shared.floor_figures(
            shared.for_the_floor(polnear.gold), shared.for_the_floor(polnear.predicted), scorer
        )
    return page.page(sections), figures


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--floor", action="store_true", help="hold these figures from now on")
    parser.add_argument("--lower-floor", action="store_true", help="even where they are lower")
    args = parser.parse_args()
    text, figures = measured(args.shared)
    print(text, end="")
    if args.shared.is_dir():
        PAGE.write_text(text, "utf8")
    if args.floor or args.lower_floor:
        try:
            floor.write(floor.raised(floor.held(), figures, args.lower_floor))
        except ValueError as error:
            sys.exit(str(error))


if __name__ == "__main__":
    main()
