"""What an editor reads: reports on experts and on checked drafts, in several formats."""
