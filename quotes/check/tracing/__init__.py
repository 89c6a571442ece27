"""Where a quotation comes from, and who printed it since."""
