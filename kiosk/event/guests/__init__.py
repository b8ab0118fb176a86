"""Who somebody is: the register, consent, what keeps people apart, and how each is found and called."""
