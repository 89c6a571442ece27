"""What an article tells of the sources that it does not name."""
