"""Which earlier mention a pronoun or a description points back to: a learned score of pairs."""
