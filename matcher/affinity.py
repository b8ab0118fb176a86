"""Who fits whom, and why: worked out at import, kept as bytes, and told at the door without scipy."""

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

import numpy as np

from matcher.barriers import may_meet
from matcher.candidates import Candidates
from matcher.crowd import ASKS, INTERESTS, OFFERS, Listed, Newcomers, Sides, against
from matcher.profile import Profile
from matcher.reasons import Reason, Shared, reasons
from matcher.table import Floats, Ints, Side, Table
from matcher.topics import Vocabulary, is_own, spread
from matcher.weighing import SHARED, Fit, Scale, met, squares
from matcher.words import unwrapped

_EDITION = "1"
"""Changes whenever the same people would get other weights."""
_FIELDS = ("offers", "asks", "interests")


class Affinity:
    """Who fits whom, and why; grows when somebody walks in. Made by `of` or `from_bytes`."""

    def __init__(
        self,
        profiles: Sequence[Profile],
        vocabulary: Vocabulary,
        candidates: Candidates,
        topics: Sequence[str],
        tables: tuple[Table, Table, Table],
    ) -> None:
        self.profiles = list(profiles)
        self.vocabulary = vocabulary
        self.candidates = candidates
        self._topics = list(topics)
        self._tables = tables
        self._scale = Scale.of(*tables, len(topics))
        self._number = {topic: n for n, topic in enumerate(topics)}
        self._listed = Listed(tables, self._number, self._scale)
        self._newcomers = Newcomers()
        # A decision looks at its reader again for every name, and at popular people all evening.
        self._known_sides: dict[int, Sides] = {}
        self._known_words: dict[int, list[list[str]]] = {}

    @classmethod
    def of(cls, profiles: Sequence[Profile], vocabulary: Vocabulary, most_candidates: int = 30) -> "Affinity":
        """Works out who fits whom: for import, not for the door."""
        from matcher.pairing import best_pairs

        sides = [_sides(profile, vocabulary) for profile in profiles]
        topics = sorted({topic for three in sides for side in three for topic in side})
        number = {topic: n for n, topic in enumerate(topics)}
        offers, asks, interests = (Table.of([three[k] for three in sides], number) for k in range(3))
        scale = Scale.of(offers, asks, interests, len(topics))
        candidates = best_pairs(profiles, (offers, asks, interests), scale, most_candidates)
        return cls(profiles, vocabulary, candidates, topics, (offers, asks, interests))

    def to_bytes(self) -> bytes:
        """What was worked out for those on the list, for `from_bytes`; newcomers are not in it."""
        listed = self.profiles[: self._tables[0].n]
        arrays: dict[str, Any] = {
            "mark": _packed(fingerprint(listed, self.vocabulary)),
            "topics": _packed(json.dumps(self._topics)),
            **{part: getattr(self.candidates, part) for part in ("indptr", "indices", "weights")},
        }
        for name, table in zip(_FIELDS, self._tables, strict=True):
            arrays |= {f"{name}_{part}": getattr(table, part) for part in ("indptr", "indices", "data", "source")}
        buffer = io.BytesIO()
        np.savez(buffer, **arrays)
        return buffer.getvalue()

    @classmethod
    def from_bytes(cls, data: bytes, profiles: Sequence[Profile], vocabulary: Vocabulary) -> "Affinity":
        """What `to_bytes` kept; raises ValueError if it is of other people, another vocabulary or damaged."""
        try:
            with np.load(io.BytesIO(data), allow_pickle=False) as kept:
                arrays = dict(kept)
            if _unpacked(arrays["mark"]) != fingerprint(profiles, vocabulary):
                raise ValueError("kept for other people or another vocabulary")
            topics = json.loads(_unpacked(arrays["topics"]))
            offers, asks, interests = (
                Table(*(arrays[f"{name}_{part}"] for part in ("indptr", "indices", "data", "source")))
                for name in _FIELDS
            )
            candidates = Candidates(arrays["indptr"], arrays["indices"], arrays["weights"])
        except (zipfile.BadZipFile, KeyError, EOFError, OSError) as damage:
            raise ValueError("not what to_bytes kept, or damaged") from damage
        return cls(profiles, vocabulary, candidates, topics, (offers, asks, interests))

    def add(self, profile: Profile) -> tuple[int, tuple[Ints, Floats]]:
        """Takes in somebody new; returns their index, and who fits them how well: (indices, weights)."""
        index = len(self.profiles)
        sides = _sides(profile, self.vocabulary)
        demand, norm = self._demand(sides[ASKS]), self._norm(sides[INTERESTS])
        crowds = (self._listed, self._newcomers)
        weights = np.concatenate(
            [against(crowd, sides, demand, norm, self._exchange, self._interest) for crowd in crowds]
        )
        found = [i for i in np.flatnonzero(weights > 0).tolist() if may_meet(profile, self.profiles[i])]
        self.profiles.append(profile)
        self._newcomers.admit(sides, demand, norm)
        indices = np.array(found, dtype=np.int64)
        return index, (indices, weights[indices])

    def reasons(self, reader: int, other: int) -> tuple[Reason, ...]:
        """What `reader` should know about meeting `other`, the strongest first."""
        mine, theirs = self._sides_of(reader), self._sides_of(other)
        taken = met(theirs[OFFERS], mine[ASKS], self._exchange)
        given = met(mine[OFFERS], theirs[ASKS], self._exchange)
        liked = met(mine[INTERESTS], theirs[INTERESTS], self._interest_squared)
        fit = Fit(
            given=self._share(given, theirs[ASKS]),
            taken=self._share(taken, mine[ASKS]),
            likeness=self._likeness(liked, mine[INTERESTS], theirs[INTERESTS]),
        )
        words = [self._words(reader), self._words(other)]

        def shared(my_side: int, their_side: int, amounts: Mapping[str, float]) -> list[Shared]:
            found = []
            for topic, amount in amounts.items():
                own = words[0][my_side][mine[my_side][topic][1]]
                their = words[1][their_side][theirs[their_side][topic][1]]
                found.append(Shared(their if is_own(topic) else topic, own, their, amount))
            return found

        both_like = shared(INTERESTS, INTERESTS, liked)
        return reasons(fit, shared(ASKS, OFFERS, taken), shared(OFFERS, ASKS, given), both_like, SHARED * fit.likeness)

    def _share(self, covered: Mapping[str, float], asks: Side) -> float:
        """How much of somebody's asks is covered, 0 to 1."""
        return min(1.0, sum(covered.values()) / self._demand(asks)) if covered else 0.0

    def _likeness(self, shared: Mapping[str, float], one: Side, other: Side) -> float:
        return sum(shared.values()) / (self._norm(one) * self._norm(other)) if shared else 0.0

    def _demand(self, asks: Side) -> float:
        return self._scale.demand_of_one(squares(asks, self._exchange))

    def _norm(self, interests: Side) -> float:
        return float(squares(interests, self._interest, 2) ** 0.5)

    def _exchange(self, topic: str) -> float:
        return float(self._scale.exchange[self._place(topic)])

    def _interest(self, topic: str) -> float:
        return float(self._scale.interest[self._place(topic)])

    def _interest_squared(self, topic: str) -> float:
        return self._interest(topic) ** 2

    def _place(self, topic: str) -> int:
        return min(self._number.get(topic, len(self._topics)), len(self._topics))

    def _sides_of(self, person: int) -> Sides:
        listed = self._tables[0].n
        if person >= listed:
            return self._newcomers.people[person - listed]
        if person not in self._known_sides:
            offers, asks, interests = (table.row(person, self._topics) for table in self._tables)
            self._known_sides[person] = (offers, asks, interests)
        return self._known_sides[person]

    def _words(self, person: int) -> list[list[str]]:
        """A person's phrases on each side, as they stand inside a sentence."""
        if person not in self._known_words:
            answers = _answers(self.profiles[person])
            said = ([phrase for answer in side for phrase in self.vocabulary.phrases(answer)] for side in answers)
            self._known_words[person] = [
                [self.vocabulary.midsentence(unwrapped(phrase)) for phrase in side] for side in said
            ]
        return self._known_words[person]


def fingerprint(profiles: Sequence[Profile], vocabulary: Vocabulary) -> str:
    """Changes whenever what is worked out from these people would."""
    digest = sha256(f"{_EDITION} {vocabulary.mark}".encode())
    for p in profiles:
        values = (p.key, p.offers, p.asks, p.interests, p.employer, p.order, p.person, sorted(p.apart), p.agreed)
        digest.update(repr(values).encode())
    return digest.hexdigest()


def _answers(profile: Profile) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """What a person said on each side; nothing without their consent."""
    return (profile.offers, profile.asks, profile.interests) if profile.agreed else ((), (), ())


def _sides(profile: Profile, vocabulary: Vocabulary) -> Sides:
    offers, asks, interests = (spread(answers, vocabulary) for answers in _answers(profile))
    return offers, asks, interests


def _packed(text: str) -> Any:
    return np.frombuffer(text.encode(), dtype=np.uint8)


def _unpacked(kept: Any) -> str:
    return bytes(kept.tobytes()).decode()
