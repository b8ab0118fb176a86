"""How a badge weighs what is sure against what may come to more: numbers found by playing evenings."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Taste:
    """How a badge weighs what is sure against what may come to more."""

    one_sided: float
    """What a name of somebody here who was not told about you is worth, against one that is mutual."""
    doubt: float
    """The power of a name's chance to show: above 1, people who surely come are worth more than their chance."""
    insured_from: float
    """The chance that nobody on a badge comes, from which one name is replaced by somebody who is here."""


SCARCE = Taste(one_sided=0.1, doubt=1.0, insured_from=0.2)
SCARCE_UNLIKE = Taste(one_sided=0.17, doubt=1.12, insured_from=0.2)
PRICED = Taste(one_sided=0.2, doubt=1.0, insured_from=0.1)
"""Found by playing evenings: with fixed paper every place counts, with priced paper another name costs little."""

LONELY, CROWDED = 0.5, 0.15
"""How much more a name of somebody without company is worth, and how much less for each further badge with it."""
LAST_RESORT = 1e-4
"""What a name is worth that costs more than it brings: it still fills an empty place."""
HOPE = 0.6
"""A further name need be worth only so much of its price to somebody whose badge returns no promise yet."""
