"""Who stands where on an issue, and how that changed."""
