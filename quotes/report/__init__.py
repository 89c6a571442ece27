"""Charts of what the store answers, for articles and slides."""
