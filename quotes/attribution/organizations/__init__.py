"""The organisations of an article: their names in all forms, and the ties between them."""
