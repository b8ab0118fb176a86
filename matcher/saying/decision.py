"""One decision per phrase: what it is, in which language, and what may be done with it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Literal, cast

import tomli as tomllib

from matcher.saying.known import is_plain_name, is_trade_name
from matcher.words import linear
from matcher.words.cutting import fold, says_nothing, unwrapped, words
from matcher.words.linear import Models

Kind = Literal["activity", "thing", "person", "trouble", "place", "event", "none"]
"""What a phrase names: something one does, a thing, somebody, a problem, a place, a date; or nothing."""
Matter = Literal[
    "fine", "tender", "body", "family", "boss", "money", "law", "grief", "weakness", "jobhunt", "hiring", "selling",
    "contact", "empty",
]  # fmt: skip
"""What a phrase touches; tender is a mild confession."""


class Use(IntEnum):
    """What may be done with a phrase, the least first."""

    NOTHING = 0
    """It says nothing, sells, or holds an address: it counts for nothing anywhere."""
    MATCH = 1
    """It may bring two people nearer who have something else in common, and is told to nobody."""
    CARD = 2
    """... and may be printed for the wearer alone, on a folded card."""
    SAY = 3
    """It may be printed on anybody's badge, and shown on the wall."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a phrase is, and what may be done with it."""

    kind: Kind
    matter: Matter
    language: str
    """en, de, fr or es: the likeliest."""
    surely: bool
    """Whether the language is beyond doubt; few words tell little."""
    use: Use
    """What may be done with the phrase as it stands."""
    risk: float
    """How sure it is that it is private, 0 to 1."""

    @property
    def topics_may_be_said(self) -> bool:
        """Whether its single words may be told, although perhaps not the phrase: "Excel" of a boss's Excel sheet."""
        return self.use is not Use.NOTHING and self.risk < _SURELY_PRIVATE


LANGUAGE_CODES = ("en", "de", "fr", "es")
KINDS, MATTERS, LANGUAGES, RISKS = "kinds", "matters", "languages", "risks"
PLACES = {RISKS: 1 << 17, KINDS: 1 << 15, MATTERS: 1 << 15, LANGUAGES: 1 << 15}
"""How many things that are seen in phrases each model tells apart; what is private matters most."""
PRIVATE = "private"
TAUGHT = Models(files("matcher.saying") / "phrases.npz")
_KEPT = 65_536
_UNUSED: frozenset[Matter] = frozenset({"selling", "contact", "empty"})
_PRIVATE_FROM = 0.6
"""How sure it must be, all private matters together, that a phrase is private; printing one is the worse mistake."""
_PRIVATE_WITH_WORDS = 0.2
"""... and beside a word that private matters are told with."""
_BARELY = 0.015
"""What is less likely private than this needs no look for secrets, which takes its time."""
_LESS = 0.3
"""What a trade leaves of how sure it is."""
_SURELY_PRIVATE = 0.6
"""How sure it must be that not even a word of a phrase is told."""
_TENDER_FROM = 0.5
_DISCOUNT = re.compile(
    r"\d ?% ?(?:off|discount|rabatt|de? (?:descuento|remise|r[ée]duction|moins))|\b(?:rabatt|discount) (?:auf|on)\b",
    re.IGNORECASE,
)
_DISLIKED = re.compile(
    r"\b(?:i (?:really )?(?:hate|loathe|detest)|not my thing|not for me|hasse? ich|ich hasse|nichts fur mich"
    r"|nicht (?:so )?(?:mein ding|meins)|langweilig|langweilt|mag ich (?:gar )?nicht|je (?:deteste|hais)"
    r"|pas (?:trop )?mon truc|pas pour moi|m.ennuient?|odio|no es lo mio|no es para mi|me aburren?"
    r"|no (?:lo |la )?soporto)\b"
    # ... and what was turned away behind it is cut off.
    r"|\b(?:hate|boring|doof|nervt|ennuyeu(?:x|se)s?|aburrid[oa]s?|is|are|ist|sind|est|sont|es)$"
)
"""What somebody does not like is nothing that they share."""
_NOTHING_FROM = 0.3
_SELLING_FROM = 0.2
_BEYOND_DOUBT = 0.8
_SHORT = 4
"""So few letters ("IT", "VAT") say nothing private but by a delicate word."""
_CONTACT = re.compile(
    r"\S+@\S+\.\S|https?:|www\.|(?<!\w)@\w{2,}|\b[\w-]{2,}\.(?:com|org|net|de|fr|es|eu|info|me|io)\b|(?:\+?\d[\s/().-]{0,2}){7,}",
    re.IGNORECASE,
)
_YEARS = re.compile(r"\b(?:19|20)\d\d\s?[-–/]\s?(?:19|20)?\d\d\b")
_WORDS = re.compile(r"[^\W_]+(?:'[^\W_]+)?[+#]*")
_SIGNS = {
    "?": re.compile(r"\?"), "!": re.compile("!"), "%": re.compile("[%€$£]"), "0": re.compile(r"\d"),
    "…": re.compile(r"\.\.|…"), "(": re.compile(r"[(:]"), "A": re.compile(r"\b[A-Z]{2,}\b"), 
    "@": re.compile("@|www|http"),
    "emoji": re.compile("[\U0001f000-\U0001faff\u2600-\u27bf]"), "letterless": re.compile(r"^[\W_]*$"),
    "Aa": re.compile(r"\w [A-ZÄÖÜ][a-zäöüß]"),
}  # fmt: skip


