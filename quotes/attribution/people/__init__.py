"""The people of an article: their names in all forms, gathered into persons."""
