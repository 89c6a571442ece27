"""Large selections of quotations, read in order and in chunks."""
