"""The few words of a phrase that a badge can print: people's own, whole, and short."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

import tomli as tomllib

from matcher.saying.decision import Use, decide, delicate_words
from matcher.saying.spans import Span, folded
from matcher.words.cutting import fold, words

LONGEST = 26
"""Characters that a line can spare for one side's words."""
_KEPT = 65_536
_BRACKETS = re.compile(r"\s*[(\[{][^)\]}]*(?:[)\]}]|$)")
_END = re.compile(
    r"""[;:,.!?…/|"“”„«»<>=\\*~\n]|\s[-–—+]+\s|-{2,}|[:;]-?[)(DPp]|[\U0001f000-\U0001faff\u2600-\u27bf]"""
)
_WORD = re.compile(r"[^\s]+")
_EDGES = " \t.,;:!?-–—'\"“”„«»()[]*+&/"
_LETTERS = re.compile(r"[^\W\d_]")
_SUBORDINATE = re.compile(r"\b(?:der|die|das|wie|wer|wo|womit|dass|ob|was|warum|wenn)\b")
_ELIDED = re.compile(r"^[ldLD]['’](?=\w)")
"""A French article that has lost its vowel."""
_FEWEST_SHOUTED = 5


@dataclass(frozen=True, slots=True)
class Grammar:
    """What one language tells of where a thing begins and ends."""

    opening: re.Pattern[str]
    """What stands before a thing: "looking for somebody who knows"."""
    own: re.Pattern[str]
    """Articles and possessives."""
    breaks: frozenset[str]
    """Words that begin a clause."""
    details: frozenset[str]
    """Words that begin what can be left out: "in an old house"."""
    loose: frozenset[str]
    """Words that no thing begins or ends with."""
    folk: re.Pattern[str]
    """What says nothing alone: people, things, advice."""


def fragments(phrase: str, span: Span) -> tuple[str, ...]:
    """Wordings of what a phrase names at a span of its characters, the fullest first; empty where none is whole.

    Each is at most LONGEST characters, holds the span, may be printed, and begins in lower case only if it was
    typed so.
    """
    return tuple(dict.fromkeys(each for each in _tried(phrase, span) if each))


@lru_cache(maxsize=_KEPT)
def whole(phrase: str) -> str:
    """What a phrase names, where all of it stands in few words; empty where it doesn't."""
    return next((each for each in _chunks(phrase, (0, 0)) if each), "")


def leading(phrase: str) -> int:
    """How many characters of a phrase only lead to what it names: "looking for somebody who knows"."""
    return _opened(phrase, grammar_of(decide(phrase).language))


def _tried(phrase: str, span: Span) -> Iterator[str]:
    decision = decide(phrase)
    if not decision.topics_may_be_said:
        return
    start, end = span
    found = (*_chunks(phrase, span), _printable(phrase[start:end], decision.language))
    # Of what is private, "Excel" may be told, but not "boss", harmless as that is elsewhere.
    private = frozenset() if decision.use is Use.SAY else delicate_words(phrase)
    yield from (each for each in found if private.isdisjoint(words(each)))


def _chunks(phrase: str, span: Span) -> Iterator[str]:
    """From the clause around a span to less and less of it."""
    language = decide(phrase).language
    grammar = grammar_of(language)
    start, end = _clause(phrase, span)
    text, offset = phrase[start:end], start
    opened = _opened(text, grammar)
    if span == (0, 0) or offset + opened <= span[0]:
        text, offset = text[opened:], offset + opened
    words = [(m.start(), m.end(), fold(m.group()).strip(_EDGES)) for m in _WORD.finditer(text)]
    wanted = (max(0, span[0] - offset), max(0, span[1] - offset))
    first = next((n for n, (_, last, _) in enumerate(words) if last > wanted[0]), 0)
    last = max((n for n, (begin, _, _) in enumerate(words) if begin < max(1, wanted[1])), default=0)
    # A clause before the thing is not told: "who can fix my bike" begins at the bike.
    begin = max((n + 1 for n in range(first) if words[n][2] in grammar.breaks | grammar.details), default=0)
    stop = next((n for n in range(max(last + 1, begin + 1), len(words)) if words[n][2] in grammar.breaks), len(words))
    if span == (0, 0) and stop < len(words):
        # What goes on with another clause is not whole without it.
        return
    if language == "de" and span != (0, 0) and _SUBORDINATE.search(fold(phrase[:start] + phrase[start : span[0]])):
        # "Wie Brot entsteht": a German clause ends with its verb.
        stop = last + 1
    for end_at in _ends(words, last, stop, grammar):
        yield _joined(text, words, begin, end_at, last, grammar, language)
        if begin < first:
            yield _joined(text, words, first, end_at, last, grammar, language)


