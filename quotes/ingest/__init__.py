"""Bytes -> :class:`~quotes.types.Article`: a registry of readers by ending and content."""
