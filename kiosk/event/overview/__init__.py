"""The evening seen from above: stats, the wall, the check before it, attendance after it."""
