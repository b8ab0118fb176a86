"""The best pairs among many people: for import, where there is time to load scipy."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from matcher.arrays import Ints
from matcher.candidates import Candidates
from matcher.fit.barriers import allowed
from matcher.fit.circumstances import welcomes
from matcher.fit.products import dots
from matcher.fit.telling import told_pairs
from matcher.fit.topic_table import Table
from matcher.fit.weighing import SHARED, Scale, blend
from matcher.profile import Profile

_WIDER = 2
"""How many times the wanted candidates are looked at, because the rough order is not the exact one."""
_NAMERS = 1500
"""People who are looked at for one topic."""


def best_pairs(
    profiles: Sequence[Profile], tables: tuple[Table, Table, Table], topics: Sequence[str], scale: Scale, most: int
) -> Candidates:
    """The `most` best for each person, and everybody for whom they are among the best; all of whom may be told why."""
    nobody: Ints = np.array([], dtype=np.int64)
    if not any(len(table.indices) for table in tables):
        return Candidates.from_pairs(len(profiles), nobody, nobody, np.array([]))
    # Ties go to the lower key, whatever order the list is in.
    by_key = np.array(sorted(range(len(profiles)), key=lambda i: profiles[i].key), dtype=np.int64)
    offers, asks, liked = _factors(tables, scale, by_key)
    first, second = _roughly_best(offers, asks, liked, _WIDER * most)
    fits = allowed([profiles[i] for i in by_key], first, second)
    first, second = first[fits], second[fits]
    told = told_pairs(tables, topics, by_key[first], by_key[second]) > 0
    first, second = first[told], second[told]
    given = np.minimum(dots(offers, asks, first, second), 1)
    taken = np.minimum(dots(asks, offers, first, second), 1)
    weights = blend(given, taken, dots(liked, liked, first, second))
    weights = np.round(weights * welcomes([profiles[i] for i in by_key], first, second), 6)
    useful = weights > 0
    found = Candidates.from_pairs(len(profiles), first[useful], second[useful], weights[useful], most)
    return found.renumbered(by_key)


def _factors(tables: tuple[Table, Table, Table], scale: Scale, order: Ints) -> tuple[Any, Any, Any]:
    """Offers, asks and interests so that plain row products are coverage and likeness."""
    offers, asks, interests = tables
    ones = np.ones(offers.n)
    norms = np.sqrt(interests.squares(scale.interest**2))
    wanted = asks.scaled(scale.exchange, 1 / scale.demand(asks.squares(scale.exchange)))
    liked = interests.scaled(scale.interest, 1 / np.where(norms > 0, norms, 1))
    return offers.scaled(np.ones(len(scale.exchange)), ones)[order], wanted[order], liked[order]


def _roughly_best(offers: Any, asks: Any, liked: Any, most: int) -> tuple[Ints, Ints]:
    """Pairs (first < second) that are among the best by the part of the weight that simply adds up."""
    from scipy.sparse import hstack
    from sparse_dot_topn import sp_matmul_topn

    left = hstack([offers, asks, liked * SHARED], format="csr")
    right = _thinned(hstack([asks, offers, liked], format="csc").T.tocsr())
    best = sp_matmul_topn(left, right, top_n=most + 1, n_threads=2, sort=True).tocoo()
    size = offers.shape[0]
    low, high = np.minimum(best.row, best.col).astype(np.int64), np.maximum(best.row, best.col).astype(np.int64)
    # A plain sort: numpy's unique hashes, ten times slower here.
    pairs = np.sort((low * size + high)[low < high])
    pairs = pairs[np.concatenate([[True], pairs[1:] != pairs[:-1]])] if len(pairs) else pairs
    return pairs // size, pairs % size


def _thinned(by_topic: Any) -> Any:
    """Of topics that very many people name, only the surest namers: the work grows with the square of their number.

    Among equals those stay whose turn it is, another share of the people for every topic.
    """
    counts = np.diff(by_topic.indptr)
    if not (counts > _NAMERS).any():
        return by_topic
    topics = np.repeat(np.arange(by_topic.shape[0]), counts)
    turn = (by_topic.indices.astype(np.int64) * 2_654_435_761 + topics * 40_503) % 1_000_003
    order = np.lexsort((turn, -by_topic.data, topics))
    place = np.arange(len(order)) - by_topic.indptr[topics]
    keep = np.sort(order[place < _NAMERS])
    starts = np.concatenate([[0], np.cumsum(np.minimum(counts, _NAMERS))])
    return type(by_topic)((by_topic.data[keep], by_topic.indices[keep], starts), shape=by_topic.shape)
