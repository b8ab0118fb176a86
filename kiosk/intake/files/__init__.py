"""From a file to tables of text."""
