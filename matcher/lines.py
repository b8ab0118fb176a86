"""What a badge says about somebody: why the two should meet, and a way to begin."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import product
from typing import Literal, TypeVar

from matcher.fit.reasons import Kind, Reason
from matcher.phrasebook import LANGUAGES, Book, Family, TopicTexts, read, topic_texts
from matcher.saying.decision import Use, decide
from matcher.saying.fragments import grammar_of
from matcher.saying.spelling import as_printed, spellings
from matcher.words.cutting import content, fold, words

WIDTH = 45
"""Characters of one line."""
TABLE_WIDTH = 60
"""... of a table's."""
_LONGEST_NAME = 14
_NO_RISK = 0.12
"""How sure it may at most be that a phrase is private, for a card to quote it whole."""
_QUESTION: Mapping[str, str] = {
    "they_offer": "learn", "they_ask": "teach", "both_like": "share", "swap": "learn", "related": "share"
}  # fmt: skip
_T = TypeVar("_T")

Occasion = Literal["mentoring_ask", "mentoring_give", "met_before"]
"""What else is known of two people, which asks for another question. Only a caller who knows that both want it in print
asks for a mentoring one."""
RANKS: Mapping[str, int] = {"swap": 0, "they_offer": 1, "they_ask": 1, "both_like": 2, "related": 4}
"""What goes before what on a badge: an exchange both ways, one way, a shared interest, likeness."""
_IN_OTHER_WORDS = 1
"""What a shared interest that two people name differently stands behind."""


@dataclass(frozen=True, slots=True)
class Line:
    """What is told about one person, and how to begin."""

    why: str
    """At most 45 characters."""
    question: str
    """At most 45 characters."""
    card: tuple[str, ...]
    """For a pocket card: at most two lines of 45 characters, more of why and the question."""
    rank: int
    """Of RANKS; the lower goes first."""
    used: frozenset[str]
    """Frames and questions that went into it: nothing else on a badge may have the same shape."""
    phrases: tuple[str, ...] = ()
    """What the two wrote that stands in it, as it was cut from their answers: the other's first."""


def line(
    reasons: Sequence[Reason],
    their_name: str,
    *,
    seed: str,
    language: str = "en",
    used: frozenset[str] = frozenset(),
    occasion: Occasion | None = None,
) -> Line | None:
    """What a reader may be told about `their_name`; None where no reason may be told.

    The same seed gives the same; no frame and no question of `used` comes again while there are others.
    """
    said = [_printed(reason, read(language).language) for reason in reasons if reason.said]
    if not said:
        return None
    writer = _Writer(read(language), topic_texts(language), _short(their_name), used, seed)
    readings = list(_readings(said))
    for kind, chosen in readings:
        why = writer.why(kind, chosen)
        if why[1]:
            told = writer.finished(kind, chosen, why, occasion)
            # Two who have what the other asks for go first, also where a line has room for one half of it.
            both_ways = readings[0][0] == "swap" and kind in ("they_offer", "they_ask")
            return replace(told, rank=RANKS["swap"]) if both_ways else told
    return None


def promised(their_name: str, *, seed: str, language: str = "en", used: frozenset[str] = frozenset()) -> Line:
    """What a reader is told about somebody who was told about them, where their answers have changed since."""
    book = read(language)
    questions = _turned(book.families["plain"].questions, seed)
    question = next((each for each in questions if each not in used), questions[0])
    why = book.named.format(name=_short(their_name))
    return Line(why, question, (why, book.asked(question, WIDTH)), RANKS["related"], frozenset({question}))


def prepare(language: str) -> None:
    """Reads what the first line needs, so that nobody waits for it."""
    for each in LANGUAGES:
        grammar_of(each)
    read(language)
    topic_texts(language)
    spellings(language)
    # A phrase that the models doubt, so that everything behind them is read.
    decide("somebody to help me sleep, and with my old piano")


def table_question(language: str, seed: str) -> str:
    """Something for people at one table to begin with."""
    return table_questions(language, seed)[0]


def table_questions(language: str, seed: str) -> tuple[str, ...]:
    """All such questions, beginning with another one for another seed."""
    return tuple(_turned(read(language).families["table"].questions, seed))


def shared_line(reasons: Sequence[Reason], names: Sequence[str], *, language: str, seed: str) -> str:
    """What people at one table share, with their names: at most 60 characters; empty where it may not be told or said.

    The reasons are of one topic, between any two of those who are named. What they all wrote alike is said in their
    words, else by the topic's name.
    """
    book, texts = read(language), topic_texts(language)
    said = [_printed(reason, book.language) for reason in reasons if reason.said]
    if not said or len(names) < 2:
        return ""
    topic = texts.get(said[0].topic) if all(reason.ground == "topic" for reason in said) else None
    wordings = [*_common(said), *([topic.name] if topic else [])]
    for frame in _turned(book.families["table"].shared, seed):
        for wording in wordings:
            slots = {"theirs": wording, "some": ", ".join(names[:-1]), "last": names[-1]}
            if len(line := book.fill(frame, slots)) <= TABLE_WIDTH:
                return line
    return ""


