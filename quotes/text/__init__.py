"""Computed once over a text: paragraphs, quotation marks, tokens, numbers, spelling."""
