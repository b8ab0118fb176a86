"""What went wrong while vectors were wanted."""


class MeaningError(Exception):
    """There are no vectors; the message says why, in a sentence that can follow "because"."""
