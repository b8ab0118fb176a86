"""The screen of the review."""
