"""Who works where: answers that mean one employer however they are written, and those that mean none."""