def _common(said: Sequence[Reason]) -> list[str]:
    """Wordings that all of them have, the fullest first."""
    everybodys = [wordings for reason in said for wordings in (reason.mine, reason.theirs)]
    return [
        wording for wording in everybodys[0]
        if all(any(fold(each) == fold(wording) for each in others) for others in everybodys)
    ]  # fmt: skip


def _readings(said: Sequence[Reason]) -> Iterator[tuple[str, Reason]]:
    """What two people's reasons may be told as, the best first: both directions together where there are both."""
    first = {kind: next((each for each in said if each.kind == kind), None) for kind in ("they_offer", "they_ask")}
    offer, ask = first["they_offer"], first["they_ask"]
    if offer and ask and not _alike(ask.mine[-1], offer.theirs[-1]):
        yield "swap", Reason(
            kind="they_offer", topic=offer.topic, mine=ask.mine, theirs=offer.theirs, weight=offer.weight + ask.weight,
            ground=offer.ground, my_phrase=ask.my_phrase, their_phrase=offer.their_phrase,
        )  # fmt: skip
    for reason in sorted(said, key=lambda each: (_rank(each.kind, each), -each.weight)):
        yield reason.kind, reason


def _rank(kind: str, reason: Reason) -> int:
    differ = kind == "both_like" and not any(_alike(mine, theirs) for mine in reason.mine for theirs in reason.theirs)
    return RANKS[kind] + (_IN_OTHER_WORDS if differ else 0)


def _printed(reason: Reason, language: str) -> Reason:
    return replace(
        reason,
        mine=tuple(as_printed(each, reason.my_phrase, language) for each in reason.mine),
        theirs=tuple(as_printed(each, reason.their_phrase, language) for each in reason.theirs),
    )


