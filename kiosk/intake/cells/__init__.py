"""From a cell to a value."""
