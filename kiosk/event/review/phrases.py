"""Everything that people wrote, phrase by phrase, with where it would be printed: what must be looked at first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kiosk.event.review.in_context import Places, Printed
from kiosk.event.words.permitted import agreed, key_of
from kiosk.event.words.risks import Risk, risk_of
from kiosk.model import Registrant
from kiosk.store.verdicts import Decision, Verdict
from matcher import Vocabulary
from matcher.saying.decision import decide_all

_Sides = tuple[list[Registrant], list[Registrant], list[Registrant]]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that somebody wrote, as they were typed."""

    words: str
    key: str
    """What verdicts on it are kept under."""
    writers: tuple[str, ...]
    """Everybody's names who wrote it, by badge number."""
    offers: int
    """How many people wrote it there."""
    asks: int
    interests: int
    risk: Risk
    places: Places = field(default_factory=Places)
    decision: Decision | None = None
    reworded: tuple[Printed, ...] = ()
    """The lines in the words that were decided on since the rehearsal."""

    @property
    def lines(self) -> Sequence[Printed]:
        """The lines that tell of it, as they would be printed now."""
        return self.reworded or self.places.lines

    @property
    def people(self) -> int:
        """How many wrote it anywhere."""
        return len(self.writers)

    @property
    def badges(self) -> int:
        """How many badges of others, and own chests, carry it in the rehearsal."""
        return (len(self.places.lines) if self.places.surely else 0) + len(self.places.chests)

    @property
    def printable(self) -> bool:
        """Whether it stands on a badge, or could."""
        return bool(self.places.lines or self.places.chests)

    @property
    def waits(self) -> bool:
        """Whether it may be printed and nobody has looked at it."""
        return self.decision is None and self.printable

    @property
    def printed(self) -> str:
        """What may be printed of it; empty where it stays unsaid."""
        if self.decision is None or self.decision.verdict is Verdict.KEEP:
            return self.words if self.printable else ""
        return self.decision.instead


def unreviewed(phrases: Sequence[Phrase]) -> int:
    """How many phrases may be printed and nobody has decided on."""
    return sum(phrase.waits for phrase in phrases)


def to_review(
    people: Sequence[Registrant],
    vocabulary: Vocabulary,
    decided: Mapping[str, Decision],
    places: Mapping[str, Places],
) -> tuple[Phrase, ...]:
    """The phrases of everybody who agreed to be matched.

    What may be printed and nobody has looked at comes first, the riskiest first of all; then what was decided, and
    what is printed nowhere.
    """
    who: dict[str, _Sides] = {}
    spellings: dict[str, set[str]] = {}
    for person in agreed(people):
        for side, answers in enumerate((person.offers, person.asks, person.interests)):
            for words in {phrase for answer in answers for phrase in vocabulary.phrases(answer)}:
                who.setdefault(key_of(words), ([], [], []))[side].append(person)
                spellings.setdefault(key_of(words), set()).add(words)
    risks = _risks(sorted({words for said in spellings.values() for words in said}))
    found = []
    for key, sides in who.items():
        # One verdict covers all spellings, so the riskiest is the one to look at.
        words = max(sorted(spellings[key], reverse=True), key=lambda each: risks[each].score)
        found.append(_phrase(words, key, sides, risks[words], places.get(key), decided.get(key)))
    return tuple(sorted(found, key=_order))


def _order(phrase: Phrase) -> tuple[int, float, int, str]:
    group = 1 if phrase.decision else 0 if phrase.printable else 2
    return group, -phrase.risk.score, -phrase.badges, phrase.key


def _risks(phrases: Sequence[str]) -> dict[str, Risk]:
    decisions = decide_all(phrases)
    return {words: risk_of(words, decision) for words, decision in zip(phrases, decisions, strict=True)}


def _phrase(
    words: str, key: str, sides: _Sides, risk: Risk, places: Places | None, decision: Decision | None
) -> Phrase:
    # Several tickets of one person are one writer.
    offers, asks, interests = (len({person.person for person in side}) for side in sides)
    writers = {person.person: person for side in sides for person in side}
    names = tuple(person.name for person in sorted(writers.values(), key=lambda person: person.number))
    return Phrase(words, key, names, offers, asks, interests, risk, places or Places(), decision)
