"""Training and measuring the model of stance: needs the extra ``train`` and ``../shared/data``."""
