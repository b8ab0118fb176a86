"""Conversation starters: a small grammar around people's own words, as data."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal, TypeVar

from matcher.fit.reasons import Reason
from matcher.phrasebook import Book, Family, read
from matcher.words.cutting import fold
from matcher.words.phrasing import noun_phrase

WIDTH = 45
"""Characters of one line."""
_LONGEST_NAME = 14
_T = TypeVar("_T")

Occasion = Literal[
    "they_offer",
    "they_ask",
    "both_like",
    "related",
    "mentoring_ask",
    "mentoring_give",
    "met_before",
    "first_timers",
    "table",
    "plain",
]
"""Families of starters. Only a caller who knows that both want it in print asks for a mentoring one."""


@dataclass(frozen=True, slots=True)
class Starter:
    """Something to open a conversation with."""

    line: str
    """At most 45 characters, for a badge."""
    card: tuple[str, ...]
    """At most two lines of 45 characters, for a pocket card."""


@dataclass(frozen=True, slots=True)
class _Occasion:
    """What is known when a starter is chosen."""

    book: Book
    families: tuple[Family, ...]
    """The fitting one first."""
    slots: Mapping[str, str]
    used: frozenset[str]
    lot: bytes


def suggest(
    reason: Reason | None,
    their_name: str,
    *,
    seed: str,
    used: frozenset[str] = frozenset(),
    language: str = "en",
    family: Occasion | None = None,
) -> Starter:
    """A starter for a reader who meets `their_name`; the same seed gives the same, and none of `used` comes again.

    `family` says more about the meeting than its reason does; without one, the reason's kind decides. `used` are the
    lines that the badge has already, and those of its cards if these are to differ too.
    """
    book = read(language)
    kinds = dict.fromkeys((family or "", reason.kind if reason else "plain", "plain"))
    occasion = _Occasion(
        book,
        tuple(book.families[kind] for kind in kinds if kind in book.families),
        _slots(book, reason, their_name),
        frozenset(each.strip(" \N{NO-BREAK SPACE}".join(["", *book.quotes, ""])) for each in used),
        sha256(seed.encode(errors="replace")).digest(),
    )
    position, line = _line(occasion)
    return Starter(line, (_opener(occasion), _question(occasion, position, line)))


def _line(occasion: _Occasion) -> tuple[int, str]:
    """The first line that fits and sounds like none of those used, else one not used itself; and where it stands."""
    any_line = fresh = (0, "")
    for position, template in _templates(occasion):
        line = _fitted(occasion, template)
        if line and not _heard(occasion.book, template, occasion.used):
            return position, line
        any_line = any_line if any_line[1] or not line else (position, line)
        fresh = fresh if fresh[1] or not line or line in occasion.used else (position, line)
    return fresh if fresh[1] else any_line


def _templates(occasion: _Occasion) -> Iterator[tuple[int, str]]:
    turn = int.from_bytes(occasion.lot[:4])
    for family in occasion.families:
        numbered = list(enumerate((*family.lines, *family.plain)))
        yield from _turned(numbered[: len(family.lines)], turn)
        yield from _turned(numbered[len(family.lines) :], turn)


def _opener(occasion: _Occasion) -> str:
    """The first line of a card: why, or what to say first; around people's words if any fits, a new one if any is."""
    turn = int.from_bytes(occasion.lot[4:8])
    for family in occasion.families:
        for openers in (family.openers, family.openers_plain):
            fitting = [line for each in _turned(openers, turn) if (line := _fitted(occasion, each))]
            if fitting:
                return next((line for line in fitting if line not in occasion.used), fitting[0])
    return ""


def _question(occasion: _Occasion, position: int, line: str) -> str:
    """The second line of a card; the line's position chooses it, so that cards mostly differ where lines do."""
    questions = [each for family in occasion.families for each in _turned(family.questions, position)]
    used = {*occasion.used, line}
    fresh = [each for each in questions if not _heard(occasion.book, each, used)]
    return occasion.book.quoted((fresh or questions)[0])


def _slots(book: Book, reason: Reason | None, their_name: str) -> dict[str, str]:
    name = " ".join(their_name.split())
    slots = {"name": name if len(name) <= _LONGEST_NAME and name.isprintable() else ""}
    if reason:
        # Topics have English names; elsewhere only a word that both have written is said of both.
        common = reason.common(book.language)
        topic = noun_phrase(common) if book.language == "en" or common == reason.theirs else ""
        spare = topic if book.language == "en" else ""
        words = {
            "topic": topic,
            "mine": noun_phrase(reason.mine) or spare,
            "theirs": noun_phrase(reason.theirs) or spare,
        }
        if reason.kind == "related" and fold(words["mine"]) == fold(words["theirs"]):
            # A thing is not related to itself.
            words["mine"] = ""
        slots |= {slot: book.bare(each) for slot, each in words.items()}
    return slots


def _fitted(occasion: _Occasion, template: str) -> str:
    line = occasion.book.fill(template, occasion.slots)
    return line if len(line) <= WIDTH else ""


def _heard(book: Book, template: str, used: Iterable[str]) -> bool:
    return any(book.frame(template).fullmatch(each) for each in used)


def _turned(templates: Sequence[_T], turn: int) -> Sequence[_T]:
    """The templates beginning with another one for another seed."""
    start = turn % len(templates) if templates else 0
    return [*templates[start:], *templates[:start]]
