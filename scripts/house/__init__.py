"""Measuring how the package is built: its answers between two commits, its size, its ways."""
