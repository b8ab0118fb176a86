"""Who fits whom, and why: worked out at import, kept as bytes, and told at the door without scipy."""

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import replace
from hashlib import sha256
from typing import Any

import numpy as np

from matcher.arrays import Floats, Ints
from matcher.candidates import Candidates
from matcher.fit.barriers import may_meet
from matcher.fit.circumstances import welcome
from matcher.fit.crowd import Listed, Newcomers, Sides, against
from matcher.fit.goals import NO_PHRASE, asked, is_goal, offered
from matcher.fit.reasons import Ground, Reason, Shared, Words, reasons
from matcher.fit.telling import may_be_told
from matcher.fit.topic_table import Side, Table
from matcher.fit.weighing import SHARED, Fit, Scale, met, squares
from matcher.profile import Profile
from matcher.saying.decision import Use, decide
from matcher.saying.wordings import sayable
from matcher.words.direction import about, is_work
from matcher.words.meaning import Meaning, is_likeness, plain
from matcher.words.topics import ASKS, INTERESTS, OFFERS, Vocabulary, is_own, spread

_EDITION = "4"
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
        self._known_phrases: dict[int, list[str]] = {}

    @classmethod
    def of(
        cls,
        profiles: Sequence[Profile],
        vocabulary: Vocabulary,
        most_candidates: int = 30,
        meaning: Meaning | None = None,
    ) -> "Affinity":
        """Works out who fits whom: for import, not for the door."""
        from matcher.fit.candidate_pairs import best_pairs

        sides = [_sides(profile, vocabulary, meaning) for profile in profiles]
        topics = sorted({topic for three in sides for side in three for topic in side})
        number = {topic: n for n, topic in enumerate(topics)}
        offers, asks, interests = (Table.of([three[k] for three in sides], number) for k in range(3))
        # A hundred thousand people's topics take half a gigabyte as dictionaries, which the arrays replace.
        del sides
        scale = Scale.of(offers, asks, interests, len(topics))
        candidates = best_pairs(profiles, (offers, asks, interests), topics, scale, most_candidates)
        return cls(profiles, vocabulary, candidates, topics, (offers, asks, interests))

    def to_bytes(self, mark: str = "") -> bytes:
        """What was worked out for those on the list, for `from_bytes`; newcomers are not in it.

        `mark` is the `Meaning`'s, where there was one.
        """
        listed = self.profiles[: self._tables[0].n]
        arrays: dict[str, Any] = {
            "mark": _packed(fingerprint(listed, self.vocabulary, mark)),
            "topics": _packed(json.dumps(self._topics)),
            **{part: getattr(self.candidates, part) for part in ("indptr", "indices", "weights")},
        }
        for name, table in zip(_FIELDS, self._tables, strict=True):
            arrays |= {f"{name}_{part}": getattr(table, part) for part in ("indptr", "indices", "data", "source")}
        buffer = io.BytesIO()
        np.savez(buffer, **arrays)
        return buffer.getvalue()

    @classmethod
    def from_bytes(cls, data: bytes, profiles: Sequence[Profile], vocabulary: Vocabulary, mark: str = "") -> "Affinity":
        """What `to_bytes` kept; raises ValueError if it is of other people, another vocabulary or damaged."""
        try:
            with np.load(io.BytesIO(data), allow_pickle=False) as kept:
                arrays = dict(kept)
            if _unpacked(arrays["mark"]) != fingerprint(profiles, vocabulary, mark):
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
        wished = np.array([welcome(profile, self.profiles[i]) for i in found], dtype=np.float64)
        self.profiles.append(profile)
        self._newcomers.admit(sides, demand, norm)
        indices = np.array(found, dtype=np.int64)
        return index, (indices, np.round(weights[indices] * wished, 6))

    def fork(self) -> "Affinity":
        """The same people, to try a newcomer with: who is added there is not added here."""
        ahead = copy(self)
        ahead.profiles = list(self.profiles)
        ahead._newcomers = self._newcomers.fork()
        ahead._known_phrases = dict(self._known_phrases)
        return ahead

    def common(self, limit: int) -> list[str]:
        """The topics that most people on the list offer or ask for, the commonest first; people's own words are not.

        What is told to nobody is not counted.
        """
        offers, asks = (table.where(table.source != NO_PHRASE).counts(len(self._topics)) for table in self._tables[:2])
        counts = (offers + asks).tolist()
        shared = (
            (-count, topic)
            for topic, count in zip(self._topics, counts, strict=True)
            if count and about(topic) == topic and not (is_own(topic) or is_goal(topic) or is_likeness(topic))
        )
        return [topic for _, topic in sorted(shared)[:limit]]

    def tellable(self, person: int) -> frozenset[str]:
        """What somebody wrote that may be told at all, to whoever shares it."""
        said = {word for side in self._sides_of(person) for word in side.items()}
        return frozenset(self._words(person, topic, number).phrase for topic, (_, number) in said) - {""}

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

        def shared(my_side: int, their_side: int, amounts: Mapping[str, float]) -> list[Shared]:
            found = []
            for topic, amount in amounts.items():
                own = self._words(reader, topic, mine[my_side][topic][1])
                their = self._words(other, topic, theirs[their_side][topic][1])
                said = may_be_told(topic, mine[my_side][topic], theirs[their_side][topic])
                found.append(Shared(about(topic), own, their, amount, _ground(topic) if said else "unsaid"))
            return found

        both_like = shared(INTERESTS, INTERESTS, liked)
        found = reasons(fit, shared(ASKS, OFFERS, taken), shared(OFFERS, ASKS, given), both_like, SHARED * fit.likeness)
        factor = welcome(self.profiles[reader], self.profiles[other])
        return tuple(replace(reason, weight=factor * reason.weight) for reason in found)

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

    def _words(self, person: int, topic: str, number: int) -> Words:
        """What a person wrote of a topic in one of their phrases, and how it may be told."""
        if number == NO_PHRASE:
            return Words()
        if person not in self._known_phrases:
            self._known_phrases[person] = _phrases(self.profiles[person], self.vocabulary)
        phrase = self._known_phrases[person][number]
        return Words(phrase, sayable(phrase, topic, self.vocabulary))


