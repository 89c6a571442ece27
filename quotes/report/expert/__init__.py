"""The report on one person: what the articles show of them, every line with its source."""
