"""What a list is about: the topics that people offer and ask, and the phrases that were not understood."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kiosk.event.words.permitted import Wording, agreed
from kiosk.model import Registrant
from matcher import Vocabulary
from matcher.words.cutting import unwrapped, words
from matcher.words.direction import intent
from matcher.words.spelling import ordinary
from matcher.words.topics import PARENT, is_own

_AS_FOUND = Wording()
_NEAREST = 3
_HINTED, _ALIKE = 0.25, 85
"""How surely a topic is hinted at, and how alike a name is spelt, of 100, to be suggested."""


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


def popular(people: Sequence[Registrant], vocabulary: Vocabulary, wording: Wording = _AS_FOUND) -> tuple[Popular, ...]:
    """The topics of those who agreed to be matched, the most named first; of phrases that may be said."""
    people = agreed(people)
    offers = Counter(_named((person.offers for person in people), vocabulary, wording))
    asks = Counter(_named((person.asks for person in people), vocabulary, wording))
    topics = sorted(offers.keys() | asks.keys(), key=lambda topic: (-offers[topic] - asks[topic], topic))
    return tuple(Popular(topic, offers[topic], asks[topic]) for topic in topics)


def unknown_phrases(
    people: Sequence[Registrant], vocabulary: Vocabulary, wording: Wording = _AS_FOUND
) -> tuple[Unknown, ...]:
    """The phrases of those who agreed that meet only the same words again, the most frequent first.

    What may not be said is not listed: no topic should be made of it.
    """
    people = agreed(people)
    counts: Counter[str] = Counter()
    spelling: dict[str, str] = {}
    for person in people:
        said = (p for answers in (person.offers, person.asks, person.interests) for a in answers
                for p in vocabulary.phrases(a))  # fmt: skip
        missed = {
            unwrapped(phrase) for phrase in said if _means_nothing(phrase, vocabulary) and wording.may_be_said(phrase)
        }
        for phrase in missed:
            spelling.setdefault(phrase.casefold(), phrase)
        counts.update({phrase.casefold() for phrase in missed})
    ordered = sorted(counts, key=lambda phrase: (-counts[phrase], phrase))
    return tuple(Unknown(spelling[phrase], counts[phrase], _nearest(phrase, vocabulary)) for phrase in ordered)


def _named(sides: Iterable[Sequence[str]], vocabulary: Vocabulary, wording: Wording) -> Iterable[str]:
    """Every topic once per person; topics that are only hinted at or part of another are left out."""
    for answers in sides:
        yield from {
            topic
            for answer in answers
            for phrase in vocabulary.phrases(answer)
            if wording.may_be_said(phrase)
            for topic, surely in vocabulary.topics(phrase)
            if surely > PARENT and not is_own(topic)
        }


def _means_nothing(phrase: str, vocabulary: Vocabulary) -> bool:
    return intent(phrase) not in ("job", "hire") and all(is_own(topic) for topic in vocabulary.firm(phrase))


def _nearest(phrase: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """What a phrase hints at, then what is spelt like it; nothing rather than something far."""
    from rapidfuzz import fuzz, process

    guesses = sorted(vocabulary.topics(phrase), key=lambda each: (-each[1], each[0]))
    hinted = [topic for topic, surely in guesses if not is_own(topic) and surely >= _HINTED]
    said = " ".join(words(phrase))
    if said in ordinary():
        return tuple(hinted[:_NEAREST])
    known = {" ".join(name): topic for name, topic in vocabulary.names.items()}
    hits = process.extract(said, known.keys(), scorer=fuzz.ratio, limit=3 * _NEAREST, score_cutoff=_ALIKE)
    return tuple(dict.fromkeys([*(known[hit] for hit, _, _ in hits), *hinted]))[:_NEAREST]
