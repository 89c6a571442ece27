"""Looking up what a claim may come from, without going through the whole table."""
