"""What the organiser chose for lists of one form: kept, found again, and held against a list that comes in."""
