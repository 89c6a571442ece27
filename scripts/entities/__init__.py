"""What people across articles are told apart by, counted and fitted."""
