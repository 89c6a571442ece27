"""What people are, where, and since when: roles, organisations, units and status."""
