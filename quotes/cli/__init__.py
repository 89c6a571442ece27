"""The command line ``quotes``: it asks the other rooms, and alone prints and exits."""

from quotes.cli.app import main

__all__ = ["main"]
