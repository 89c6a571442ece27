"""Article -> Reading: one pass of the shipped model over a text."""
