"""How fast it is and how much memory it takes, beside a spaCy pipeline in the same run."""
