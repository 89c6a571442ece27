"""Everything that is stored on one person, for a report."""
