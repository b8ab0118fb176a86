"""What makes a pair more or less welcome than their topics say: distance in experience, and earlier meetings."""

from collections.abc import Sequence

import numpy as np

from matcher.arrays import Floats, Ints
from matcher.profile import Profile

_UNWISHED = 0.6
"""What is left of a weight for each of the two who wished for another distance."""
_PEERS, _APART = 3.0, 2.0
"""Years: within so many two people are peers; by so many somebody is ahead."""
_AGAIN, _SEEN = 1.5, 0.4


def welcome(one: Profile, other: Profile) -> float:
    """The factor on the weight of two people."""
    factor = 1.0
    if other.key in one.again or one.key in other.again:
        factor *= _AGAIN
    if other.key in one.seen or one.key in other.seen:
        factor *= _SEEN
    return factor * (1.0 if _wished(one, other) else _UNWISHED) * (1.0 if _wished(other, one) else _UNWISHED)


def welcomes(profiles: Sequence[Profile], first: Ints, second: Ints) -> Floats:
    """`welcome` for many pairs of indices at once."""
    factor: Floats = np.ones(len(first))
    picky = np.array([bool(p.again or p.seen or (p.distance and p.experience is not None)) for p in profiles])
    for k in np.flatnonzero(picky[first] | picky[second]).tolist():
        factor[k] = welcome(profiles[first[k]], profiles[second[k]])
    return factor


def _wished(one: Profile, other: Profile) -> bool:
    """Whether the other's experience is what one wished for; unknown experience disappoints nobody."""
    if not one.distance or one.experience is None or other.experience is None:
        return True
    ahead = other.experience - one.experience
    if one.distance == "peers":
        return abs(ahead) <= _PEERS
    return ahead >= _APART if one.distance == "ahead" else ahead <= -_APART
