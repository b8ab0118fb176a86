"""What people answer to small questions, as lists of their words."""
