"""Draws badges and brings them to paper."""
