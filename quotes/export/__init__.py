"""Quotations in the formats of other programs."""
