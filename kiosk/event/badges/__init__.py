"""From an admission to a badge, before the evening and on it."""
