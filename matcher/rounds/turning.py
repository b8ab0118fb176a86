"""Rounds without a repeat that follow from one of them: a group moves it to all the others.

Each base round was found by annealing over the differences that the group leaves alone, a matter of seconds.
"""

import numpy as np

from matcher.arrays import Ints

_CYCLIC: dict[tuple[int, int], tuple[int, str]] = {
    (5, 3): (7, "0 6 7 13 3 14 10 5 1 9 12 11 4 8 2"),
    (6, 4): (7, "6 18 20 17 9 16 22 1 11 15 21 2 13 8 12 14 0 5 10 4 23 3 7 19"),
    (6, 5): (6, "6 3 14 26 23 17 2 15 8 1 9 7 5 25 24 13 19 29 12 27 18 20 16 10 11 22 0 4 28 21"),
    (7, 4): (9, "27 9 19 0 5 10 21 26 18 14 7 13 17 4 15 12 8 23 1 11 20 3 2 6 25 16 24 22"),
    (8, 3): (11, "12 19 1 11 8 17 21 22 2 23 15 0 5 6 18 9 7 4 16 13 14 20 3 10"),
    (10, 3): (14, "25 10 7 1 28 24 20 16 9 17 18 26 5 27 15 0 14 29 23 11 3 4 2 21 12 13 8 22 6 19"),
    (10, 4): (
        9,
        "5 11 0 6 8 23 36 27 4 2 35 20 38 24 15 29 26 25 12 19 32 3 22 30 10 14 1 13 34 17 18 39 16 31 28 9 21 33 37 7",
    ),
    (12, 3): (
        17,
        "6 19 35 4 3 10 23 12 34 21 7 9 8 13 0 32 17 16 1 15 20 27 26 33 29 24 14 11 18 31 28 25 2 30 5 22",
    ),
    (12, 4): (
        13,
        "2 31 40 20 30 25 5 44 6 38 42 17 28 37 34 36 41 7 29 16 32 4 18 45 33 14 43 12 9 1 3 0 19 22 21 13 11 15 "
        "46 35 8 47 24 26 27 23 10 39",
    ),
    (13, 3): (
        19,
        "36 1 28 19 12 5 0 2 20 38 9 30 10 15 16 24 27 33 31 32 7 34 6 17 8 11 21 14 18 29 22 3 26 37 25 23 4 13 35",
    ),
}
"""Tables and places: how many rounds, and the first of them, table after table.

The people are as many copies of the numbers modulo the rounds as there is room for, then people who stay fixed.
"""
_EIGHT_FOURS = "5 14 19 10 3 26 21 30 7 12 24 11 27 8 23 28 31 0 9 4 20 16 15 25 17 13 2 22 1 29 6 18"
"""One round of eight tables over four copies of the quaternion group."""
_NEGATIVE = {(1, 1), (2, 2), (3, 3), (2, 1), (3, 2), (1, 3)}
"""Products of i, j and k with a minus sign; the letter itself is the exclusive or of the two."""


def turns(tables: int, places: int) -> int:
    """How many rounds `turning` has, 0 where it knows none."""
    if (tables, places) == (8, 4):
        return 10
    return _CYCLIC[tables, places][0] if (tables, places) in _CYCLIC else 0


def turning(tables: int, places: int) -> Ints:
    """Plan (turns, tables, places) of the people 0 to tables * places - 1; KeyError if none is known."""
    if (tables, places) == (8, 4):
        return _quaternions()
    rounds, first = _CYCLIC[tables, places]
    base = _people(first)
    turn = np.arange(rounds)[:, None]
    moved = np.where(base < len(base) // rounds * rounds, base // rounds * rounds + (base + turn) % rounds, base)
    plan: Ints = moved.reshape(rounds, tables, places)
    return plan


def _quaternions() -> Ints:
    """Eight rounds that the group makes of one, the cosets of a subgroup, and the same element in each copy."""
    base = _people(_EIGHT_FOURS)
    moved = [[p // 8 * 8 + _times(g, p % 8) for p in base.tolist()] for g in range(8)]
    across = np.arange(32).reshape(4, 8).T
    return np.stack([across, np.arange(32).reshape(8, 4), *np.array(moved).reshape(8, 8, 4)])


def _times(x: int, y: int) -> int:
    """The product in the quaternion group, with the element 2 * letter + sign."""
    letters = (x // 2, y // 2)
    return 2 * (letters[0] ^ letters[1]) + (x ^ y ^ (letters in _NEGATIVE)) % 2


def _people(written: str) -> Ints:
    return np.array([int(number) for number in written.split()], dtype=np.int64)
