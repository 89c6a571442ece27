"""A filled database for what is measured of commands."""

from __future__ import annotations

from tests.cli.conftest import hand_made

__all__ = ["hand_made"]
