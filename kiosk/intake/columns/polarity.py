"""What a yes to a question for leave means: read from the whole header, and never through a typo."""

import re
from enum import StrEnum
from functools import lru_cache

from kiosk.intake.columns import classifier
from kiosk.intake.columns.doubting import depends, explains_marks, refusing_words
from kiosk.intake.columns.headers import MAX_READ, norm
from kiosk.intake.columns.vocabulary import asides, consent, exact, speaks_of_mentoring

_ENDS = re.compile(r"[.?!;:()\[\]\n]|\s[–—-]\s")
_CLAUSES = re.compile(r"(?:(?!\s[–—-]\s)[^.?!;:()\[\]\n])+[?]?")

_YES_WORD, _NO_WORD = r"(?:yes|ja|oui|s[ií]|sì|sim|y|j|s)", r"(?:no|nein|non|nee|não|nao|n)"
_PLEASE = "(?: (?:please|bitte|gerne?|graag|claro|grazie|por favor|merci))?"
_THANKS = "(?: (?:thanks|thank you|danke|merci|gracias|dank je|bedankt|grazie|obrigad[oa]))?"
_OR = r"\s*(?:[/|,–—-]|\b(?:or|oder|ou|o|of)\b)\s*"
_CHOICES = re.compile(rf"\b{_YES_WORD}{_PLEASE}{_OR}{_NO_WORD}\b{_THANKS}", re.IGNORECASE)
"""Both answers beside the question are no negation."""
_ENDINGS = re.compile(r"(?<=\w)\(\w{1,2}\)|(?<=\bart)\.|(?<=\bAbs)\.|(?<=\blit)\.")
"""For both genders, and of laws, inside a sentence: "présenté(e)", "art. 6"."""

_SURE = 0.5
"""How surely a yes has to agree, by the classifier, where a question is not made of known words only."""
_POSSIBLE = 0.3
"""... and where it is."""
_CLEARLY = 0.6
"""... and where sentences beside the question speak of what is not to be."""
_NEAR = ("tick", "opening", "agree", "answering", "match", "show", "own", "others")
"""Words of the matter, of the answer, and of who answers."""
_A_SENTENCE = 4
"""Words; shorter ones may well be about the question."""
_MOSTLY = 0.5
_MATTERS = ("photos", "wall", "remote", "outside")
_ASIDES = ("mail", "terms", "needs", "sessions")
"""What else than being introduced a yes may be asked for, by their words."""

_IN_ONE = 2
"""Words of one negation: "ne … pas", "rather not"."""


class Polarity(StrEnum):
    """What a yes means."""

    AGREES = "agrees"
    REFUSES = "refuses"
    """And a plain no agrees: "Do you want to opt out?"."""
    WITHDRAWS = "withdraws"
    """And nothing agrees: beside "I don't want to be introduced" a written no could mean either, and a box that was not
    ticked was left alone."""
    UNCLEAR = "unclear"


@lru_cache(maxsize=2048)
def polarity(header: str) -> Polarity:
    """Read from the whole header, brackets included; UNCLEAR wherever two readings are possible."""
    if len(header) > MAX_READ or explains_marks(header):
        return Polarity.UNCLEAR
    words = consent()
    plain, idioms = words["idioms"].subn(" ", _without_options(header))
    for kind, meaning in (("asks_refusal", Polarity.REFUSES), ("states_refusal", Polarity.WITHDRAWS)):
        said = words[kind].search(plain)
        if said:
            left = f"{plain[: said.start()]} {plain[said.end() :]}"
            double = refusing_words(header, said[0]) > _IN_ONE or refusing_words(header, left)
            certain = not double and not idioms and not words[kind].search(left) and _stands_alone(header, kind)
            if meaning is Polarity.REFUSES:
                certain = certain and _surely_refuses(header, plain)
            return meaning if certain else Polarity.UNCLEAR
    asking = _asking(header)
    if refusing_words(header, asking) or not _asks_one_thing(header, asking):
        return Polarity.UNCLEAR
    if norm(header) in exact():
        return Polarity.AGREES
    agreed = not depends(header, asking) and (_plainly_asks(header) or _surely_agrees(header, asking))
    return Polarity.AGREES if agreed else Polarity.UNCLEAR


def _without_options(text: str) -> str:
    """A text without the answers that stand beside its question, and without what limits a yes to less."""
    return consent()["options"].sub(" ", norm(_CHOICES.sub(" ", text)))


def _surely_refuses(header: str, plain: str) -> bool:
    """Whether a no may be taken for an agreement: one thing is asked for, without conditions, in the usual words."""
    return classifier.agreeing(header) <= _POSSIBLE and not depends(header, plain) and _asks_one_thing(header, plain)