@cache
def _told_with(kind: Literal["delicate", "secret", "harmless"]) -> re.Pattern[str]:
    """What private matters are told with, or harmless ones, in any of four languages: people answer in theirs."""
    return _any_of(*(f"{kind}_{each}" for each in LANGUAGE_CODES))


@cache
def _sold_with() -> re.Pattern[str]:
    """What advertisements are told with."""
    return _any_of("selling")


def _any_of(*names: str) -> re.Pattern[str]:
    texts = ((files("matcher.speech.private") / f"{name}.toml").read_text("utf-8") for name in names)
    said = (pattern for text in texts for pattern in tomllib.loads(text)["patterns"])
    return re.compile(rf"(?<!\w)(?:{'|'.join(said)})(?!\w)")


@lru_cache(maxsize=_KEPT)
def decide(phrase: str) -> Decision:
    """What a phrase is, and what may be done with it: as it was typed, without what it is wrapped in or with it."""
    return decide_all([phrase])[0]


def decide_all(phrases: Sequence[str]) -> list[Decision]:
    """The same for many phrases at once, in their order: several times as fast."""
    if not phrases:
        return []
    seen = [seen_in(phrase) for phrase in phrases]
    shares = {model: TAUGHT.shares_of_all(model, seen) for model in (KINDS, MATTERS, LANGUAGES, RISKS)}
    classes = {model: TAUGHT.classes(model) for model in shares}
    risks = _risks(phrases, shares[RISKS])
    return [
        _decided(
            phrase,
            {model: dict(zip(classes[model], shares[model][row].tolist(), strict=True)) for model in classes},
            risks[row],
        )
        for row, phrase in enumerate(phrases)
    ]


def delicate_words(phrase: str) -> frozenset[str]:
    """The words of a phrase that private matters are told with, as `words` gives them."""
    return frozenset(word for met in _told_with("delicate").finditer(fold(phrase)) for word in words(met.group()))


