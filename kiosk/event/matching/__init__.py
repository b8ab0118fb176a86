"""Who meets whom: profiles, what import learns, the room as it fills, and what was told to whom."""
