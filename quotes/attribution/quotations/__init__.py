"""Which pieces of a text are one quotation, by which cue and source."""
