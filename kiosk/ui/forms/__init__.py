"""Questions in a window of their own; each ends in a value."""
