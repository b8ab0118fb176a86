"""What every Python that a test starts does first: this folder stands on its path."""
