"""Yes and no, read whole: a yes is exactly a known yes, and whatever says more is none."""

import re
import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from kiosk.text import MAX_ANSWER, clean, fold


class Said(StrEnum):
    """What an answer to a yes-or-no question says."""

    YES = "yes"
    NO = "no"
    REFUSAL = "refusal"
    """A no in more words: it refuses, but never agrees to a question that was put the other way round."""
    PARTLY = "partly"
    """A yes with something behind it: "yes, but only my first name"."""
    UNCLEAR = "unclear"
    BLANK = "blank"


TICKS = frozenset("✓✔☑✅🗹√")
_EMPTY = frozenset({"", "-", "–", "—", ".", "n/a"})
_MACHINE = {"1": True, "1.0": True, "0": False, "0.0": False}
_PAIRS = ("on", "sn", "tn", "tf")
"""Letters for yes and no that mean something only beside each other."""
_STRUCK = re.compile("[\u0334-\u0338\u20d0-\u20f0]")
_SMILE = re.compile(r"[:;]-?[)D](?=\s|$)|[👍😊🙂😀😃😄👌🎉🙏]\ufe0f?")
_DOUBT = re.compile(r"[^\w\s.,!¡;'’\"-]|\.\.+|…|_")
_MARK = re.compile(r"[^\w]+")


def whole(text: str) -> Said:
    """What an answer says by itself; a mark or figure that only its column explains is unclear."""
    return _whole(clean(text, MAX_ANSWER))


def agreed(text: str) -> bool | None:
    """Whether a column of a platform or a box says yes: also 1 and 0, ticks and x; None for anything else."""
    answer = clean(text, MAX_ANSWER)
    if answer in TICKS or answer.casefold() == "x":
        return True
    if answer in _MACHINE:
        return _MACHINE[answer]
    return {Said.YES: True, Said.NO: False, Said.REFUSAL: False}.get(_whole(answer))


@dataclass(frozen=True, slots=True)
class Answers:
    """Reads one column's answers, judged by all that stands in it."""

    ticks: frozenset[str] = frozenset()
    """Folded marks that mean a ticked box here: x, 1, the label of the box."""
    numbers: bool = False
    """Whether 1 and 0 are yes and no here."""
    letters: bool = False
    """Whether single letters are."""

    @classmethod
    def of(cls, cells: Collection[str], label: str = "") -> "Answers":
        """For the distinct cells of a column; `label`: what stands beside its box, where it is one."""
        found = {shown for shown in (clean(cell, MAX_ANSWER).casefold() for cell in cells) if shown not in _EMPTY}
        marks = found - {"no", "false", "0"}
        # Beside a tick, an x is a cross.
        ticks = frozenset(found & TICKS or found & {"x"} if found <= {"x", *TICKS} else found & TICKS)
        if label and len(marks) == 1 and _key(next(iter(marks))) == _key(label):
            ticks |= marks
        return cls(ticks, bool(found) and found <= set(_MACHINE), _are_letters(found))

    def say(self, text: str) -> Said:
        """What a cell says."""
        answer = clean(text, MAX_ANSWER)
        if answer.casefold() in self.ticks:
            return Said.YES
        if self.numbers and answer in _MACHINE:
            return Said.YES if _MACHINE[answer] else Said.NO
        if self.letters and answer.casefold() in {"o", "s", "t"}:
            return Said.YES
        return Said.NO if self.letters and answer.casefold() == "f" else _whole(answer)


def unticked(text: str) -> bool:
    """Whether a program says that a box was left alone."""
    return _key(clean(text, MAX_ANSWER)) in _words().unticked or _MACHINE.get(clean(text)) is False


@lru_cache(maxsize=4096)
def _whole(answer: str) -> Said:
    if answer.casefold() in _EMPTY:
        return Said.BLANK
    plain = _SMILE.sub(" ", answer).strip()
    if plain in TICKS:
        return Said.YES
    words = _words()
    tokens = _key(plain).split()
    if _STRUCK.search(answer) or _DOUBT.search(plain):
        return _in_part(tokens)
    if _made_of(tokens, words.yes, words.polite):
        return Said.YES
    if _made_of(tokens, words.no, words.polite):
        return Said.NO
    if _made_of(tokens, words.refusal | words.no, words.polite):
        return Said.REFUSAL
    return _in_part(tokens)


def _in_part(tokens: list[str]) -> Said:
    """An answer of more than known words: a yes that is taken back, a no that is explained, or neither."""
    words = _words()
    if not tokens:
        return Said.UNCLEAR
    agrees, refuses = (any(token in known for token in tokens) for known in (words.yes, words.no))
    if agrees and (refuses or tokens[0] in words.yes or words.but & set(tokens)):
        return Said.PARTLY
    return Said.REFUSAL if tokens[0] in words.no and not agrees else Said.UNCLEAR


def _made_of(tokens: list[str], needed: frozenset[str], allowed: frozenset[str]) -> bool:
    """Whether the words are known phrases put together, one of `needed` among them, and nothing else."""
    at, found = 0, False
    while at < len(tokens):
        step = next((n for n in range(5, 0, -1) if " ".join(tokens[at : at + n]) in needed | allowed), 0)
        if not step:
            return False
        found |= " ".join(tokens[at : at + step]) in needed
        at += step
    return found


def _key(text: str) -> str:
    return _MARK.sub(" ", fold(text)).strip()


def _are_letters(found: set[str]) -> bool:
    return any(found <= set(pair) and len(found) > 1 for pair in _PAIRS)


class _Words(NamedTuple):
    yes: frozenset[str]
    no: frozenset[str]
    refusal: frozenset[str]
    polite: frozenset[str]
    unticked: frozenset[str]
    but: frozenset[str]


@cache
def _words() -> _Words:
    text = files("kiosk.intake.cells").joinpath("yesno.toml").read_text(encoding="utf-8")
    return _Words(**{name: frozenset(phrases) for name, phrases in tomllib.loads(text).items()})
