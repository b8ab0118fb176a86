"""What the tests would not notice: small changes to the code, one at a time, each met by the tests that run it."""
