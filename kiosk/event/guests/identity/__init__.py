"""Who is one person: what recognises somebody in a list, what is certain, and what people decide."""
