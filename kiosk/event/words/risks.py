"""Every phrase that could be printed on somebody else's badge, the riskiest first."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from kiosk.model import Registrant, Status
from kiosk.store.verdicts import Decision, Verdict
from matcher import Vocabulary
from matcher.words.boilerplate import SPEECH
from matcher.words.cutting import fold, unwrapped
from matcher.words.phrasing import private

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


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that somebody wrote, as they would be printed."""

    words: str
    offers: int
    """How many people wrote it there."""
    asks: int
    interests: int
    people: int
    """How many wrote it anywhere."""
    risks: tuple[str, ...]
    """Why it should be looked at, the worst first; empty for a harmless one."""
    risk: int
    decision: Decision | None = None

    @property
    def printed(self) -> str:
        """What is printed of it; empty where it stays unsaid."""
        if self.decision is None or self.decision.verdict is Verdict.KEEP:
            return self.words
        return self.decision.instead


def to_review(
    people: Sequence[Registrant], vocabulary: Vocabulary, decided: Mapping[str, Decision]
) -> tuple[Phrase, ...]:
    """The phrases of everybody who agreed to be matched: undecided ones first, the riskiest first of all."""
    who: dict[str, tuple[set[str], set[str], set[str]]] = {}
    spellings: dict[str, set[str]] = {}
    for person in agreed(people):
        for side, answers in enumerate((person.offers, person.asks, person.interests)):
            for words in {_printed(p, vocabulary) for answer in answers for p in vocabulary.phrases(answer)}:
                who.setdefault(fold(words), (set(), set(), set()))[side].add(person.person)
                spellings.setdefault(fold(words), set()).add(words)
    found = []
    for folded, (offers, asks, interests) in who.items():
        # One verdict covers all spellings, so the riskiest is the one to look at.
        words = max(sorted(spellings[folded], reverse=True), key=lambda each: risks(each)[0])
        risk, why = risks(words)
        counts = (len(offers), len(asks), len(interests), len(offers | asks | interests))
        found.append(Phrase(words, *counts, why, risk, decided.get(folded)))
    return tuple(sorted(found, key=lambda p: (p.decision is not None, -p.risk, -p.people, fold(p.words))))


def agreed(people: Sequence[Registrant]) -> list[Registrant]:
    """Those whose words may be looked at: they agreed to be matched, and still come."""
    return [person for person in people if person.consent is True and person.status is not Status.CANCELLED]


def unreviewed(phrases: Sequence[Phrase]) -> int:
    """How many phrases nobody has decided on."""
    return sum(phrase.decision is None for phrase in phrases)


def risks(words: str) -> tuple[int, tuple[str, ...]]:
    """How risky words are on somebody else's badge, and why; 0 for harmless ones."""
    folded = fold(words)
    found: list[tuple[int, str]] = []
    if _CONTACT.search(_YEARS.sub("", words)):
        found.append((6, "holds an address or a number"))
    if private(words):
        found.append((5, "speaks of work, health or private life"))
    found += [(4, why) for why, pattern in _patterns() if pattern.search(folded)]
    if _AMOUNT.search(words) and not any(why.endswith("money") for _, why in found):
        found.append((4, "speaks of money"))
    if _PICTURES.search(words) or _is_loud(words):
        found.append((3, "is loud or has pictures in it"))
    if len(words) > _LONG:
        found.append((3 if len(words) > _VERY_LONG else 2, f"is long ({len(words)} characters)"))
    if _SENTENCE.search(words) or (len(_WORD.findall(words)) > 3 and _CLAUSE.search(folded)):
        found.append((1, "reads like a sentence"))
    found.sort(key=lambda each: -each[0])
    return sum(worth for worth, _ in found), tuple(dict.fromkeys(why for _, why in found))


def _is_loud(words: str) -> bool:
    """Whether words shout; three or four capitals are an abbreviation, and so is a single word of them."""
    capitals = [word for word in _WORD.findall(words) if len(word) > 1 and word.isupper()]
    return "!!" in words or len(capitals) > 2 or sum(len(word) > 4 for word in capitals) > 1


def _printed(phrase: str, vocabulary: Vocabulary) -> str:
    return vocabulary.midsentence(unwrapped(phrase))


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    text = (resources.files("kiosk.event.words") / "risks.toml").read_text("utf-8")
    known = [(kind["why"], kind["patterns"]) for kind in tomllib.loads(text).values()]
    known.append(("sounds like selling", SPEECH["sales"]))
    return tuple((why, re.compile(rf"(?<!\w)(?:{'|'.join(said)})(?!\w)")) for why, said in known)
