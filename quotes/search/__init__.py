"""Which quotations fit a query, and which ones a claim may come from."""
