"""From people's phrases to topics: a vocabulary of synonyms, typos forgiven, unknown words kept as they are."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from hashlib import sha256
from importlib import resources

import tomli as tomllib

from matcher.words.boilerplate import ENDING, NOTHING, STOP, WRAPPING
from matcher.words.cutting import content, cut, pieces, unwrapped, words
from matcher.words.direction import MARK, about, intent, offered, wanted

Topics = tuple[tuple[str, float], ...]
"""Topics of a phrase, each with how surely the phrase means it, 0 to 1."""

OFFERS, ASKS, INTERESTS = range(3)
"""The sides of what somebody writes."""
Side = dict[str, tuple[float, int]]
"""Topics of one person on one side: how surely, and by which of their phrases."""
PARENT = 0.6
"""What a topic's parent counts: PostgreSQL and SQL are both databases."""
_HINT = 0.35
"""How surely one hint means its topic; several count like independent witnesses."""
_VAGUE = 0.5
"""A hint that points to many topics says less of each."""
_DOUBTFUL = 0.3
"""How surely a word with other meanings means its topic beside unknown words."""
_FAINT = 0.2
"""What means a topic no surer than this is no more than noise."""
_FIRM = 0.45
"""How surely a topic must be meant to bring two people together."""
_CERTAIN = 0.95
"""No number of hints is as sure as the name."""
_TYPO = 0.7
_WORD_ALONE, _PHRASE_BESIDE = 0.35, 0.5
_LONGEST_NAME = 5
_SHORTEST_TYPO, _LONG_WORD = 6, 11
OWN = "~"
AREAS = {
    file.name.removesuffix(".toml"): file
    for folder in resources.files("matcher.vocabulary").iterdir()
    if folder.is_dir()
    for file in folder.iterdir()
    if file.name.endswith(".toml")
}
"""The vocabulary's files, by area."""
_AND = re.compile(r"\s+(?:and|und|et|y|e|or|oder|ou|o|&|\+)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """What words mean."""

    names: Mapping[tuple[str, ...], str]
    """Word sequences and the topic they stand for."""
    hints: Mapping[tuple[str, ...], tuple[str, ...]]
    """Word sequences that point to topics without naming them."""
    parents: Mapping[str, tuple[str, ...]]
    alone: frozenset[tuple[str, ...]]
    """Word sequences that mean something else where an unknown word stands beside them."""
    spellings: Mapping[str, str]
    """How the words of topics are written inside a sentence, by their lower-case form."""
    mark: str
    """Changes whenever the vocabulary does."""
    _memo: dict[str, Topics] = field(default_factory=dict, repr=False)
    _meant: dict[tuple[str, int, bool], tuple[Topics, Topics, Topics]] = field(default_factory=dict, repr=False)
    _spelt: dict[str, str] = field(default_factory=dict, repr=False)
    _cut: dict[str, list[str]] = field(default_factory=dict, repr=False)

    @staticmethod
    def load(extra: Mapping[str, Sequence[str]] | None = None) -> "Vocabulary":
        """The packaged vocabulary with an event's own topics, which come first; read once, for it never changes."""
        return _loaded(tuple((topic, tuple(aliases)) for topic, aliases in (extra or {}).items()))

    def topics(self, phrase: str) -> Topics:
        """What a phrase is about; a phrase of unknown words is a topic of its own."""
        if phrase not in self._memo:
            self._memo[phrase] = self._topics(phrase)
        return self._memo[phrase]

    def firm(self, phrase: str) -> dict[str, float]:
        """What a phrase means surely enough to bring two people together: a single hint is a guess, not a reason."""
        return {topic: surely for topic, surely in self.topics(phrase) if surely >= _FIRM or is_own(topic)}

    def meant(self, phrase: str, side: int, *, guesses: bool = False) -> tuple[Topics, Topics, Topics]:
        """What somebody who wrote a phrase on one side offers, asks and enjoys; `guesses` keeps what is not firm."""
        key = (phrase, side, guesses)
        if key not in self._meant:
            topics = dict(self.topics(phrase)) if guesses else self.firm(phrase)
            if side == INTERESTS:
                self._meant[key] = ((), (), tuple(topics.items()))
            else:
                wants, asked = intent(phrase), side == ASKS
                given, sought = offered(topics, wants, asked=asked), wanted(topics, wants, asked=asked)
                self._meant[key] = (tuple(given.items()), tuple(sought.items()), ())
        return self._meant[key]

    def phrases(self, answer: str) -> list[str]:
        """The single things that an answer names; "and" separates only what the vocabulary knows on both sides."""
        if answer not in self._cut:
            self._cut[answer] = [part for phrase in cut(answer) for part in self._apart(phrase)]
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
        return all(found and not content(rest) for found, _, rest in (self._split(words(unwrapped(p))) for p in parts))

    def _topics(self, phrase: str) -> Topics:
        tokens = words(unwrapped(phrase)) or words(phrase)
        known, doubtful, rest = self._split(tokens)
        found = dict.fromkeys(known, 1.0)
        unknown = content(rest)
        respelt = [self._spelt.get(word) or self._respelt(word) for word in tokens] if unknown else tokens
        if respelt != tokens:
            found |= dict.fromkeys(self._split(respelt)[0] - known, _TYPO)
        # A name that says it all needs no guessing: windows are no hint of houses beside "Windows Server".
        for topic, surely in self._hinted(respelt, doubtful).items() if unknown or not known else ():
            found[topic] = max(found.get(topic, 0.0), surely)
        self._widen(found)
        if unknown:
            found |= _own_topic(content(tokens) if found else unknown, max(found.values(), default=0.0))
        return tuple(sorted(found.items()))

    def _widen(self, found: dict[str, float]) -> None:
        """Adds what the topics are part of, and what that is part of."""
        rising = list(found.items())
        while rising:
            topic, surely = rising.pop()
            for parent in self.parents.get(topic, ()):
                if max(found.get(parent, 0.0), _FAINT) < PARENT * surely:
                    found[parent] = PARENT * surely
                    rising.append((parent, PARENT * surely))

    def _hinted(self, tokens: Sequence[str], doubtful: Sequence[tuple[str, ...]]) -> dict[str, float]:
        """Topics that a phrase points to, the more hints the surer."""
        flat = self._flat(tokens)
        hits: dict[str, set[tuple[str, ...]]] = {}
        for start in range(len(flat)):
            for end in range(start + 1, min(len(flat), start + _LONGEST_NAME) + 1):
                key = tuple(flat[start:end])
                for topic in self.hints.get(key, ()):
                    hits.setdefault(topic, set()).add(key)
        found = {topic: min(_CERTAIN, 1 - (1 - _HINT) ** self._strength(keys)) for topic, keys in hits.items()}
        for key in doubtful:
            topic = self.names[key]
            # "Go" beside "goroutines" is the language after all; a word that everybody uses says nothing alone.
            supported = bool(hits.get(topic, {key}) - {key})
            common = len(key) == 1 and key[0] in STOP
            found[topic] = max(found.get(topic, 0.0), _CERTAIN if supported else 0.0 if common else _DOUBTFUL)
        return {topic: surely for topic, surely in found.items() if surely > _FAINT}

    def _strength(self, keys: set[tuple[str, ...]]) -> float:
        """How much hints say together: several words say more, a part of another nothing new, a vague one little."""
        apart = [key for key in keys if not any(key != other and _within(key, other) for other in keys)]
        said = ((1.0 + 0.5 * (len(key) > 1)) / len(self.hints[key]) ** _VAGUE for key in apart)
        return float(sum(said))

    def _split(self, tokens: Sequence[str]) -> tuple[set[str], list[tuple[str, ...]], list[str]]:
        """The topics of known word sequences, the longest first, those in doubt, and the words that are left."""
        hits, rest = self._known(self._flat(tokens))
        doubtful = [key for key in hits if key in self.alone]
        if doubtful and content(rest):
            rest += [word for key in sorted(set(doubtful)) for word in key]
            return {self.names[key] for key in hits if key not in doubtful}, doubtful, rest
        return {self.names[key] for key in hits}, [], rest

    def _flat(self, tokens: Sequence[str]) -> list[str]:
        """The words, joined ones apart unless they are known as they are."""
        flat: list[str] = []
        for token in tokens:
            whole = token.isalnum() or (token,) in self.names or (token,) in self.hints
            flat += [token] if whole else pieces(token) or [token]
        return flat

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
        from rapidfuzz.process import extract

        # Typos rarely hit the first letter; without that, printing is a misspelt sprinting.
        similar = _dictionary(self).get(word[0], ())
        most = 1 if len(word) < _LONG_WORD else 2
        hits = extract(word, similar, scorer=OSA.distance, score_cutoff=most, limit=8)
        # Of two words equally near, the one that begins alike: "machin" is machine, not machen.
        hit = min(hits, key=lambda each: (each[1], -_alike(word, each[0]), each[0]), default=None)
        # Germany is no misspelt German.
        inflected = hit and len(word) < _LONG_WORD and word.startswith(hit[0])
        self._spelt[word] = hit[0] if hit and not inflected else word
        return self._spelt[word]


def is_own(topic: str) -> bool:
    """Whether a topic is only somebody's own words, unknown to the vocabulary."""
    return about(topic).startswith(OWN)


def spread(
    answers: Iterable[str],
    vocabulary: Vocabulary,
    side: int,
    found: tuple[Side, Side, Side],
    start: int = 0,
    *,
    guesses: bool = False,
) -> tuple[Side, Side, Side]:
    """Adds what answers on one side mean to what a person offers, asks and enjoys; phrases count from `start`."""
    for number, phrase in enumerate((p for answer in answers for p in vocabulary.phrases(answer)), start):
        for kept, new in zip(found, vocabulary.meant(phrase, side, guesses=guesses), strict=True):
            for topic, surely in new:
                if topic not in kept or surely > kept[topic][0]:
                    kept[topic] = (surely, number)
    return found


def _own_topic(said: Sequence[str], known: float) -> dict[str, float]:
    """Topics for unknown words: the phrase in any word order, and each word for what it is worth.

    `known` is how surely the phrase means something that the vocabulary knows.
    """
    whole = OWN + " ".join(sorted(set(said)))
    left = max(_PHRASE_BESIDE, 1 - known)
    if known == 1.0:
        return {whole: left}
    return {**({OWN + word: _WORD_ALONE * left for word in said} if len(said) > 1 else {}), whole: left}


def _alike(one: str, other: str) -> int:
    """How many letters two words share at their beginnings."""
    return next((k for k, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _keys(name: str) -> list[tuple[str, ...]]:
    """A name as word sequences: as written, and with its joined words apart."""
    whole = tuple(words(name))
    # Tens of thousands of names are read at every start, and few hold a hyphen.
    if all(word.isalnum() for word in whole):
        return [whole] if whole else []
    apart = tuple(part for word in whole for part in pieces(word))
    return [key for key in dict.fromkeys((whole, apart)) if key]


def _within(key: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return any(other[k : k + len(key)] == key for k in range(len(other) - len(key) + 1))


@cache
def _dictionary(vocabulary: Vocabulary) -> dict[str, list[str]]:
    """The words long enough to be misspelt, by first letter."""
    found: dict[str, list[str]] = {}
    known = (*vocabulary.names, *vocabulary.hints)
    for word in sorted({word for name in known for word in name if len(word) >= _SHORTEST_TYPO}):
        found.setdefault(word[0], []).append(word)
    return found


@dataclass(frozen=True, slots=True)
class TopicEntry:
    """A topic as a vocabulary file states it."""

    topic: str
    """As it stands in the middle of a sentence."""
    names: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    under: tuple[str, ...] = ()
    """What it is part of."""


@dataclass(frozen=True, slots=True)
class _Packaged:
    entries: tuple[TopicEntry, ...]
    alone: frozenset[str]


@lru_cache(maxsize=4)
def _loaded(extra: tuple[tuple[str, tuple[str, ...]], ...]) -> Vocabulary:
    packaged = _packaged()
    own = tuple(TopicEntry(topic, aliases) for topic, aliases in extra)
    names: dict[tuple[str, ...], str] = {}
    hints: dict[tuple[str, ...], tuple[str, ...]] = {}
    spellings: dict[str, str] = {}
    for entry in (*own, *packaged.entries):
        for alias in (entry.topic, *entry.names):
            for key in _keys(alias):
                names.setdefault(key, entry.topic)
        for hint in entry.hints:
            for key in _keys(hint):
                hints[key] = tuple(dict.fromkeys((*hints.get(key, ()), entry.topic)))
        # Single words may be German nouns, which keep their capital.
        whole = [entry.topic, *(name for name in entry.names if " " in name)]
        for word in (word for name in whole for word in name.split()):
            spellings.setdefault(word.casefold(), word)
    parents = {entry.topic: entry.under for entry in packaged.entries if entry.under}
    said = frozenset(key for entry in own for name in (entry.topic, *entry.names) for key in _keys(name))
    ambiguous = frozenset(key for word in packaged.alone for key in _keys(word)) - said
    reading = (WRAPPING.pattern, ENDING.pattern, NOTHING.pattern, sorted(STOP), MARK)
    parts = (sorted(names.items()), sorted(hints.items()), sorted(parents.items()), sorted(ambiguous), reading)
    return Vocabulary(names, hints, parents, ambiguous, spellings, sha256(repr(parts).encode()).hexdigest())


@cache
def _packaged() -> _Packaged:
    entries, alone = [], set()
    for _area, file in sorted(AREAS.items()):
        content = tomllib.loads(file.read_text("utf-8"))
        alone |= set(content.get("alone", ()))
        for topic, said in content["topics"].items():
            entries.append(TopicEntry(topic, *(tuple(said.get(part, ())) for part in ("names", "hints", "under"))))
    return _Packaged(tuple(entries), frozenset(alone))
