"""What happens at the door: decide, commit, apply."""