def _ground(topic: str) -> Ground:
    """What a shared topic rests on."""
    if is_likeness(topic):
        return "likeness"
    return "words" if is_own(topic) else "topic"


def fingerprint(profiles: Sequence[Profile], vocabulary: Vocabulary, mark: str = "") -> str:
    """Changes whenever what is worked out from these people would; `mark` is the `Meaning`'s."""
    digest = sha256(f"{_EDITION} {vocabulary.mark} {mark}".encode())
    for profile in profiles:
        values = (getattr(profile, name) for name in Profile.__dataclass_fields__)
        digest.update(repr([sorted(v) if isinstance(v, frozenset) else v for v in values]).encode())
    return digest.hexdigest()


def _answers(profile: Profile) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """What a person said on each side; nothing without their consent."""
    return (profile.offers, profile.asks, profile.interests) if profile.agreed else ((), (), ())


def _phrases(profile: Profile, vocabulary: Vocabulary) -> list[str]:
    """Everything that a person says, one thing after the other, by the numbers that sides count them with."""
    return [phrase for side in _answers(profile) for answer in side for phrase in vocabulary.phrases(answer)]


def _sides(profile: Profile, vocabulary: Vocabulary, meaning: Meaning | None = None) -> Sides:
    sides: Sides = ({}, {}, {})
    if not profile.agreed:
        return sides
    start = 0
    for side, answers in enumerate(_answers(profile)):
        spread(answers, vocabulary, side, sides, start)
        said = [phrase for answer in answers for phrase in vocabulary.phrases(answer)]
        if meaning:
            related = (meaning.offers, meaning.asks, meaning.interests)[side]
            for number, phrase in enumerate(said, start):
                _take(sides[side], {topic: (surely, number) for topic, surely in related.get(plain(phrase), ())})
        start += len(said)
    _leave_unsaid(sides, profile, vocabulary)
    _take(sides[OFFERS], offered(profile))
    _take(sides[ASKS], asked(profile))
    return sides


def _leave_unsaid(sides: Sides, profile: Profile, vocabulary: Vocabulary) -> None:
    """Takes the phrase from every topic that it may not be told by; what says nothing, or sells, counts for nothing."""
    phrases = _phrases(profile, vocabulary)
    for side in sides:
        for topic, (surely, number) in list(side.items()):
            phrase = phrases[number]
            if is_work(topic) or decide(phrase).use is Use.NOTHING:
                del side[topic]
            elif phrase in profile.quiet or not sayable(phrase, topic, vocabulary):
                side[topic] = (surely, NO_PHRASE)


def _take(kept: dict[str, tuple[float, int]], found: Side) -> None:
    """The surest of what was said."""
    for topic, said in found.items():
        if said[0] > kept.get(topic, (0.0, 0))[0]:
            kept[topic] = said


def _packed(text: str) -> Any:
    return np.frombuffer(text.encode(), dtype=np.uint8)


def _unpacked(kept: Any) -> str:
    return bytes(kept.tobytes()).decode()
