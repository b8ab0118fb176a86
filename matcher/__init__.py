"""Pairs people by complementary interests. Pure: no clock, no screen, no database; randomness only by seed."""
