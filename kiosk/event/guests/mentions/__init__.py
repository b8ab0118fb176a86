"""Whom an answer means: names as people write them of those they know."""
