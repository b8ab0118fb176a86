"""Sheets, lists, rulers and test labels."""
