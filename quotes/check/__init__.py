"""Did they really say it? Claims, drafts and traces against the stored quotations."""
