"""What things are called, how they look and sound."""
