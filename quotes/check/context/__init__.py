"""What stands around a quotation and turns what it means."""
