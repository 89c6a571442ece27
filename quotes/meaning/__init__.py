"""What a quotation is about and which side it takes: phrases, topics, stances, vectors."""
