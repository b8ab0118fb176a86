"""Why two people should meet: two-sided weights from what one offers and the other asks, each with its reasons."""

import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from matcher.candidates import Candidates, Floats, Ints
from matcher.profile import Profile
from matcher.topics import Vocabulary, label, spread

RECIPROCAL, EITHER, SHARED = 0.55, 0.30, 0.15
"""What a weight is made of: both can help, either can help, and what both enjoy."""

Side = dict[str, tuple[float, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One thing that two people could talk about, in their own words."""

    kind: Literal["they_offer", "they_ask", "both_like"]
    topic: str
    mine: str
    """The reader's phrase."""
    theirs: str
    """The other's phrase."""
    weight: float

    def sentence(self, their_name: str) -> str:
        """The reason as the reader may be told it."""
        if self.kind == "they_offer":
            return f"You asked about {self.mine}; {their_name} offers {self.theirs}."
        if self.kind == "they_ask":
            return f"{their_name} asks about {self.theirs}; you offer {self.mine}."
        return f"You both enjoy {label(self.topic)}."


@dataclass(frozen=True, slots=True)
class _Table:
    """Topics of people on one side (offers, asks or interests) in compressed rows."""

    indptr: Ints
    indices: NDArray[np.int32]
    data: Floats

    @classmethod
    def of(cls, sides: Sequence[Side], number: Mapping[str, int]) -> "_Table":
        """One row per person, one column per topic."""
        rows = [sorted((number[topic], weight) for topic, (weight, _) in side.items()) for side in sides]
        flat = [entry for row in rows for entry in row]
        return cls(
            np.cumsum([0, *map(len, rows)], dtype=np.int64),
            np.array([topic for topic, _ in flat], dtype=np.int32),
            np.array([weight for _, weight in flat], dtype=np.float64),
        )

    @property
    def size(self) -> int:
        return len(self.indptr) - 1

    def rows(self) -> Ints:
        """The person of every entry."""
        return np.repeat(np.arange(self.size), np.diff(self.indptr))

    def scaled(self, by_topic: Floats, by_person: Floats) -> Any:
        """As a scipy.sparse matrix, its columns and rows multiplied."""
        from scipy.sparse import csr_matrix

        data = self.data * by_topic[self.indices] * by_person[self.rows()]
        return csr_matrix((data, self.indices, self.indptr), shape=(self.size, len(by_topic)))


@dataclass(slots=True)
class Affinity:
    """Who fits whom, and why; grows when somebody walks in."""

    profiles: list[Profile]
    vocabulary: Vocabulary
    candidates: Candidates
    _topics: list[str]
    _idf: Floats
    _tables: tuple[_Table, _Table, _Table]
    _newcomers: list[int] = field(default_factory=list)
    _sides: dict[int, tuple[Side, Side, Side]] = field(default_factory=dict)

    @classmethod
    def of(cls, profiles: Sequence[Profile], vocabulary: Vocabulary, most_candidates: int = 30) -> "Affinity":
        """Works out who fits whom: for import, not for the door."""
        sides = [_sides_of(profile, vocabulary) for profile in profiles]
        topics = sorted({topic for three in sides for side in three for topic in side})
        number = {topic: n for n, topic in enumerate(topics)}
        offers, asks, interests = (_Table.of([three[k] for three in sides], number) for k in range(3))
        idf = _rarity(len(profiles), len(topics), offers, asks)
        candidates = _candidates(profiles, offers, asks, interests, idf, most_candidates)
        return cls(list(profiles), vocabulary, candidates, topics, idf, (offers, asks, interests))

    def to_bytes(self) -> bytes:
        """Everything that was worked out, for `from_bytes`."""
        known = {p: self.vocabulary.topics(p) for profile in self.profiles for p in _all_phrases(profile)}
        arrays: dict[str, Any] = {
            "indptr": self.candidates.indptr, "indices": self.candidates.indices, "weights": self.candidates.weights,
            "idf": self._idf, "words": np.frombuffer(json.dumps([self._topics, known]).encode(), dtype=np.uint8),
            "mark": np.frombuffer(fingerprint(self.profiles, self.vocabulary).encode(), dtype=np.uint8),
        }  # fmt: skip
        for n, table in enumerate(self._tables):
            arrays |= {f"indptr{n}": table.indptr, f"indices{n}": table.indices, f"data{n}": table.data}
        buffer = io.BytesIO()
        np.savez(buffer, **arrays)
        return buffer.getvalue()

    @classmethod
    def from_bytes(cls, data: bytes, profiles: Sequence[Profile], vocabulary: Vocabulary) -> "Affinity":
        """What `to_bytes` kept; raises ValueError if it is of other people or another vocabulary."""
        with np.load(io.BytesIO(data), allow_pickle=False) as kept:
            arrays = dict(kept)
        if arrays["mark"].tobytes().decode() != fingerprint(profiles, vocabulary):
            raise ValueError("kept for other people or another vocabulary")
        topics, known = json.loads(arrays["words"].tobytes())
        vocabulary.recall({phrase: tuple((t, w) for t, w in found) for phrase, found in known.items()})
        tables = [_Table(arrays[f"indptr{n}"], arrays[f"indices{n}"], arrays[f"data{n}"]) for n in range(3)]
        candidates = Candidates(arrays["indptr"], arrays["indices"], arrays["weights"])
        return cls(list(profiles), vocabulary, candidates, topics, arrays["idf"], (tables[0], tables[1], tables[2]))

    def add(self, profile: Profile) -> tuple[int, tuple[Ints, Floats]]:
        """Takes in somebody new; returns their index, and who fits them how well: (indices, weights)."""
        index = len(self.profiles)
        weights = self._against_listed(profile)
        late = {other: self._weight(profile, other) for other in self._newcomers}
        self.profiles.append(profile)
        self._newcomers.append(index)
        found = {int(other): float(weights[other]) for other in np.flatnonzero(weights > 0)}
        found |= {other: weight for other, weight in late.items() if weight > 0}
        fitting = sorted(other for other in found if _may_meet(profile, self.profiles[other]))
        return index, (np.array(fitting, dtype=np.int64), np.array([found[other] for other in fitting]))

    def reasons(self, reader: int, other: int) -> tuple[Reason, ...]:
        """What `reader` should know about meeting `other`, the strongest first."""
        mine, theirs = self._sides_at(reader), self._sides_at(other)
        found = _contributions("they_offer", mine[1], theirs[0], self._rarity_of)
        found += _contributions("they_ask", mine[0], theirs[1], self._rarity_of)
        found += _contributions("both_like", mine[2], theirs[2], self._rarity_of)
        return tuple(sorted(found, key=lambda reason: (-reason.weight, reason.kind, reason.topic)))

    def _sides_at(self, person: int) -> tuple[Side, Side, Side]:
        if person not in self._sides:
            self._sides[person] = _sides_of(self.profiles[person], self.vocabulary)
        return self._sides[person]

    def _rarity_of(self, topic: str) -> float:
        place = int(np.searchsorted(np.asarray(self._topics, dtype=object), topic)) if self._topics else 0
        known = place < len(self._topics) and self._topics[place] == topic
        return float(self._idf[place]) if known else 1.0

    def _weight(self, profile: Profile, other: int) -> float:
        mine, theirs = _sides_of(profile, self.vocabulary), self._sides_at(other)
        a = _cover(mine[0], theirs[1], self._rarity_of)
        b = _cover(theirs[0], mine[1], self._rarity_of)
        return float(
            _blend(np.array([a]), np.array([b]), np.array([_likeness(mine[2], theirs[2], self._rarity_of)]))[0]
        )

    def _against_listed(self, profile: Profile) -> Floats:
        offers, asks, interests = self._tables
        sides = _sides_of(profile, self.vocabulary)
        number = {topic: n for n, topic in enumerate(self._topics)}
        mine = [np.zeros(len(self._topics)) for _ in range(3)]
        for side, dense in zip(sides, mine, strict=True):
            for topic, (weight, _) in side.items():
                if topic in number:
                    dense[number[topic]] = weight
        a = _product(asks, mine[0] * self._idf) / _demand(asks, self._idf)
        own = sum(self._rarity_of(topic) * weight for topic, (weight, _) in sides[1].items())
        b = _product(offers, mine[1] * self._idf) / _damped(np.array([own]), self._idf)[0]
        squares = np.sqrt(_product(interests, self._idf**2, squared=True)) * np.linalg.norm(mine[2] * self._idf)
        cosine = _product(interests, mine[2] * self._idf**2) / np.where(squares > 0, squares, 1)
        return _blend(np.minimum(a, 1), np.minimum(b, 1), cosine)


def fingerprint(profiles: Sequence[Profile], vocabulary: Vocabulary) -> str:
    """Changes whenever what is worked out from these people would."""
    digest = sha256(vocabulary.mark.encode())
    for p in profiles:
        values = (p.key, p.offers, p.asks, p.interests, p.employer, p.order, p.person, sorted(p.apart), p.agreed)
        digest.update(repr(values).encode())
    return digest.hexdigest()


def _sides_of(profile: Profile, vocabulary: Vocabulary) -> tuple[Side, Side, Side]:
    if not profile.agreed:
        return {}, {}, {}
    offers, asks, interests = (spread(side, vocabulary) for side in (profile.offers, profile.asks, profile.interests))
    return offers, asks, interests


def _all_phrases(profile: Profile) -> list[str]:
    from matcher.words import phrases

    answers = (*profile.offers, *profile.asks, *profile.interests) if profile.agreed else ()
    return [phrase for answer in answers for phrase in phrases(answer)]


def _rarity(people: int, topics: int, offers: _Table, asks: _Table) -> Floats:
    """How much a shared topic says: little when everybody names it."""
    counts = [np.bincount(table.indices, minlength=topics) for table in (offers, asks)]
    mean: Floats = np.mean([np.log(1 + people / (1 + count)) for count in counts], axis=0)
    return mean


def _demand(asks: _Table, idf: Floats) -> Floats:
    """What it takes to cover each person's asks, damped so that many asks are no handicap."""
    total: Floats = np.bincount(asks.rows(), weights=asks.data * idf[asks.indices], minlength=asks.size).astype(
        np.float64
    )
    return _damped(total, idf)


def _damped(total: Floats, idf: Floats) -> Floats:
    one = float(idf.mean()) if len(idf) else 1.0
    return np.where(total > 0, np.sqrt(np.maximum(total, 1e-12) * one), 1.0)


def _blend(a: Floats, b: Floats, cosine: Floats) -> Floats:
    both = np.where(a + b > 0, 2 * a * b / np.where(a + b > 0, a + b, 1), 0)
    result: Floats = RECIPROCAL * both + EITHER * (a + b) / 2 + SHARED * cosine
    return result


def _candidates(
    profiles: Sequence[Profile], offers: _Table, asks: _Table, interests: _Table, idf: Floats, most: int
) -> Candidates:
    if not len(idf):
        nobody: Ints = np.array([], dtype=np.int64)
        return Candidates.from_pairs(len(profiles), nobody, nobody, np.array([]))
    from scipy.sparse import hstack
    from sparse_dot_topn import sp_matmul_topn

    ones, plain = np.ones(len(profiles)), np.ones(len(idf))
    supply, supply_plain = offers.scaled(idf, ones), offers.scaled(plain, ones)
    wanted = asks.scaled(plain, 1 / _demand(asks, idf))
    norms = np.sqrt(
        np.bincount(interests.rows(), weights=(interests.data * idf[interests.indices]) ** 2, minlength=len(profiles))
    )
    liked = interests.scaled(idf, 1 / np.where(norms > 0, norms, 1))
    # One product ranks pairs by the part of their weight that adds up; the exact weight follows for the best of them.
    left = hstack([supply, asks.scaled(idf, 1 / _demand(asks, idf)), liked * SHARED], format="csr")
    right = hstack([wanted, supply_plain, liked], format="csr")
    best = sp_matmul_topn(left, right.T.tocsr(), top_n=2 * most, n_threads=2, sort=True).tocoo()
    first, second = np.minimum(best.row, best.col).astype(np.int64), np.maximum(best.row, best.col).astype(np.int64)
    pairs = np.unique(first * len(profiles) + second)
    first, second = pairs // len(profiles), pairs % len(profiles)
    allowed = np.fromiter(
        (_may_meet(profiles[i], profiles[j]) for i, j in zip(first, second, strict=True)), bool, len(pairs)
    )
    first, second = first[allowed], second[allowed]
    a = np.minimum(_dots(supply, wanted, first, second), 1)
    b = np.minimum(_dots(wanted, supply, first, second), 1)
    weights = _blend(a, b, _dots(liked, liked, first, second))
    useful = weights > 0
    return Candidates.from_pairs(len(profiles), first[useful], second[useful], weights[useful], most)


def _dots(left: Any, right: Any, first: Ints, second: Ints) -> Floats:
    """The products of chosen rows, in blocks that fit into memory."""
    block = 100_000
    parts = [
        np.asarray(left[first[k : k + block]].multiply(right[second[k : k + block]]).sum(axis=1)).ravel()
        for k in range(0, len(first), block)
    ]
    return np.concatenate(parts) if parts else np.array([])


def _product(table: _Table, vector: Floats, *, squared: bool = False) -> Floats:
    data = table.data**2 if squared else table.data
    return np.bincount(table.rows(), weights=data * vector[table.indices], minlength=table.size).astype(np.float64)


def _may_meet(one: Profile, other: Profile) -> bool:
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


def _contributions(kind: Any, mine: Side, theirs: Side, rarity: Any) -> list[Reason]:
    strength = SHARED if kind == "both_like" else EITHER + RECIPROCAL
    return [
        Reason(
            kind=kind,
            topic=t,
            mine=mine[t][1],
            theirs=theirs[t][1],
            weight=strength * mine[t][0] * theirs[t][0] * rarity(t),
        )
        for t in sorted(mine.keys() & theirs.keys())
    ]


def _cover(offers: Side, asks: Side, rarity: Any) -> float:
    wanted = sum(rarity(topic) * weight for topic, (weight, _) in asks.items())
    met = sum(rarity(topic) * offers[topic][0] * asks[topic][0] for topic in offers.keys() & asks.keys())
    return min(1.0, float(met / wanted)) if wanted else 0.0


def _likeness(one: Side, other: Side, rarity: Any) -> float:
    def norm(side: Side) -> float:
        return float(sum((rarity(topic) * weight) ** 2 for topic, (weight, _) in side.items())) ** 0.5

    shared = sum(rarity(t) ** 2 * one[t][0] * other[t][0] for t in one.keys() & other.keys())
    return float(shared) / (norm(one) * norm(other)) if shared else 0.0
