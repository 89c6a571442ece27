"""Keeping extractions in a database, and finding them again."""
