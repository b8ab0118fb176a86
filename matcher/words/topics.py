"""From people's phrases to topics: a vocabulary of synonyms, typos forgiven, unknown words kept as they are."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from hashlib import sha256

from matcher.words import homonyms, negation, spelling, story
from matcher.words.boilerplate import ENDING, NOTHING, STOP, WRAPPING
from matcher.words.cutting import content, cut, pieces, unwrapped, words
from matcher.words.direction import MARK, about, intent, offered, wanted
from matcher.words.homonyms import Homonym
from matcher.words.negation import asserted
from matcher.words.packaged import TopicEntry, keys, packaged

Topics = tuple[tuple[str, float], ...]
"""Topics of a phrase, each with how surely the phrase means it, 0 to 1."""

OFFERS, ASKS, INTERESTS = range(3)
"""The sides of what somebody writes."""
Side = dict[str, tuple[float, int]]
"""Topics of one person on one side: how surely, and by which of their phrases."""
Around = frozenset[str]
"""What the rest of somebody's answers is about."""
_NOTHING_AROUND: Around = frozenset()
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
_TYPO = 0.4
"""How surely a word that is only spelt alike means its topic: a hint; a name of several such words is surer."""
_WORD_ALONE, _PHRASE_BESIDE = 0.35, 0.5
_LONGEST_NAME = 5
_RAMBLING, _FEW = 16, 3
"""A phrase with more telling words than this is about its surest few topics only."""
OWN = "~"
_INITIALS = re.compile(r"\w(?:\.\w)+")
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
    homonyms: Mapping[str, Homonym]
    """Words that mean several things, each with how to tell."""
    mark: str
    """Changes whenever the vocabulary does."""
    _memo: dict[tuple[str, Around], Topics] = field(default_factory=dict, repr=False)
    _meant: dict[tuple[str, int, bool, Around], tuple[Topics, Topics, Topics]] = field(default_factory=dict, repr=False)
    _spelt: dict[tuple[str, str], str] = field(default_factory=dict, repr=False)
    _cut: dict[str, list[str]] = field(default_factory=dict, repr=False)

    @staticmethod
    def load(extra: Mapping[str, Sequence[str]] | None = None) -> "Vocabulary":
        """The packaged vocabulary with an event's own topics, which come first; read once, for it never changes."""
        return _loaded(tuple((topic, tuple(aliases)) for topic, aliases in (extra or {}).items()))

    def topics(self, phrase: str, around: Around = _NOTHING_AROUND) -> Topics:
        """What a phrase is about, given what else its writer wrote; unknown words are a topic of their own."""
        key = (phrase, around if around and self.is_ambiguous(phrase) else _NOTHING_AROUND)
        if key not in self._memo:
            self._memo[key] = self._topics(asserted(phrase), key[1])
        return self._memo[key]

    def firm(self, phrase: str, around: Around = _NOTHING_AROUND) -> dict[str, float]:
        """What a phrase means surely enough to bring two people together: a single hint is a guess, not a reason."""
        return {topic: surely for topic, surely in self.topics(phrase, around) if surely >= _FIRM or is_own(topic)}

    def is_ambiguous(self, phrase: str) -> bool:
        """Whether a phrase holds a word that means several things."""
        return not self.homonyms.keys().isdisjoint(words(phrase))

    def meant(
        self, phrase: str, side: int, *, guesses: bool = False, around: Around = _NOTHING_AROUND
    ) -> tuple[Topics, Topics, Topics]:
        """What somebody who wrote a phrase on one side offers, asks and enjoys; `guesses` keeps what is not firm."""
        key = (phrase, side, guesses, around if around and self.is_ambiguous(phrase) else _NOTHING_AROUND)
        if key not in self._meant:
            topics = dict(self.topics(phrase, around)) if guesses else self.firm(phrase, around)
            said = asserted(phrase)
            if side == INTERESTS or not said:
                self._meant[key] = ((), (), tuple(topics.items()))
            else:
                wants, asked = intent(said), side == ASKS
                given, sought = offered(topics, wants, asked=asked), wanted(topics, wants, asked=asked)
                self._meant[key] = (tuple(given.items()), tuple(sought.items()), ())
        return self._meant[key]

    def phrases(self, answer: str) -> list[str]:
        """The single things that an answer names; "and" separates only what the vocabulary knows on both sides.

        What an answer turns away is none of them, and of a story only what it asks or offers is.
        """
        if answer not in self._cut:
            said = asserted(answer)
            self._cut[answer] = self._of_story(said) if story.is_story(said) else self._single(said)
        return self._cut[answer]

    def _single(self, said: str) -> list[str]:
        return [part for phrase in cut(said) for part in self._apart(phrase)]

    def _of_story(self, said: str) -> list[str]:
        asked = [phrase for part in story.requests(said) for phrase in self._single(part)]
        if any(self._surely(phrase) or spelling.is_telling(words(phrase)) for phrase in asked):
            return asked
        # "Can anybody help me with that?" speaks of something that was told before.
        told = self._single(said)
        return [*asked, *(each for each in story.surest(told, self._surely) if each not in asked)] or told

    def _surely(self, phrase: str) -> float:
        """How surely a phrase means anything that the vocabulary knows."""
        return max((surely for topic, surely in self.firm(phrase).items() if not is_own(topic)), default=0.0)

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
        if len(self._split(words(unwrapped(phrase))).known) < 2:
            return False
        split = [self._split(words(unwrapped(part))) for part in parts]
        return all(each.known and not content(each.rest) for each in split)

    def _topics(self, phrase: str, around: Around) -> Topics:
        tokens = words(unwrapped(phrase)) or words(phrase)
        split = self._split(tokens)
        found = dict.fromkeys(split.topics, 1.0)
        unknown = content(split.rest)
        respelt = self._respelt(tokens) if unknown else tokens
        if respelt != tokens:
            self._take_respelt(found, tokens, respelt)
        # A name that says it all needs no guessing: windows are no hint of houses beside "Windows Server".
        hinted = self._hinted(respelt, split.doubtful) if unknown or not split.topics else {}
        for topic, surely in hinted.items():
            # A word that is spelt alike and one that points there are two witnesses.
            before = found.get(topic, 0.0)
            found[topic] = 1 - (1 - before) * (1 - surely) if before == _TYPO else max(before, surely)
        for word in split.several:
            self._decide(word, tokens, found, hinted, around)
        if len(content(tokens)) > _RAMBLING:
            found = dict(sorted(found.items(), key=lambda each: (-each[1], each[0]))[:_FEW])
        self._widen(found)
        # A word with several meanings brings nobody together by itself.
        unknown = content([word for word in split.rest if word not in self.homonyms])
        if unknown:
            said = content([word for word in tokens if word not in self.homonyms]) if found else unknown
            found |= _own_topic(said, max(found.values(), default=0.0))
        return tuple(sorted(found.items()))

    def _decide(
        self, word: str, tokens: Sequence[str], found: dict[str, float], hinted: Mapping[str, float], around: Around
    ) -> None:
        """Adds what a word with several meanings means here, if that can be told."""
        homonym, others = self.homonyms[word], [token for token in self._flat(tokens) if token != word]
        named = {topic for topic, surely in found.items() if surely == 1.0}
        if meaning := homonym.meant(others, named, hinted, around):
            if meaning.topic:
                found[meaning.topic] = 1.0
            return
        likely = homonym.usual if content(others) else homonym.alone
        if likely:
            found[likely] = 1.0
        elif homonym.alone and word not in STOP:
            found[homonym.alone] = max(found.get(homonym.alone, 0.0), _DOUBTFUL)

    def _take_respelt(self, found: dict[str, float], tokens: Sequence[str], respelt: Sequence[str]) -> None:
        changed = {new for old, new in zip(tokens, respelt, strict=True) if old != new}
        for key in self._split(respelt).known:
            wrong = len(changed.intersection(key))
            if wrong and (topic := self.names.get(key, "")) and topic not in found:
                found[topic] = _TYPO if len(key) == 1 else 1 - (1 - _TYPO) ** len(key)

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
                # A word with several meanings is no witness for one of them.
                for topic in self.hints.get(key, ()) if len(key) > 1 or key[0] not in self.homonyms else ():
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

    def _split(self, tokens: Sequence[str]) -> "_Split":
        """The topics of known word sequences, the longest first, those in doubt, and the words that are left."""
        hits, rest = self._known(self._flat(tokens))
        several = [key[0] for key in hits if len(key) == 1 and key[0] in self.homonyms]
        sure = [key for key in hits if len(key) > 1 or key[0] not in self.homonyms]
        doubtful = [key for key in sure if key in self.alone]
        if doubtful and content(rest):
            rest += [word for key in sorted(set(doubtful)) for word in key]
        else:
            doubtful = []
        topics = {self.names[key] for key in sure if key not in doubtful}
        known = [key for key in hits if key not in doubtful]
        return _Split(topics, known, doubtful, list(dict.fromkeys(several)), rest)

    def _flat(self, tokens: Sequence[str]) -> list[str]:
        """The words, joined ones apart unless they are known as they are."""
        flat: list[str] = []
        for token in tokens:
            # The letters of "D.C." or "e.g." are no names.
            whole = token.isalnum() or (token,) in self.names or (token,) in self.hints or _INITIALS.fullmatch(token)
            flat += [token] if whole else pieces(token) or [token]
        return flat

    def _known(self, tokens: Sequence[str]) -> tuple[list[tuple[str, ...]], list[str]]:
        hits: list[tuple[str, ...]] = []
        rest: list[str] = []
        start, unmeant = 0, spelling.unmeant(tokens)
        while start < len(tokens):
            for end in range(min(len(tokens), start + _LONGEST_NAME), start, -1):
                one = end == start + 1
                if one and tokens[start] in unmeant:
                    continue
                if (one and tokens[start] in self.homonyms) or tuple(tokens[start:end]) in self.names:
                    hits.append(tuple(tokens[start:end]))
                    start = end
                    break
            else:
                rest.append(tokens[start])
                start += 1
        return hits, rest

    def _respelt(self, tokens: Sequence[str]) -> list[str]:
        """The words of a phrase, misspelt ones as the vocabulary spells them."""
        language = spelling.spoken(tokens)
        return [self._respelt_word(word, language) for word in tokens]

    def _respelt_word(self, word: str, language: str) -> str:
        if (word, language) not in self._spelt:
            # Typos rarely hit the first letter; without that, printing is a misspelt sprinting.
            similar = _dictionary(self).get(word[:1], ()) if spelling.may_be_misspelt(word) else ()
            self._spelt[word, language] = spelling.respelt(word, similar, language) if similar else word
        return self._spelt[word, language]


