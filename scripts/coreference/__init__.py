"""Training and measuring the score of antecedents (``quotes.attribution.coreference``)."""
