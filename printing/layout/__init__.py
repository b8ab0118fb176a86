"""Where everything stands on a badge."""
