"""The look at what people wrote before it is printed: every phrase, the lines it would make, and the verdicts."""
