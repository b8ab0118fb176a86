"""Rounds of pairs and tables, planned and played."""
