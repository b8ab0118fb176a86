"""Where people's words would stand on this event's paper: on whose badges, and in which lines."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from kiosk.config import EventFolder
from kiosk.event.matching.introducing import Introducer
from kiosk.event.matching.learning import Learned, expectation
from kiosk.event.matching.paper import paper
from kiosk.event.matching.profiles import Knowledge
from kiosk.event.words.permitted import Wording, key_of
from kiosk.model import Registrant, Status
from matcher import Arrivals, Name

Progress = Callable[[int, int], None]
"""Told how many of how many people were looked at."""
_TRIED, _WRITERS = 8, 3
"""For a phrase that stands on no badge of the rehearsal: of so many who wrote it so many best fits are tried."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A line on somebody's badge that tells of a phrase."""

    reader: str
    """Whose badge it is."""
    about: str
    """Of whom it tells."""
    why: str
    """The line on the badge."""
    card: tuple[str, ...]
    """The two lines on the pocket card."""
    readers_own: bool
    """Whether it is the reader who wrote the phrase."""
    pair: tuple[int, int]
    """The places on the list of both, the reader's first."""


@dataclass(slots=True)
class Places:
    """Everywhere that one phrase would stand."""

    lines: list[Printed] = field(default_factory=list)
    """One per badge that carries it, those about whoever wrote it first."""
    chests: list[tuple[str, str]] = field(default_factory=list)
    """Whose chest asks about it, and in which words."""
    surely: bool = True
    """Whether the badges are those of the rehearsal; otherwise it is one that could be."""


class Rehearsal:
    """The evening before the evening: everybody comes, in the order of the list."""

    def __init__(self, crowd: Sequence[Registrant], learned: Learned, known: Knowledge, folder: EventFolder) -> None:
        settings = folder.settings
        self._crowd, self._affinity, self._history = crowd, learned.affinity, known.history
        self._language = settings.event.language
        self._called = [person.name for person in crowd]
        self._wording = known.wording
        self._introducer = self._introducing(known.wording)
        chances = [expectation(person, settings, known) for person in crowd]
        self._expected = sum(chances)
        self._arrivals = Arrivals(
            learned.affinity.candidates,
            chances,
            **paper(folder),
            price=learned.price,
        )
        self._coming = [
            index
            for index, person in enumerate(crowd)
            if person.status is not Status.CANCELLED and known.private.may_match(person)
        ]
        self._found: dict[str, Places] = {}

    def played(self, progress: Progress) -> dict[str, Places]:
        """Where every phrase stands, by its key; a line also for what could stand on a badge and does not."""
        for done, person in enumerate(self._coming):
            progress(done, len(self._coming))
            names = self._arrivals.propose(person, min(1.0, done / self._expected) if self._expected else 1.0)
            self._arrivals.apply(person, names)
            self._read(person, names)
            self._chest(person)
        for each in self._found.values():
            each.lines.sort(key=lambda line: line.readers_own)
        self._read_what_could_be()
        return self._found

    def reworded(self, phrase: str, lines: Sequence[Printed], wording: Wording) -> list[Printed]:
        """The same lines in the words that were decided on since, as far as they still tell of a phrase."""
        introducer = self._introducing(wording)
        found = []
        for reader, about in (line.pair for line in lines):
            told = self._told(reader, [Name(about, "coming")], introducer)
            found += [line for key, line in told if key == phrase]
        return found

    def _introducing(self, wording: Wording) -> Introducer:
        return Introducer(self._affinity, self._history, wording, self._language)

    def _read(self, reader: int, names: Sequence[Name]) -> None:
        for key, line in self._told(reader, names):
            self._found.setdefault(key, Places()).lines.append(line)

    def _told(
        self, reader: int, names: Sequence[Name], introducer: Introducer | None = None
    ) -> Iterable[tuple[str, Printed]]:
        """The lines on a badge, by the key of what they tell of."""
        places = {self._crowd[name.person].id: name.person for name in names}
        for each, phrases in (introducer or self._introducer).lines(reader, names, self._crowd):
            pair = (reader, places[each.registrant])
            for number, key in enumerate(dict.fromkeys(map(key_of, phrases))):
                yield key, Printed(self._called[reader], each.name, each.reason, each.card, number > 0, pair)

    def _chest(self, person: int) -> None:
        wearer = self._crowd[person]
        phrase, words = self._wording.chest((*wearer.offers, *wearer.interests))
        if words:
            self._found.setdefault(key_of(phrase), Places()).chests.append((self._called[person], words))

    def _read_what_could_be(self) -> None:
        """One line per phrase that somebody's best fits would be told, had chance put them on another badge."""
        best = self._affinity.candidates.best(_TRIED)
        tried: Counter[str] = Counter()
        for person in self._coming:
            keys = set(map(key_of, self._affinity.tellable(person)))
            left = {key for key in keys if key not in self._found and tried[key] < _WRITERS}
            tried.update(left)
            for other, _ in best(person) if left else ():
                said = {key_of(each.their_phrase) for each in self._affinity.reasons(other, person) if each.said}
                for key, line in self._told(other, [Name(person, "coming")]) if left & said else ():
                    if key in left and not line.readers_own:
                        self._found[key] = Places([line], surely=False)
                        left.discard(key)
                if not left:
                    break
