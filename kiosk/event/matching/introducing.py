"""From the matcher's names to what a badge says about them: a reason, and a way to begin."""

from collections.abc import Sequence
from dataclasses import replace

from kiosk.event.guests.earlier_events import History
from kiosk.event.guests.identity.perhaps import reads_as_one
from kiosk.event.guests.naming import first_name
from kiosk.event.words.permitted import Wording
from kiosk.model import Introduction, Kind, Registrant
from matcher import Affinity, Name, Reason, suggest
from matcher.fit.goals import MENTORING
from matcher.fit.reasons import strength
from matcher.starters import Occasion


class Introducer:
    """Finds the words for introductions, in the language of the evening."""

    def __init__(self, affinity: Affinity, history: History, wording: Wording, language: str) -> None:
        self._affinity = affinity
        self._history = history
        self._wording = wording
        self._language = language

    def on(self, affinity: Affinity) -> "Introducer":
        """The same words for people who are weighed elsewhere."""
        return Introducer(affinity, self._history, self._wording, self._language)

    def introduce(self, reader: int, names: Sequence[Name], people: Sequence[Registrant]) -> tuple[Introduction, ...]:
        """The introductions on one badge; no line is said twice, and nobody is named twice."""
        used: set[str] = set()
        found = []
        others: list[Registrant] = []
        for name in names:
            if any(reads_as_one(people[name.person], other) for other in others):
                continue
            others.append(people[name.person])
            introduction = self._introduction(reader, name, people, frozenset(used))
            used.update((introduction.starter, *introduction.card))
            found.append(introduction)
        return tuple(found)

    def _introduction(
        self, reader: int, name: Name, people: Sequence[Registrant], used: frozenset[str]
    ) -> Introduction:
        me, other = people[reader], people[name.person]
        known = self._affinity.reasons(reader, name.person)
        reasons = [_worded(reason, self._wording) for reason in known]
        # The largest reason that has words; one without is still better than none.
        reason = next((each for each in reasons if each.mine and each.theirs), reasons[0] if reasons else None)
        first = first_name(other)
        starter = suggest(
            reason,
            first,
            seed=f"{me.id}{other.id}",
            used=used,
            language=self._language,
            # What brings them here is nobody's words, and is none once it is worded.
            family=self._occasion(reader, name.person, known[reasons.index(reason)] if reason else None, me, other),
        )
        return Introduction(
            registrant=other.id,
            name=other.name,
            number=other.number,
            kind=Kind(name.kind),
            reason=reason.sentence(first, self._language) if reason else "",
            starter=starter.line,
            card=starter.card,
            fit=strength(reasons),
        )

    def _occasion(
        self, reader: int, person: int, reason: Reason | None, me: Registrant, other: Registrant
    ) -> Occasion | None:
        """What else these two have in common, where that says more than their reason."""
        mine, theirs = self._affinity.profiles[reader], self._affinity.profiles[person]
        if theirs.key in mine.again | mine.seen:
            return "met_before"
        if reason and reason.topic == MENTORING and mine.print_goals and theirs.print_goals:
            return "mentoring_ask" if reason.kind == "they_offer" else "mentoring_give"
        new_faces = self._history.visits and not any(self._history.attendance(each)[0] for each in (me, other))
        if new_faces and (reason is None or reason.kind in ("both_like", "related")):
            return "first_timers"
        return None


def _worded(reason: Reason, wording: Wording) -> Reason:
    """The reason in the words that the organiser lets be printed; a phrase that stays unsaid takes its topic along."""
    mine, theirs = wording.printed(reason.mine), wording.printed(reason.theirs)
    # A topic that the vocabulary does not know is somebody's own words.
    topic = wording.printed(reason.topic) or reason.topic
    return replace(reason, mine=mine, theirs=theirs, topic=topic if mine and theirs else "")
