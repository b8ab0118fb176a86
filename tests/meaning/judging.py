"""How well offers are found for the asks that no model, weight or threshold here was ever tuned to.

They were written before the first model was tried (a fifth of the offers in another language than the ask); weights
and curves come from another set. Every ask faces the offers of all.
"""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

ASKS = Path(__file__).with_name("asks_offers.jsonl")
Engine = Callable[[str, Sequence[str]], list[float]]


class Ask(NamedTuple):
    """One line of the set."""

    language: str
    ask: str
    offer: str
    """What meets it."""
    hard: tuple[str, ...]
    """What only looks as if it did."""


class Judged(NamedTuple):
    """Shares of the asks."""

    first: float
    """Their own offer comes before all others; ties are wrong."""
    among_five: float
    hard: float
    """Of the hard negatives, those that come after the offer."""


def read() -> list[Ask]:
    """The whole set."""
    lines = [json.loads(line) for line in ASKS.read_text("utf-8").splitlines()]
    return [
        Ask(line["lang"], line["ask"], line["offers"][0]["text"], tuple(one["text"] for one in line["hard_negatives"]))
        for line in lines
    ]


def phrases(asks: Sequence[Ask]) -> list[str]:
    """Every phrase of a set once."""
    return list(dict.fromkeys(phrase for each in asks for phrase in (each.ask, each.offer, *each.hard)))


def judge(engine: Engine, asks: Sequence[Ask]) -> Judged:
    """Lets an engine score every offer of the set for every ask."""
    offers = [each.offer for each in asks]
    first = five = hard = many = 0
    for number, each in enumerate(asks):
        scores = engine(each.ask, [*offers, *each.hard])
        ahead = sum(score >= scores[number] for score in scores[: len(offers)]) - 1
        first += ahead == 0
        five += ahead < 5
        hard += sum(score < scores[number] for score in scores[len(offers) :])
        many += len(each.hard)
    return Judged(first / len(asks), five / len(asks), hard / many)
