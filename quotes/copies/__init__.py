"""Which articles are copies of others."""
