"""How risky words are on a badge: what the matcher thinks of them, and what else speaks against them."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from math import prod

from kiosk.language import _, later
from matcher.saying.decision import Decision, Use, decide
from matcher.words.boilerplate import SPEECH
from matcher.words.cutting import fold

LOOK_FROM = 0.2
"""How sure the matcher must be that a phrase is private for a person to look twice."""
_SURE = 0.5
"""... and for the screen to say what it is about: below that, the guess is often another matter."""
_LONG, _VERY_LONG = 40, 90
_CONTACT = re.compile(
    r"\S+@\S+|https?:|www\.|(?<!\w)@\w{2,}|\b[\w-]+\.[a-z]{2,}/\w|\b[\w-]{2,}\.(?:com|org|de|fr|es|eu|info|me)\b"
    r"|(?:\+?\d[\s/().-]{0,2}){7,}",
    re.IGNORECASE,
)
_YEARS = re.compile(r"\b(?:19|20)\d\d\s?[-–/]\s?(?:19|20)?\d\d\b")
_AMOUNT = re.compile(r"[$€£¥₹]|\d\s?(?:k\s?)?(?:eur|usd|gbp|chf|dollars?|pounds?)\b", re.IGNORECASE)
_PICTURES = re.compile("[\U0001f1e6-\U0001f1ff\U0001f300-\U0001faff\u2600-\u27bf]|[:;]-?[)(DPp](?!\\w)")
_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE = re.compile(r"[.?!]\s+\S|[?]")
_CLAUSE = re.compile(rf"(?<![\w'])(?:{'|'.join(SPEECH['clause'])})(?![\w'])")
_MONEY = later("speaks of money")
_WHY = {
    "contact": later("asks to be called or written to"),
    "joke": later("sounds like a joke"),
    "rude": later("may hurt somebody"),
    "health": later("speaks of health"),
    "money": _MONEY,
}
_MATTERS = {
    "body": _WHY["health"],
    "family": later("speaks of family or love"),
    "boss": later("speaks of trouble at work"),
    "money": _MONEY,
    "law": later("speaks of a matter of law"),
    "grief": later("speaks of grief"),
    "weakness": later("tells of a weakness"),
    "tender": later("tells of a weakness"),
    "jobhunt": later("speaks of finding work"),
    "hiring": later("speaks of hiring"),
    "selling": later("sounds like selling"),
}
"""What the matcher tells apart; an address is told more exactly here, and an empty phrase is no risk."""
_ADDRESS, _PRIVATE = later("holds an address or a number"), later("may be private")
_LOUD, _TALKS = later("is loud or has pictures in it"), later("reads like a sentence")
_IS_LONG = later("is long ({n} characters)")


@dataclass(frozen=True, slots=True)
class Risk:
    """How risky words are."""

    score: float
    """How likely they are none for a badge, 0 to 1; also the most harmless have a little of it."""
    why: tuple[str, ...]
    """Why they should be looked at, the worst first, in English, to be translated; empty for harmless ones."""
    length: int = 0
    """Of the words."""

    def told(self) -> list[str]:
        """The reasons in the language in use."""
        return [_(each).format(n=self.length) for each in self.why]

    def plainly(self) -> list[str]:
        """The reasons in English: for programs."""
        return [each.format(n=self.length) for each in self.why]


def risk_of(words: str, decision: Decision | None = None) -> Risk:
    """How risky words are on a badge; `decision` where it is known already."""
    decision = decision or decide(words)
    seen = _written(words)
    found = sorted([*seen, *_thought(decision)], key=lambda each: -each[0])
    score = 1 - (1 - decision.risk) * prod(1 - weight for weight, _ in seen)
    return Risk(round(score, 3), tuple(dict.fromkeys(why for _, why in found)), len(words))


def _thought(decision: Decision) -> list[tuple[float, str]]:
    """What the matcher thinks, and how sure it is."""
    if decision.use is Use.SAY:
        return [(decision.risk, _PRIVATE)] if decision.risk >= LOOK_FROM else []
    why = _MATTERS.get(decision.matter)
    if why and decision.risk < _SURE and decision.matter != "selling":
        why = _PRIVATE
    return [(decision.risk, why)] if why else []


def _written(words: str) -> list[tuple[float, str]]:
    """What can be seen from the words, and how much each says."""
    folded = fold(words)
    found: list[tuple[float, str]] = []
    if _CONTACT.search(_YEARS.sub("", words)):
        found.append((0.9, _ADDRESS))
    found += [(weight, why) for weight, why, pattern in _patterns() if pattern.search(folded)]
    if _AMOUNT.search(words) and not any(why == _MONEY for _, why in found):
        found.append((0.4, _MONEY))
    if _PICTURES.search(words) or _is_loud(words):
        found.append((0.3, _LOUD))
    if len(words) > _LONG:
        found.append((0.3 if len(words) > _VERY_LONG else 0.1, _IS_LONG))
    if _SENTENCE.search(words) or (len(_WORD.findall(words)) > 3 and _CLAUSE.search(folded)):
        found.append((0.05, _TALKS))
    return found


def _is_loud(words: str) -> bool:
    """Whether words shout; three or four capitals are an abbreviation, and so is a single word of them."""
    capitals = [word for word in _WORD.findall(words) if len(word) > 1 and word.isupper()]
    return "!!" in words or len(capitals) > 2 or sum(len(word) > 4 for word in capitals) > 1


@cache
def _patterns() -> tuple[tuple[float, str, re.Pattern[str]], ...]:
    text = (resources.files("kiosk.event.words") / "risks.toml").read_text("utf-8")
    known = [(kind["weight"], _WHY[name], kind["patterns"]) for name, kind in tomllib.loads(text).items()]
    return tuple((weight, why, re.compile(rf"(?<!\w)(?:{'|'.join(said)})(?!\w)")) for weight, why, said in known)
