"""How each sort of result is written: as JSON, as CSV, and for people."""
