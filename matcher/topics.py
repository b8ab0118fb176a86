"""From people's phrases to topics: a vocabulary of synonyms, typos forgiven, unknown words kept as they are."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from importlib import resources

from matcher.words import STOP, phrases, unwrapped, words

Topics = tuple[tuple[str, float], ...]
"""Topics of a phrase, each with how surely the phrase means it, 0 to 1."""

PARENT = 0.6
"""What a topic's parent counts: Postgres and SQL are both databases."""
_TYPO = 0.8
_WORD_ALONE = 0.5
_LONGEST = 5
_TYPO_CUTOFF = 86.0
_SHORTEST_TYPO = 6


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What words mean."""

    names: Mapping[tuple[str, ...], str]
    """Word sequences and the topic they stand for."""
    parents: Mapping[str, str]
    mark: str
    """Changes whenever the vocabulary does."""
    _memo: dict[str, Topics] = field(default_factory=dict)

    @classmethod
    def load(cls, extra: Mapping[str, Sequence[str]] | None = None) -> "Vocabulary":
        """The packaged vocabulary with an event's own topics, which come first."""
        topics, parents = _packaged()
        names: dict[tuple[str, ...], str] = {}
        for topic, aliases in [*(extra or {}).items(), *topics]:
            for alias in (topic, *aliases):
                names.setdefault(tuple(words(alias)), topic)
        names.pop((), None)
        digest = sha256(repr((sorted(names.items()), sorted(parents.items()))).encode())
        return cls(names, parents, digest.hexdigest())

    def topics(self, phrase: str) -> Topics:
        """What a phrase is about; a phrase of unknown words is a topic of its own."""
        if phrase not in self._memo:
            self._memo[phrase] = self._topics(phrase)
        return self._memo[phrase]

    def recall(self, known: Mapping[str, Topics]) -> None:
        """Takes over what phrases were found to mean before."""
        self._memo.update(known)

    def _topics(self, phrase: str) -> Topics:
        tokens = words(unwrapped(phrase)) or words(phrase)
        found: dict[str, float] = {}
        rest = self._known(tokens, found)
        content = [word for word in rest if word not in STOP and len(word) > 1]
        if not found and content:
            found |= dict.fromkeys(self._misspelt(content), _TYPO)
        for topic in list(found):
            parent = self.parents.get(topic)
            if parent:
                found[parent] = max(found.get(parent, 0), PARENT * found[topic])
        if not found and content:
            found = {f"~{word}": _WORD_ALONE for word in content} if len(content) > 1 else {}
            found["~" + " ".join(content)] = 1.0
        return tuple(sorted(found.items()))

    def _known(self, tokens: Sequence[str], found: dict[str, float]) -> list[str]:
        """Marks the topics of known word sequences, the longest first; returns the words that are left."""
        rest: list[str] = []
        start = 0
        while start < len(tokens):
            for end in range(min(len(tokens), start + _LONGEST), start, -1):
                topic = self.names.get(tuple(tokens[start:end]))
                if topic:
                    found[topic] = 1.0
                    start = end
                    break
            else:
                rest.append(tokens[start])
                start += 1
        return rest

    def _misspelt(self, content: Sequence[str]) -> set[str]:
        """The topics that a phrase, or else its single words, name with a typo."""
        whole = self._nearest(" ".join(content))
        return {whole} if whole else {topic for word in content if (topic := self._nearest(word))}

    def _nearest(self, text: str) -> str | None:
        if len(text) < _SHORTEST_TYPO or not text.isascii():
            return None
        from rapidfuzz import fuzz, process

        names = _spelt_out(self)
        hit = process.extractOne(text, names.keys(), scorer=fuzz.ratio, score_cutoff=_TYPO_CUTOFF)
        return names[hit[0]] if hit else None

    def __hash__(self) -> int:
        return hash(self.mark)


@cache
def _spelt_out(vocabulary: Vocabulary) -> dict[str, str]:
    return {text: topic for name, topic in vocabulary.names.items() if len(text := " ".join(name)) >= _SHORTEST_TYPO}


@cache
def _packaged() -> tuple[tuple[tuple[str, tuple[str, ...]], ...], Mapping[str, str]]:
    text = (resources.files("matcher.vocabulary") / "topics.toml").read_text("utf-8")
    sections = tomllib.loads(text)
    parents = sections.pop("parents")
    return tuple((topic, tuple(names)) for section in sections.values() for topic, names in section.items()), parents


def label(topic: str) -> str:
    """A topic as people may read it."""
    return topic.removeprefix("~")


def spread(answers: Iterable[str], vocabulary: Vocabulary) -> dict[str, tuple[float, str]]:
    """Topics of a person's answers: how surely, and in which of their phrases (without its wrapping)."""
    found: dict[str, tuple[float, str]] = {}
    for answer in answers:
        for phrase in phrases(answer):
            for topic, weight in vocabulary.topics(phrase):
                if weight > found.get(topic, (0.0, ""))[0]:
                    found[topic] = (weight, unwrapped(phrase))
    return found
