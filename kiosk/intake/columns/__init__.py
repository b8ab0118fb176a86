"""Which column of a list answers what."""
