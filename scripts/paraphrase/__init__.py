"""Training the model that tells whether a claim says what a quotation says in other words."""
