"""What a list is about: the topics that people offer and ask, and the phrases that were not understood."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kiosk.event.words.risks import agreed
from kiosk.model import Registrant
from matcher import Vocabulary
from matcher.words.cutting import unwrapped
from matcher.words.direction import intent
from matcher.words.topics import PARENT, is_own

_NEAREST = 3


@dataclass(frozen=True, slots=True)
class Popular:
    """A topic and how many people offer and ask for it."""

    topic: str
    offers: int
    asks: int


@dataclass(frozen=True, slots=True)
class Unknown:
    """A phrase that means nothing to the vocabulary, and the topics written most like it."""

    phrase: str
    people: int
    nearest: tuple[str, ...]


def popular(people: Sequence[Registrant], vocabulary: Vocabulary) -> tuple[Popular, ...]:
    """The topics of those who agreed to be matched, the most named first."""
    people = agreed(people)
    offers = Counter(_named((person.offers for person in people), vocabulary))
    asks = Counter(_named((person.asks for person in people), vocabulary))
    topics = sorted(offers.keys() | asks.keys(), key=lambda topic: (-offers[topic] - asks[topic], topic))
    return tuple(Popular(topic, offers[topic], asks[topic]) for topic in topics)


def unknown_phrases(people: Sequence[Registrant], vocabulary: Vocabulary) -> tuple[Unknown, ...]:
    """The phrases of those who agreed that meet only the same words again, the most frequent first."""
    people = agreed(people)
    counts: Counter[str] = Counter()
    spelling: dict[str, str] = {}
    for person in people:
        said = (p for answers in (person.offers, person.asks, person.interests) for a in answers
                for p in vocabulary.phrases(a))  # fmt: skip
        missed = {unwrapped(phrase) for phrase in said if _means_nothing(phrase, vocabulary)}
        for phrase in missed:
            spelling.setdefault(phrase.casefold(), phrase)
        counts.update({phrase.casefold() for phrase in missed})
    ordered = sorted(counts, key=lambda phrase: (-counts[phrase], phrase))
    return tuple(Unknown(spelling[phrase], counts[phrase], _nearest(phrase, vocabulary)) for phrase in ordered)


def _named(sides: Iterable[Sequence[str]], vocabulary: Vocabulary) -> Iterable[str]:
    """Every topic once per person; topics that are only hinted at or part of another are left out."""
    for answers in sides:
        yield from {
            topic
            for answer in answers
            for phrase in vocabulary.phrases(answer)
            for topic, surely in vocabulary.topics(phrase)
            if surely > PARENT and not is_own(topic)
        }


def _means_nothing(phrase: str, vocabulary: Vocabulary) -> bool:
    return intent(phrase) not in ("job", "hire") and all(is_own(topic) for topic in vocabulary.firm(phrase))


def _nearest(phrase: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    from rapidfuzz import fuzz, process

    known = {" ".join(name): topic for name, topic in vocabulary.names.items()}
    hits = process.extract(phrase, known.keys(), scorer=fuzz.WRatio, limit=3 * _NEAREST, score_cutoff=60)
    return tuple(dict.fromkeys(known[hit] for hit, _, _ in hits))[:_NEAREST]
