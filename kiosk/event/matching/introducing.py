"""From the matcher's names to what a badge says about them: why, and a way to begin."""

from collections.abc import Sequence

from kiosk.event.guests.earlier_events import History
from kiosk.event.guests.identity.perhaps import reads_as_one
from kiosk.event.guests.naming import first_name
from kiosk.event.words.permitted import Wording
from kiosk.model import Introduction, Kind, Registrant
from matcher import Affinity, Line, Name, Reason, line
from matcher.fit.goals import is_mentoring
from matcher.fit.reasons import strength
from matcher.lines import Occasion, promised


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
        """The introductions on one badge, the best first: no name without a line, nothing twice."""
        return tuple(introduction for introduction, _ in self.lines(reader, names, people))

    def lines(
        self, reader: int, names: Sequence[Name], people: Sequence[Registrant]
    ) -> list[tuple[Introduction, tuple[str, ...]]]:
        """The same, each with the phrases that it tells of."""
        used: frozenset[str] = frozenset()
        found: list[tuple[int, Introduction, tuple[str, ...]]] = []
        others: list[Registrant] = []
        for name in names:
            if any(reads_as_one(people[name.person], other) for other in others):
                continue
            reasons = [self._wording.worded(reason) for reason in self._affinity.reasons(reader, name.person)]
            told = self._told(reader, name, people, reasons, used)
            if told is None:
                continue
            used |= told.used
            other = people[name.person]
            others.append(other)
            introduction = Introduction(
                registrant=other.id,
                name=other.name,
                number=other.number,
                kind=Kind(name.kind),
                reason=told.why,
                starter=told.question,
                card=told.card,
                fit=strength(reasons),
            )
            found.append((told.rank, introduction, told.phrases))
        return [(introduction, phrases) for _, introduction, phrases in sorted(found, key=lambda each: each[0])]

    def _told(
        self, reader: int, name: Name, people: Sequence[Registrant], reasons: Sequence[Reason], used: frozenset[str]
    ) -> Line | None:
        me, other = people[reader], people[name.person]
        found = line(
            reasons,
            first_name(other),
            seed=f"{me.id}{other.id}",
            language=self._language,
            used=used,
            occasion=self._occasion(reader, name.person),
        )
        if found is None and name.kind == Kind.MUTUAL.value:
            # Their badge is printed and names the reader: the promise outlasts the answers that it came from.
            return promised(first_name(other), seed=f"{me.id}{other.id}", language=self._language, used=used)
        return found

    def _occasion(self, reader: int, person: int) -> Occasion | None:
        """What else these two have in common, where that asks for another question than their reason does."""
        mine, theirs = self._affinity.profiles[reader], self._affinity.profiles[person]
        if theirs.key in mine.again | mine.seen:
            return "met_before"
        if mine.print_goals and theirs.print_goals:
            if is_mentoring(theirs, mine):
                return "mentoring_ask"
            if is_mentoring(mine, theirs):
                return "mentoring_give"
        return None
