"""From people's phrases to topics: a vocabulary of synonyms, typos forgiven, unknown words kept as they are."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from importlib import resources

from matcher.boilerplate import ENDING, NOTHING, STOP, WRAPPING
from matcher.words import content, phrases, pieces, unwrapped, words

Topics = tuple[tuple[str, float], ...]
"""Topics of a phrase, each with how surely the phrase means it, 0 to 1."""

PARENT = 0.6
"""What a topic's parent counts: PostgreSQL and SQL are both databases."""
_TYPO = 0.7
_WORD_ALONE, _PHRASE_BESIDE = 0.35, 0.5
_LONGEST_NAME = 5
_SHORTEST_TYPO, _LONG_WORD = 6, 11
_OWN = "~"
_AND = re.compile(r"\s+(?:and|und|et|y|e|or|oder|ou|o|&|\+)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """What words mean."""

    names: Mapping[tuple[str, ...], str]
    """Word sequences and the topic they stand for."""
    parents: Mapping[str, str]
    alone: frozenset[tuple[str, ...]]
    """Word sequences that mean something else where an unknown word stands beside them."""
    spellings: Mapping[str, str]
    """How the words of topics are written inside a sentence, by their lower-case form."""
    mark: str
    """Changes whenever the vocabulary does."""
    _memo: dict[str, Topics] = field(default_factory=dict, repr=False)
    _spelt: dict[str, str] = field(default_factory=dict, repr=False)
    _cut: dict[str, list[str]] = field(default_factory=dict, repr=False)

    @classmethod
    def load(cls, extra: Mapping[str, Sequence[str]] | None = None) -> "Vocabulary":
        """The packaged vocabulary with an event's own topics, which come first."""
        topics, parents, alone = _packaged()
        own = tuple((topic, tuple(aliases)) for topic, aliases in (extra or {}).items())
        names: dict[tuple[str, ...], str] = {}
        spellings: dict[str, str] = {}
        for topic, aliases in (*own, *topics):
            for alias in (topic, *aliases):
                for key in _keys(alias):
                    names.setdefault(key, topic)
            # Single words may be German nouns, which keep their capital.
            for word in (word for name in (topic, *aliases) if name == topic or " " in name for word in name.split()):
                spellings.setdefault(word.casefold(), word)
        ambiguous = frozenset(key for word in alone for key in _keys(word)) - {
            k for t, a in own for w in (t, *a) for k in _keys(w)
        }
        reading = (WRAPPING.pattern, ENDING.pattern, NOTHING.pattern, sorted(STOP))
        digest = sha256(repr((sorted(names.items()), sorted(parents.items()), sorted(ambiguous), reading)).encode())
        return cls(names, parents, ambiguous, spellings, digest.hexdigest())

    def topics(self, phrase: str) -> Topics:
        """What a phrase is about; a phrase of unknown words is a topic of its own."""
        if phrase not in self._memo:
            self._memo[phrase] = self._topics(phrase)
        return self._memo[phrase]

    def phrases(self, answer: str) -> list[str]:
        """The single things that an answer names; "and" separates only what the vocabulary knows on both sides."""
        if answer not in self._cut:
            self._cut[answer] = [part for phrase in phrases(answer) for part in self._apart(phrase)]
        return self._cut[answer]

    def midsentence(self, phrase: str) -> str:
        """A phrase as it stands inside a sentence: a capital first letter only where the word keeps it."""
        first, space, rest = phrase.partition(" ")
        if not (first[:1].isupper() and (first[1:].islower() or len(first) == 1)):
            return phrase
        usual = self.spellings.get(first.casefold())
        return usual + space + rest if usual else phrase

    def _apart(self, phrase: str) -> list[str]:
        parts = [part for part in _AND.split(phrase) if part] if " " in phrase else []
        return parts if len(parts) > 1 and self._knows_each(phrase, parts) else [phrase]

    def _knows_each(self, phrase: str, parts: Sequence[str]) -> bool:
        if len(self._split(words(unwrapped(phrase)))[0]) < 2:
            return False
        return all(found and not content(rest) for found, rest in (self._split(words(unwrapped(p))) for p in parts))

    def _topics(self, phrase: str) -> Topics:
        tokens = words(unwrapped(phrase)) or words(phrase)
        known, rest = self._split(tokens)
        found = dict.fromkeys(known, 1.0)
        unknown = content(rest)
        respelt = [self._spelt.get(word) or self._respelt(word) for word in tokens] if unknown else tokens
        if respelt != tokens:
            found |= dict.fromkeys(self._split(respelt)[0] - known, _TYPO)
        for topic in list(found):
            parent = self.parents.get(topic)
            if parent:
                found[parent] = max(found.get(parent, 0.0), PARENT * found[topic])
        if unknown:
            found |= _own_topic(content(tokens) if found else unknown, beside=bool(found))
        return tuple(sorted(found.items()))

    def _split(self, tokens: Sequence[str]) -> tuple[set[str], list[str]]:
        """The topics of known word sequences, the longest first, and the words that are left."""
        flat: list[str] = []
        for token in tokens:
            flat += [token] if token.isalnum() or (token,) in self.names else pieces(token) or [token]
        hits, rest = self._known(flat)
        doubtful = {key for key in hits if key in self.alone}
        if doubtful and content(rest):
            rest += [word for key in sorted(doubtful) for word in key]
            hits = [key for key in hits if key not in doubtful]
        return {self.names[key] for key in hits}, rest

    def _known(self, tokens: Sequence[str]) -> tuple[list[tuple[str, ...]], list[str]]:
        hits: list[tuple[str, ...]] = []
        rest: list[str] = []
        start = 0
        while start < len(tokens):
            for end in range(min(len(tokens), start + _LONGEST_NAME), start, -1):
                if tuple(tokens[start:end]) in self.names:
                    hits.append(tuple(tokens[start:end]))
                    start = end
                    break
            else:
                rest.append(tokens[start])
                start += 1
        return hits, rest

    def _respelt(self, word: str) -> str:
        """The word of the vocabulary that this one misspells, or the word itself."""
        if len(word) < _SHORTEST_TYPO or not word.isascii() or word in STOP:
            return word
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extractOne

        # Typos rarely hit the first letter; without that, printing is a misspelt sprinting.
        similar = _dictionary(self).get(word[0], ())
        hit = extractOne(word, similar, scorer=OSA.distance, score_cutoff=1 if len(word) < _LONG_WORD else 2)
        # Germany is no misspelt German.
        inflected = hit and len(word) < _LONG_WORD and word.startswith(hit[0])
        self._spelt[word] = hit[0] if hit and not inflected else word
        return self._spelt[word]


def is_own(topic: str) -> bool:
    """Whether a topic is only somebody's own words, unknown to the vocabulary."""
    return topic.startswith(_OWN)


def spread(answers: Iterable[str], vocabulary: Vocabulary) -> dict[str, tuple[float, int]]:
    """Topics of a person's answers: how surely, and by which of their phrases."""
    found: dict[str, tuple[float, int]] = {}
    for number, phrase in enumerate(phrase for answer in answers for phrase in vocabulary.phrases(answer)):
        for topic, weight in vocabulary.topics(phrase):
            if weight > found.get(topic, (0.0, 0))[0]:
                found[topic] = (weight, number)
    return found


def _own_topic(said: Sequence[str], *, beside: bool) -> dict[str, float]:
    """Topics for unknown words: the phrase in any word order, and each word for what it is worth."""
    whole = _OWN + " ".join(sorted(set(said)))
    if beside:
        return {whole: _PHRASE_BESIDE}
    return {**({_OWN + word: _WORD_ALONE for word in said} if len(said) > 1 else {}), whole: 1.0}


def _keys(name: str) -> list[tuple[str, ...]]:
    """A name as word sequences: as written, and with its joined words apart."""
    whole = tuple(words(name))
    apart = tuple(part for word in whole for part in pieces(word))
    return [key for key in dict.fromkeys((whole, apart)) if key]


@cache
def _dictionary(vocabulary: Vocabulary) -> dict[str, list[str]]:
    """The words long enough to be misspelt, by first letter."""
    found: dict[str, list[str]] = {}
    for word in sorted({word for name in vocabulary.names for word in name if len(word) >= _SHORTEST_TYPO}):
        found.setdefault(word[0], []).append(word)
    return found


@cache
def _packaged() -> tuple[tuple[tuple[str, tuple[str, ...]], ...], Mapping[str, str], tuple[str, ...]]:
    sections = tomllib.loads((resources.files("matcher.vocabulary") / "topics.toml").read_text("utf-8"))
    parents, alone = sections.pop("parents"), tuple(sections.pop("alone"))
    topics = ((topic, tuple(names)) for section in sections.values() for topic, names in section.items())
    return tuple(topics), parents, alone
