"""Reading -> quotations with resolved speakers, and the people of the article."""
