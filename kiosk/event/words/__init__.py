"""What may be said of what people wrote."""
