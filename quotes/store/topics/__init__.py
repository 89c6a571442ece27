"""Topics of stored quotations: the curated vocabulary, what it finds, what humans decide."""