@dataclass(frozen=True, slots=True)
class _Split:
    """The words of a phrase, by what the vocabulary makes of them."""

    topics: set[str]
    known: list[tuple[str, ...]]
    doubtful: list[tuple[str, ...]]
    several: list[str]
    """Words that mean several things."""
    rest: list[str]


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
    said = [phrase for answer in answers for phrase in vocabulary.phrases(answer)]
    around = _around(said, vocabulary, found)
    for number, phrase in enumerate(said, start):
        for kept, new in zip(found, vocabulary.meant(phrase, side, guesses=guesses, around=around), strict=True):
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


def _around(said: Sequence[str], vocabulary: Vocabulary, found: tuple[Side, Side, Side]) -> Around:
    """What somebody's answers are about beside the words that could mean several things; only where there are such."""
    if not any(map(vocabulary.is_ambiguous, said)):
        return _NOTHING_AROUND
    sure = (phrase for phrase in said if not vocabulary.is_ambiguous(phrase))
    topics = {topic for phrase in sure for topic in vocabulary.firm(phrase)}
    topics |= {about(topic) for side in found for topic in side}
    return frozenset(topic for topic in topics if not is_own(topic))


def _within(key: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return any(other[k : k + len(key)] == key for k in range(len(other) - len(key) + 1))


@cache
def _dictionary(vocabulary: Vocabulary) -> dict[str, list[str]]:
    """The words long enough to be misspelt, by first letter."""
    return spelling.dictionary((*vocabulary.names, *vocabulary.hints))


@lru_cache(maxsize=4)
def _loaded(extra: tuple[tuple[str, tuple[str, ...]], ...]) -> Vocabulary:
    vocabulary = packaged()
    own = tuple(TopicEntry(topic, aliases) for topic, aliases in extra)
    names: dict[tuple[str, ...], str] = {}
    hints: dict[tuple[str, ...], tuple[str, ...]] = {}
    spellings: dict[str, str] = {}
    for entry in (*own, *vocabulary.entries):
        for alias in (entry.topic, *entry.names):
            for key in keys(alias):
                names.setdefault(key, entry.topic)
        for hint in entry.hints:
            for key in keys(hint):
                hints[key] = tuple(dict.fromkeys((*hints.get(key, ()), entry.topic)))
        # Single words may be German nouns, which keep their capital.
        whole = [entry.topic, *(name for name in entry.names if " " in name)]
        for word in (word for name in whole for word in name.split()):
            spellings.setdefault(word.casefold(), word)
    parents = {entry.topic: entry.under for entry in vocabulary.entries if entry.under}
    said = frozenset(key for entry in own for name in (entry.topic, *entry.names) for key in keys(name))
    ambiguous = frozenset(key for word in vocabulary.alone for key in keys(word)) - said
    several = {word: meant for word, meant in homonyms.packaged().items() if (word,) not in said}
    marks = (MARK, negation.MARK, story.MARK, homonyms.MARK, spelling.ELSEWHERE, spelling.EDITION)
    reading = (WRAPPING.pattern, ENDING.pattern, NOTHING.pattern, sorted(STOP), *marks)
    parts = (sorted(names.items()), sorted(hints.items()), sorted(parents.items()), sorted(ambiguous), reading)
    return Vocabulary(names, hints, parents, ambiguous, spellings, several, sha256(repr(parts).encode()).hexdigest())
