"""Who must never be introduced to whom."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matcher.arrays import Ints
from matcher.profile import Profile


def may_meet(one: Profile, other: Profile) -> bool:
    """Whether two people may be introduced: both agreed, strangers, and not the same person twice."""
    return (
        one.key != other.key
        and one.agreed
        and other.agreed
        and not (one.employer and one.employer == other.employer)
        and not (one.order and one.order == other.order)
        and not (one.person and one.person == other.person)
        and other.key not in one.apart
        and one.key not in other.apart
    )


def allowed(profiles: Sequence[Profile], first: Ints, second: Ints) -> NDArray[np.bool_]:
    """`may_meet` for many pairs of indices at once."""
    agreed = np.array([profile.agreed for profile in profiles], dtype=bool)
    fits = (first != second) & agreed[first] & agreed[second]
    for values in (
        [p.key for p in profiles],
        [p.employer for p in profiles],
        [p.order for p in profiles],
        [p.person for p in profiles],
    ):
        code = _codes(values)
        fits &= (code[first] != code[second]) | (code[first] < 0)
    apart = _apart(profiles)
    size = len(profiles)
    result: NDArray[np.bool_] = fits & ~np.isin(first * size + second, apart) & ~np.isin(second * size + first, apart)
    return result


def _codes(values: Sequence[str]) -> Ints:
    """Equal texts as equal numbers, empty ones as -1."""
    number: dict[str, int] = {}
    return np.array([number.setdefault(value, len(number)) if value else -1 for value in values], dtype=np.int64)


def _apart(profiles: Sequence[Profile]) -> Any:
    index = {profile.key: i for i, profile in enumerate(profiles)}
    pairs = [i * len(profiles) + index[key] for i, p in enumerate(profiles) for key in p.apart if key in index]
    return np.array(sorted(pairs), dtype=np.int64)
