"""The words of a claim beside the words of a quotation."""
