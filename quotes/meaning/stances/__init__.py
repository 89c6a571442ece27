"""Which side a quotation takes: candidates, a model, and what of its answer is told."""
