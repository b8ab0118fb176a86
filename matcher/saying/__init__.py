"""What may be said of what people wrote, in which of their words, and how."""
