"""Article -> :class:`~quotes.reader.reading.Reading`: one pass of one network over the text."""
