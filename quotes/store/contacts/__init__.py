"""People whom a human listed: put among the people across articles, and kept beside them."""
