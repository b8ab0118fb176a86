"""Why two people fit, and how well."""
