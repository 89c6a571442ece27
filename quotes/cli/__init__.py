"""The command line ``quotes``: it asks the other rooms, and alone prints and exits."""

from __future__ import annotations

import io
import logging
import sys


def main() -> None:
    """Run the command line of this process and end it with the exit code.

    Output is UTF-8 on every system; what UTF-8 cannot hold (half a surrogate pair out of broken
    JSON) is written as a backslash escape.
    """
    if sys.stdout is None:  # as under `>&-`; the next file that is opened would take its place
        sys.exit("quotes: standard output is closed; open it, or send it to a file.")
    try:
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")
        logging.basicConfig(level=logging.ERROR, format="%(levelname)s %(name)s: %(message)s")

        from quotes.cli.app import app

        app(prog_name="quotes")
    except KeyboardInterrupt:
        sys.exit(130)
