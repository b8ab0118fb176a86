"""Products of chosen rows of sparse matrices."""

from typing import Any

import numpy as np

from matcher.arrays import Floats, Ints

_BLOCK = 200_000


def dots(left: Any, right: Any, first: Ints, second: Ints) -> Floats:
    """Row `first[k]` of the left times row `second[k]` of the right, in blocks that fit into memory."""
    parts = [
        np.asarray(left[first[k : k + _BLOCK]].multiply(right[second[k : k + _BLOCK]]).sum(axis=1)).ravel()
        for k in range(0, len(first), _BLOCK)
    ]
    return np.concatenate(parts) if parts else np.array([])
