"""Topics that somebody named: finding them in texts, by their words and by their meaning."""
