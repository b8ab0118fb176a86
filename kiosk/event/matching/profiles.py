"""Registrants as the matcher sees them: what they said, whom they know, and what they may be told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from kiosk.event.guests import wishes
from kiosk.event.guests.acquaintance import Acquaintance
from kiosk.event.guests.earlier_events import History
from kiosk.event.guests.employers.colleagues import Colleagues
from kiosk.event.guests.employers.employer import employer
from kiosk.event.guests.private import Private
from kiosk.event.words.permitted import Wording
from kiosk.model import Registrant
from matcher import Profile, Vocabulary


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What is known beside the list when people are matched."""

    private: Private
    history: History = field(default_factory=History)
    met_before: Literal["avoid", "prefer", "ignore"] = "avoid"
    wording: Wording = field(default_factory=Wording)


def profiles(people: Sequence[Registrant], knowledge: Knowledge, vocabulary: Vocabulary) -> list[Profile]:
    """Everybody on a list."""
    known, colleagues = Acquaintance(people), Colleagues(people)
    met = knowledge.history.acquaintances(people)

    def apart(person: Registrant) -> frozenset[str]:
        # Whom they name is enough: the matcher asks both sides.
        some = (known.named_by(person), colleagues.of(person), knowledge.private.apart(person, people))
        return _together([each for each in some if each])

    return [profile(person, apart(person), met, knowledge, vocabulary) for person in people]


def _together(some: Sequence[frozenset[str]]) -> frozenset[str]:
    """All of them; one by itself is not copied, for all the staff of a firm share it."""
    return some[0] if len(some) == 1 else frozenset().union(*some)


def profile(
    person: Registrant,
    apart: frozenset[str],
    met: Mapping[str, frozenset[str]],
    knowledge: Knowledge,
    vocabulary: Vocabulary,
) -> Profile:
    """One person; `apart` are those they must not meet, `met` whom everybody met at earlier events."""
    before = met.get(person.id, frozenset())

    def kept(answers: tuple[str, ...]) -> tuple[str, ...]:
        return _kept(answers, knowledge.wording, vocabulary)

    return Profile(
        key=person.id,
        offers=kept(person.offers),
        asks=kept(person.asks),
        interests=kept(person.interests),
        quiet=_quiet(person, knowledge.wording, vocabulary),
        goals=wishes.goals(person.goals),
        print_goals=bool(person.print_goals),
        experience=wishes.years(person.experience),
        distance=wishes.distance(person.distance),
        employer=employer(person.company).key,
        order=person.order,
        person=person.person,
        apart=apart,
        again=before if knowledge.met_before == "prefer" else frozenset(),
        seen=before if knowledge.met_before == "avoid" else frozenset(),
        agreed=knowledge.private.may_match(person),
    )


def _kept(answers: tuple[str, ...], wording: Wording, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Answers without the phrases that the organiser struck."""
    if not wording.strikes:
        return answers
    said = [phrase for answer in answers for phrase in vocabulary.phrases(answer)]
    return tuple(phrase for phrase in said if not wording.struck(phrase))


def _quiet(person: Registrant, wording: Wording, vocabulary: Vocabulary) -> frozenset[str]:
    """Somebody's phrases that the organiser keeps for matching only."""
    if not (wording.instead or wording.people):
        return frozenset()
    answers = (*person.offers, *person.asks, *person.interests)
    return frozenset(p for answer in answers for p in vocabulary.phrases(answer) if wording.quiet(p))
