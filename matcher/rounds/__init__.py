"""Who sits with whom in every round."""
