"""Rounds in which nobody meets twice, found by algebra instead of search.

Persons are points (i, j) with i in a commutative ring of as many elements as there are tables and j a place at the
table; in round r the person (i, j) sits at table i + j*r. Two of them share a table at most once.
"""

from dataclasses import dataclass
from itertools import product
from math import prod

import numpy as np

from matcher.arrays import Ints
from matcher.rounds.turning import turning, turns


@dataclass(frozen=True, slots=True, eq=False)
class Ring:
    """Addition and multiplication of the numbers below `order`."""

    add: Ints
    multiply: Ints


def most_rounds(tables: int, places: int, *, fixed_places: bool = False) -> int:
    """How many rounds `design` has for full tables; with fixed places only those that keep one place at its table."""
    if places < 2 or tables < 1:
        return 1
    rounds = max(_of_fields(tables, places), _of_numbers(tables, places))
    if fixed_places:
        return rounds
    if tables % places == 0:
        rounds += most_rounds(tables // places, places)
    return max(rounds, turns(tables, places))


def design(tables: int, places: int, *, fixed_places: bool = False) -> Ints:
    """Plan (rounds, tables, places) of the people 0 to tables * places - 1 without a repeat, as long as is known.

    With fixed places person i of the first `tables` sits at table i in all rounds.
    """
    if not fixed_places and turns(tables, places) == most_rounds(tables, places):
        return turning(tables, places)
    ring, multipliers, rounds = _ring(tables, places)
    plan = np.empty((len(rounds), tables, places), dtype=np.int64)
    for r, factor in enumerate(rounds):
        for j, multiplier in enumerate(multipliers):
            plan[r, ring.add[np.arange(tables), ring.multiply[multiplier, factor]], j] = j * tables + np.arange(tables)
    if fixed_places or tables % places:
        return plan
    # People of the same j have never met: they are a smaller room each.
    inner = design(tables // places, places)
    rows = [inner + j * tables for j in range(places)]
    return np.concatenate([plan, np.concatenate(rows, axis=1)])


def circle(people: int) -> Ints:
    """Plan (people - 1, people // 2, 2) of an even number of people in which everybody meets everybody once."""
    turn = people - 1
    first = np.arange(people // 2)
    plan = np.empty((turn, people // 2, 2), dtype=np.int64)
    for r in range(turn):
        plan[r, :, 0] = (r + first) % turn
        plan[r, :, 1] = (r - first) % turn
        plan[r, 0, 1] = turn
    return plan


def _prime_powers(number: int) -> list[int]:
    """The powers of different primes whose product is the number."""
    found, prime = [], 2
    while number > 1:
        power = 1
        while number % prime == 0:
            number //= prime
            power *= prime
        if power > 1:
            found.append(power)
        prime += 1
    return found


def _of_fields(tables: int, places: int) -> int:
    """Rounds by a product of finite fields: those large enough for every place to have a multiplier of its own."""
    return prod(power for power in _prime_powers(tables) if power >= places)


def _of_numbers(tables: int, places: int) -> int:
    """Rounds by the numbers modulo `tables`: no difference of rounds times one of places may be a multiple."""
    return tables // max(divisor for divisor in range(1, min(places, tables + 1)) if tables % divisor == 0)


def _ring(tables: int, places: int) -> tuple[Ring, list[int], list[int]]:
    """A ring, a multiplier per place, and the rounds in which these keep people apart."""
    if _of_numbers(tables, places) >= _of_fields(tables, places):
        number = np.arange(tables)
        ring = Ring((number[:, None] + number) % tables, (number[:, None] * number) % tables)
        return ring, [j % tables for j in range(places)], list(range(_of_numbers(tables, places)))
    return _product(tables, places)


def _product(tables: int, places: int) -> tuple[Ring, list[int], list[int]]:
    powers = sorted(_prime_powers(tables), reverse=True)
    fields = [_field(power) for power in powers]
    elements = list(product(*[range(power) for power in powers]))
    number = {element: k for k, element in enumerate(elements)}

    def table(which: str) -> Ints:
        return np.array(
            [
                [
                    number[tuple(int(getattr(f, which)[a, b]) for f, a, b in zip(fields, x, y, strict=True))]
                    for y in elements
                ]
                for x in elements
            ],
            dtype=np.int64,
        )

    wide = [power >= places for power in powers]
    multipliers = [number[tuple(min(j, power - 1) for power in powers)] for j in range(places)]
    rounds = [
        number[element]
        for element in elements
        if all(fits or value == 0 for fits, value in zip(wide, element, strict=True))
    ]
    return Ring(table("add"), table("multiply")), multipliers, rounds


def _field(order: int) -> Ring:
    """The finite field of prime power order, its elements written as polynomials in base `prime`."""
    prime = next(p for p in range(2, order + 1) if order % p == 0)
    degree = round(np.log(order) / np.log(prime))
    digits = np.array([[x // prime**k % prime for k in range(degree)] for x in range(order)], dtype=np.int64)
    base = prime ** np.arange(degree)
    add: Ints = ((digits[:, None] + digits[None]) % prime) @ base
    for tail in digits:
        multiply = _polynomials(digits, tail, prime)
        # Without divisors of zero a finite ring is a field.
        if (multiply[1:, 1:] != 0).all():
            return Ring(add, multiply)
    raise ValueError(f"{order} is not a power of a prime")


def _polynomials(digits: Ints, tail: Ints, prime: int) -> Ints:
    """Products modulo the polynomial x**degree + tail."""
    order, degree = digits.shape
    total = np.zeros((order, order, degree), dtype=np.int64)
    power = digits.copy()
    for k in range(degree):
        total = (total + digits[:, None, k, None] * power[None]) % prime
        carry = power[:, -1:].copy()
        power = np.concatenate([np.zeros((order, 1), dtype=np.int64), power[:, :-1]], axis=1)
        power = (power - carry * tail) % prime
    products: Ints = total @ (prime ** np.arange(degree))
    return products