def _risks(phrases: Sequence[str], typed: Any) -> list[float]:
    """How sure it is that each phrase is private: "somebody who knows" makes no secret of pottery."""
    private = TAUGHT.classes(RISKS).index(PRIVATE)
    found: list[float] = typed[:, private].tolist()
    # What is hardly private needs no second look, which takes its time.
    doubtful = [(row, phrase) for row, phrase in enumerate(phrases) if found[row] >= _PRIVATE_WITH_WORDS]
    harmless = [(row, phrase) for row, phrase in doubtful if not _is_delicate(phrase)]
    for row, phrase in doubtful:
        if _is_harmless(phrase):
            found[row] *= _LESS
        if _is_nobodys(phrase):
            found[row] = 0.0
    for row, phrase in harmless:
        if sum(char.isalnum() for char in phrase) <= _SHORT:
            found[row] = 0.0
    wrapped = [(row, bare) for row, phrase in harmless if found[row] and (bare := unwrapped(phrase)) != phrase]
    if wrapped:
        bare = TAUGHT.shares_of_all(RISKS, [seen_in(each) for _, each in wrapped])[:, private].tolist()
        for (row, _), risk in zip(wrapped, bare, strict=True):
            found[row] = min(found[row], risk)
    first: list[float] = typed[:, private].tolist()
    return [
        1.0 if unsure >= _BARELY and _is_secret(phrase) else risk
        for phrase, unsure, risk in zip(phrases, first, found, strict=True)
    ]


@lru_cache(maxsize=_KEPT)
def _is_delicate(phrase: str) -> bool:
    return bool(_told_with("delicate").search(fold(phrase)))


@lru_cache(maxsize=_KEPT)
def _is_secret(phrase: str) -> bool:
    return bool(_told_with("secret").search(fold(phrase)))


def _is_harmless(phrase: str) -> bool:
    return bool(_told_with("harmless").search(fold(phrase)))


def seen_in(phrase: str) -> frozenset[int]:
    """What the models see of a phrase."""
    signs = [name for name, sign in _SIGNS.items() if sign.search(phrase)]
    return linear.seen_in(_WORDS.findall(fold(phrase)), [f"sign {name}" for name in signs])


def _decided(phrase: str, shares: Mapping[str, Mapping[str, float]], risk: float) -> Decision:
    kinds, matters, languages = shares[KINDS], shares[MATTERS], shares[LANGUAGES]
    kind = cast(Kind, _surest({each: share for each, share in kinds.items() if each != "none"}))
    private = {each: share for each, share in matters.items() if each not in ("fine", "tender", "empty")}
    matter = _listed(phrase) or _learned(phrase, matters, private, risk)
    if matter == "empty":
        kind = "none"
    use = Use.NOTHING if matter in _UNUSED else Use.CARD if matter == "tender" else Use.MATCH
    language = _surest(languages)
    surely = languages[language] >= _BEYOND_DOUBT
    return Decision(kind, matter, language, surely, Use.SAY if matter == "fine" else use, risk)


def _listed(phrase: str) -> Matter | None:
    """What needs no guess."""
    if _CONTACT.search(_YEARS.sub("", phrase)):
        return "contact"
    if says_nothing(phrase):
        return "empty"
    if _DISLIKED.search(fold(phrase)):
        return "empty"
    if _is_nobodys(phrase):
        return "fine"
    return "selling" if _sold_with().search(fold(phrase)) else None


@lru_cache(maxsize=_KEPT)
def _is_nobodys(phrase: str) -> bool:
    """Whether the vocabulary vouches for a phrase: a delicate word is harmless within the name of a thing."""
    if _is_delicate(phrase):
        return is_trade_name(phrase) and not _is_secret(phrase)
    return is_plain_name(phrase)


def _learned(phrase: str, matters: Mapping[str, float], private: Mapping[str, float], risk: float) -> Matter:
    if matters["empty"] >= _NOTHING_FROM:
        return "empty"
    # What sells is no secret: how private a phrase is tells nothing of it.
    sells = matters["selling"] >= _SELLING_FROM and matters["selling"] > matters["fine"]
    if sells or _DISCOUNT.search(phrase):
        return "selling"
    if risk >= _PRIVATE_FROM or (risk >= _PRIVATE_WITH_WORDS and _is_delicate(phrase)):
        return cast(Matter, _surest(private))
    return "tender" if matters["tender"] >= _TENDER_FROM else "fine"


def _surest(shares: Mapping[str, float]) -> str:
    return max(shares, key=shares.__getitem__)
