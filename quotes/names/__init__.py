"""Names of people and of organisations: parsed, normalised and matched, here and nowhere else."""
