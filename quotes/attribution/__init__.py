"""Reading -> quotations with speakers, posts and confidence."""
