"""What a ticket is worth before the door opens: its state, its payment, whether it came in elsewhere."""