@dataclass(frozen=True, slots=True)
class _Writer:
    book: Book
    topics: Mapping[str, TopicTexts]
    name: str
    used: frozenset[str]
    seed: str

    def why(self, kind: str, reason: Reason) -> tuple[str, str]:
        """A frame and its filling that fits; two empty texts where none does."""
        family = self.book.families[kind]
        if kind == "both_like" and (sentence := self._of_topic(reason)):
            return "topic", sentence
        for frames, slots in self._fillings(family, kind, reason):
            # A frame that names the topic tells more than any other.
            ordered = sorted(self._turned(frames), key=lambda frame: "{topic}" not in frame)
            fitting = [(frame, text) for frame in ordered if (text := self._fitted(frame, slots))]
            if fitting:
                return next((each for each in fitting if each[0] not in self.used), fitting[0])
        return "", ""

    def finished(self, kind: str, reason: Reason, why: tuple[str, str], occasion: Occasion | None) -> Line:
        """The line, with a question and a card."""
        question = self._question(kind, reason, occasion, why[1])
        opener = self._opener(kind, reason, why)
        frame, text = why
        asked = self.book.asked(question, WIDTH)
        told = self._told(reason, frame, (text, opener))
        shapes = frozenset({frame, question, *self._frame_of(kind, question, reason)})
        return Line(text, question, (opener, asked), _rank(kind, reason), shapes, told)

    def _told(self, reason: Reason, frame: str, texts: Sequence[str]) -> tuple[str, ...]:
        """Whose phrases stand in texts: the other's always, the reader's where there was room for it."""
        said = fold(" ".join(texts))
        mine = frame == "topic" or any(fold(each) in said for each in reason.mine)
        return (reason.their_phrase, reason.my_phrase) if mine else (reason.their_phrase,)

    def _of_topic(self, reason: Reason) -> str:
        """A sentence about the topic itself, where both have named nothing else."""
        texts = self.topics.get(reason.topic)
        names = {fold(reason.topic), fold(texts.name)} if texts else set()
        literal = all(any(fold(each) in names for each in said) for said in (reason.mine, reason.theirs))
        if not texts or not literal or not self.book.sentences or "topic" in self.used:
            return ""
        both = f"{texts.both} {texts.share}"
        return both if len(both) <= WIDTH else texts.both if len(texts.both) <= WIDTH else ""

    def _fillings(self, family: Family, kind: str, reason: Reason) -> Iterator[tuple[Sequence[str], Mapping[str, str]]]:
        """Frames with words for their slots, those that say most first."""
        pairs = sorted(
            ((mine, theirs) for mine in reason.mine for theirs in reason.theirs), key=lambda pair: -len("".join(pair))
        )
        alike = next(((mine, theirs) for mine, theirs in pairs if _alike(mine, theirs)), None)
        if alike and family.same:
            # What both like is said in the words that both have written.
            common = min(alike, key=len) if kind in ("both_like", "related") else ""
            yield family.same, {"mine": common or alike[0], "theirs": common or alike[1], "name": self.name}
        else:
            for mine, theirs in pairs:
                topic = self._topic_beside(reason, mine, theirs)
                yield family.both, {"mine": mine, "theirs": theirs, "name": self.name, "topic": topic}
        # Where nothing else fits, who it is and what of fits always: that is said of what is only alike.
        for frames in (family.theirs, self.book.families["related"].theirs):
            for theirs in reason.theirs:
                yield frames, {"theirs": theirs, "name": self.name}

    def _topic_beside(self, reason: Reason, *said: str) -> str:
        """What the two people's words have in common, where neither says it."""
        texts = self.topics.get(reason.topic) if reason.ground == "topic" else None
        return "" if not texts or any(_alike(texts.name, each) for each in said) else texts.name

    def _fitted(self, frame: str, slots: Mapping[str, str]) -> str:
        text = self.book.fill(frame, slots)
        return text if len(text) <= WIDTH else ""

    def _question(self, kind: str, reason: Reason, occasion: Occasion | None, why: str) -> str:
        texts = self.topics.get(reason.topic) if reason.ground == "topic" else None
        own: str = getattr(texts, _QUESTION[kind]) if texts else ""
        if texts and not occasion and own not in self.used and own not in why and _is_about(kind, own, texts, reason):
            return own
        if occasion:
            general = self._turned(self.book.families[occasion].questions)
            return next((each for each in general if each not in self.used), general[0])
        # Where no more questions fit around the words: the topic's own, and what can be asked of anybody.
        anyhow = [(text, text) for text in (own, *self._turned(self.book.families["plain"].questions)) if text]
        asked = [each for each in (*self._asked(kind, reason), *anyhow) if each[1] and each[1] not in why]
        return next((text for frame, text in asked if frame not in self.used), asked[0][1])

    def _asked(self, kind: str, reason: Reason) -> Iterator[tuple[str, str]]:
        """Questions around the words that they are about."""
        frames = self._turned(self.book.families["they_offer" if kind == "swap" else kind].questions)
        said = reason.mine if kind == "they_offer" else reason.theirs
        common = [min(pair, key=len) for pair in product(reason.mine, reason.theirs) if _alike(*pair)]
        for word in (*(common if kind == "both_like" else ()), *said):
            yield from ((frame, self._fitted(frame, {"word": word})) for frame in frames)

    def _frame_of(self, kind: str, question: str, reason: Reason) -> Iterator[str]:
        """The frame that a question was made by, if it was."""
        yield from (frame for frame, text in self._asked(kind, reason) if text == question)

    def _opener(self, kind: str, reason: Reason, why: tuple[str, str]) -> str:
        """More of why, in other words than the badge's; the other's own sentence where it may be quoted."""
        phrase = " ".join(reason.their_phrase.split()).strip(" ,;:-–—")
        decision = decide(phrase)
        harmless = reason.quotable and decision.use is Use.SAY and decision.risk < _NO_RISK
        if kind != "swap" and harmless and fold(phrase) not in fold(why[1]):
            quoted = self._fitted(self.book.wrote, {"name": self.name, "quote": self.book.quoted(phrase)})
            if quoted:
                return quoted
        other = _Writer(self.book, self.topics, self.name, self.used | {why[0], "topic"}, self.seed)
        return other.why(kind, reason)[1] or why[1]

    def _turned(self, templates: Sequence[_T]) -> Sequence[_T]:
        """The templates beginning with another one for another seed."""
        return _turned(templates, self.seed)


def _turned(templates: Sequence[_T], seed: str) -> Sequence[_T]:
    start = _lot(seed) % len(templates) if templates else 0
    return [*templates[start:], *templates[:start]]


def _alike(mine: str, theirs: str) -> bool:
    """Whether two people's words are the same, or the one's are all among the other's."""
    one, other = set(words(mine)), set(words(theirs))
    return one <= other or other <= one


def _is_about(kind: str, question: str, texts: TopicTexts, reason: Reason) -> bool:
    """Whether a question about a topic is about what the other wrote: topics hold more than one thing.

    Who wants to learn may be asked for in either's words.
    """
    about = set(content(words(f"{reason.topic} {texts.name} {question}")))
    told = f"{reason.their_phrase} {reason.my_phrase if kind == 'they_offer' else ''}"
    return not about.isdisjoint(content(words(told)))


def _short(name: str) -> str:
    name = " ".join(name.split())
    if len(name) <= _LONGEST_NAME:
        return name
    first = name.split(" ")[0].split("-")[0]
    return first if len(first) <= _LONGEST_NAME else first[: _LONGEST_NAME - 1] + "…"


def _lot(seed: str) -> int:
    return int.from_bytes(sha256(seed.encode(errors="replace")).digest()[:4])


def shapes(lines: Iterable[Line]) -> frozenset[str]:
    """What no further line on the same badge may look like."""
    return frozenset().union(*(each.used for each in lines))


__all__ = [
    "RANKS",
    "TABLE_WIDTH",
    "WIDTH",
    "Kind",
    "Line",
    "Occasion",
    "line",
    "promised",
    "shapes",
    "shared_line",
    "table_question",
    "table_questions",
]
