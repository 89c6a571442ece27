"""The curated topics of an archive and the topics that its quotations have."""
