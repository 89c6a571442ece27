"""From the words beside a quotation to who speaks."""