def _ends(words: list[tuple[int, int, str]], last: int, stop: int, grammar: Grammar) -> list[int]:
    """Where a thing may end: at the clause's end, or before a detail."""
    details = [n for n in range(last + 1, stop) if words[n][2] in grammar.details]
    return [stop, *reversed(details)]


def _joined(
    text: str, words: list[tuple[int, int, str]], begin: int, end: int, last: int, grammar: Grammar, language: str
) -> str:
    while begin < end and (words[begin][2] in grammar.loose or grammar.own.fullmatch(words[begin][2])):
        begin += 1
    while end > begin and words[end - 1][2] in grammar.loose:
        end -= 1
    if begin >= end or end <= last:
        return ""
    return _printable(_ELIDED.sub("", text[words[begin][0] : words[end - 1][1]]), language)


def _clause(phrase: str, span: Span) -> Span:
    """The part of a phrase between two signs that holds a span; what stands in brackets is left out."""
    start, end = 0, len(phrase)
    for sign in (*_BRACKETS.finditer(phrase), *_END.finditer(phrase)):
        if sign.end() <= span[0]:
            start = max(start, sign.end())
        elif sign.start() >= max(span[1], 1):
            end = min(end, sign.start())
    return start, end


def _opened(text: str, grammar: Grammar) -> int:
    """How many characters of a text only open it."""
    text_folded, places = folded(text)
    at = 0
    while True:
        rest = text_folded[at:]
        lead = len(rest) - len(rest.lstrip(" ,:-–'"))
        met = grammar.opening.match(rest[lead:])
        after = lead + met.end() if met else lead
        if not met or met.end() == 0 or not _LETTERS.search(rest[after:]):
            return places[at]
        at += after


def _printable(words: str, language: str) -> str:
    """Words as they may be printed; empty where they are too long, no thing, or private."""
    words = " ".join(words.split()).strip(_EDGES)
    if not 1 <= len(words) <= LONGEST or not any(char.isalpha() for char in words):
        return ""
    # A zero-width non-joiner is Persian spelling; any other sign without a shape is somebody's trick.
    if not words.replace("\u200c", "").isprintable():
        return ""
    if any(words.count(opening) != words.count(closing) for opening, closing in ("()", "[]", "{}")):
        return ""
    if words.isupper() and len(words) >= _FEWEST_SHOUTED:
        words = words.capitalize() if language == "de" else words.lower()
    grammar, said = grammar_of(language), fold(words).split(" ")
    if any(word.strip(_EDGES) in grammar.breaks for word in said[1:]) or grammar.folk.fullmatch(said[-1]):
        return ""
    if all(word.strip(_EDGES) in grammar.loose | grammar.details | grammar.breaks for word in said):
        return ""
    if grammar.own.fullmatch(said[-1]) or (len(said) > 1 and said[0] in grammar.breaks):
        return ""
    return words if decide(words).use is Use.SAY else ""


@cache
def grammar_of(language: str) -> Grammar:
    """The grammar of en, de, fr or es."""
    said = tomllib.loads((resources.files("matcher.speech") / f"{language}.toml").read_text("utf-8"))

    def any_of(kind: str) -> str:
        return "|".join(said[kind])

    return Grammar(
        opening=re.compile(rf"(?:{any_of('opening')})(?![\w])"),
        own=re.compile(rf"(?:{any_of('own')})"),
        breaks=frozenset(said["break"]),
        details=frozenset(each.replace("[uü]", "u") for each in said["detail"]),
        loose=frozenset(said["loose"]),
        folk=re.compile(rf"(?:{any_of('folk')})"),
    )
