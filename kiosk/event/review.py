"""Every phrase that could be printed on somebody else's badge, the riskiest first."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from kiosk.model import Registrant, Status
from kiosk.store.reviews import Decision
from matcher import Vocabulary
from matcher.boilerplate import SPEECH
from matcher.phrasing import private
from matcher.words import fold, unwrapped

_LONG, _VERY_LONG = 40, 90
_CONTACT = re.compile(r"\S+@\S+|https?:|www\.|(?<!\w)@\w{3,}|(?:\+?\d[\s/()-]?){7,}")
_AMOUNT = re.compile(r"[$€£¥]\s?\d|\d\s?(?:[$€£¥]|k\b|eur|usd)", re.IGNORECASE)
_PICTURES = re.compile("[\U0001f300-\U0001faff\u2600-\u27bf]")
_SHOUTED = re.compile(r"!{2,}|\b[A-ZÄÖÜ]{2,}(?:\s+[A-ZÄÖÜ]{2,}){2,}\b")
_SENTENCE = re.compile(r"[.?!]\s+\S|[?]")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that somebody wrote, as they would be printed."""

    words: str
    offers: int
    """How many people wrote it there."""
    asks: int
    interests: int
    risks: tuple[str, ...]
    """Why it should be looked at, the worst first; empty for a harmless one."""
    risk: int
    decision: Decision | None = None

    @property
    def people(self) -> int:
        """How often it was written."""
        return self.offers + self.asks + self.interests


def to_review(
    people: Sequence[Registrant], vocabulary: Vocabulary, decided: Mapping[str, Decision]
) -> tuple[Phrase, ...]:
    """The phrases of everybody who agreed to be matched: undecided ones first, the riskiest first of all."""
    counts: dict[str, list[int]] = {}
    spelling: dict[str, str] = {}
    for person in people:
        if person.consent is not True or person.status is Status.CANCELLED:
            continue
        for side, answers in enumerate((person.offers, person.asks, person.interests)):
            for words in {_printed(p, vocabulary) for answer in answers for p in vocabulary.phrases(answer)}:
                counts.setdefault(fold(words), [0, 0, 0])[side] += 1
                spelling.setdefault(fold(words), words)
    found = []
    for folded, (offers, asks, interests) in counts.items():
        risk, why = risks(spelling[folded])
        found.append(Phrase(spelling[folded], offers, asks, interests, why, risk, decided.get(folded)))
    return tuple(sorted(found, key=lambda p: (p.decision is not None, -p.risk, -p.people, fold(p.words))))


def unreviewed(phrases: Sequence[Phrase]) -> int:
    """How many phrases nobody has decided on."""
    return sum(phrase.decision is None for phrase in phrases)


def risks(words: str) -> tuple[int, tuple[str, ...]]:
    """How risky words are on somebody else's badge, and why; 0 for harmless ones."""
    folded = fold(words)
    found: list[tuple[int, str]] = []
    if _CONTACT.search(words):
        found.append((6, "holds an address or a number"))
    if private(words):
        found.append((5, "speaks of work, health or private life"))
    found += [(4, why) for why, pattern in _patterns() if pattern.search(folded)]
    if _AMOUNT.search(words) and not any(why.endswith("money") for _, why in found):
        found.append((4, "speaks of money"))
    if _PICTURES.search(words) or _SHOUTED.search(words):
        found.append((3, "is loud or has pictures in it"))
    if len(words) > _LONG:
        found.append((3 if len(words) > _VERY_LONG else 2, f"is long ({len(words)} characters)"))
    if _SENTENCE.search(words):
        found.append((1, "is a whole sentence"))
    found.sort(key=lambda each: -each[0])
    return sum(worth for worth, _ in found), tuple(dict.fromkeys(why for _, why in found))


def _printed(phrase: str, vocabulary: Vocabulary) -> str:
    return vocabulary.midsentence(unwrapped(phrase))


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    text = (resources.files("kiosk.event") / "risks.toml").read_text("utf-8")
    known = [(kind["why"], kind["patterns"]) for kind in tomllib.loads(text).values()]
    known.append(("sounds like selling", SPEECH["sales"]))
    return tuple((why, re.compile(rf"(?<!\w)(?:{'|'.join(said)})(?!\w)")) for why, said in known)
