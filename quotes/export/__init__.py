"""Quotations for other programs."""