def _asking(header: str) -> str:
    """What of a header asks, in plain words: all of it, but for sentences that tell something before a clear question.

    "Nobody should stand alone. May we introduce you?" refuses nothing; "(tick if you don't want this)" does.
    """
    clauses = _CLAUSES.findall(_ENDINGS.sub("", header))
    if classifier.agreeing(header) >= _CLEARLY:
        begins = next((at for at, clause in enumerate(clauses) if not _only_tells(clause)), 0)
        clauses = [clause for clause in clauses[begins:] if not _only_reassures(clause)]
    return consent()["idioms"].sub(" ", _without_options(" ".join(clauses) or header))


def _only_reassures(clause: str) -> bool:
    """Whether a clause says of people's addresses alone what is not done with them."""
    text, words = norm(clause), consent()
    asks = clause.rstrip().endswith("?") or any(words[kind].search(text) for kind in ("tick", "match", "others"))
    boxed = explains_marks(clause) or words["box"].search(text)
    return bool(words["addresses"].search(text)) and not asks and not boxed and len(text.split()) >= _A_SENTENCE


def _only_tells(clause: str) -> bool:
    """Whether a clause neither asks, nor speaks of the matter, of the answer or of who answers."""
    text, words = norm(clause), consent()
    near = any(words[kind].search(text) for kind in _NEAR)
    return not near and not clause.rstrip().endswith("?") and len(text.split()) >= _A_SENTENCE


def _asks_one_thing(header: str, plain: str) -> bool:
    """Whether nothing else is agreed to with the same yes."""
    words = consent()
    beside = {matter for matter in _MATTERS if words[matter].search(plain)}
    beside |= {kind for kind in _ASIDES if (stems := asides()[kind][1]) and stems.search(plain)}
    field = classifier.matter_of(header).field
    # Pictures are taken to be published, and names are shown by a projector.
    natural = {"photos": {"photos", "outside"}, "wall": {"wall", "needs"}, "remote": {"remote"}}.get(field, set())
    return beside <= natural or (beside == {"outside"} and speaks_of_mentoring(plain))


def _surely_agrees(header: str, plain: str) -> bool:
    """Whether a yes to other questions of this kind agrees."""
    return not consent()["who"].search(plain) and classifier.agreeing(header) >= _SURE


def _plainly_asks(header: str) -> bool:
    """Whether a question asks for leave in known words, and is like those to which a yes agreed: no list of refusals
    could ever be complete."""
    if classifier.agreeing(header) < _POSSIBLE:
        return False
    words = consent()
    clauses = [words["idioms"].sub("ok", _without_options(part)) for part in _ENDS.split(header)]
    return any(map(_opens, clauses))


def _opens(clause: str) -> bool:
    """An opening that asks for leave, known words, and then the act; or the act itself at the beginning."""
    words = consent()
    tail = clause.split()[-1:] or [""]
    if words["verb_last"].search(clause) and not (words["last"].fullmatch(tail[0]) or words["act"].fullmatch(tail[0])):
        return False
    ends = [0, *(found.end() for found in words["opening"].finditer(clause))]
    return any(_leads_to_act(clause[end:].split()) for end in ends)


def _leads_to_act(tokens: list[str]) -> bool:
    words = consent()
    for token in tokens:
        if words["act"].fullmatch(token):
            return True
        if not words["between"].fullmatch(token):
            return False
    return False


def _stands_alone(header: str, kind: str) -> bool:
    """Whether the refusal is the question itself: the only clause, or what the box beside it says of a tick."""
    words = consent()
    clauses = [clause for clause in map(norm, _ENDS.split(header)) if clause]
    clauses = [clause for clause in clauses if words["options"].sub("", clause).strip()]
    refusing = [clause for clause in clauses if words[kind].search(clause)]
    return len(clauses) == 1 or (len(refusing) == 1 and bool(words["tick"].search(refusing[0])))


def likely_agrees(header: str) -> bool:
    """Whether nothing in a question speaks against a yes that agrees, where somebody has said what it is for."""
    words = consent()
    plain = words["idioms"].sub(" ", _without_options(header))
    refuses = any(words[kind].search(plain) for kind in ("asks_refusal", "states_refusal"))
    return not (refuses or refusing_words(header, plain) or explains_marks(header))


def asks_for_veterans(header: str) -> bool:
    """Whether a yes means that somebody was here before."""
    said = bool(consent()["veterans"].search(norm(header)))
    return said or classifier.share_of(header, "returning") >= _MOSTLY
