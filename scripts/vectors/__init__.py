"""The model that makes vectors of quotations, exported as it is published."""
