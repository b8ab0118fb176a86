"""Words that mean several things: what stands near decides, in the phrase first, then in the person's other answers."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import tomli as tomllib

_NAMED = 2
"""What a topic that is named beside the word counts, in words that only speak for a meaning."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """One thing that a word means."""

    topic: str
    """Empty for a thing that nobody is matched by."""
    near: frozenset[str]
    """Topics that speak for it."""
    hints: frozenset[str]
    stems: tuple[str, ...]
    inside: tuple[str, ...]
    """Words, beginnings of words and parts of words that do."""

    def spoken_for(self, tokens: Sequence[str], named: Collection[str], hinted: Collection[str]) -> int:
        """How much of a phrase speaks for this meaning."""
        said = sum(map(self._hints, set(tokens)))
        return said + _NAMED * len(self.near & set(named)) + (self.topic in hinted)

    def _hints(self, token: str) -> bool:
        return token in self.hints or token.startswith(self.stems) or any(part in token for part in self.inside)


@dataclass(frozen=True, slots=True)
class Homonym:
    """A word that means several things."""

    alone: str
    """The topic where the word is the whole phrase."""
    usual: str
    """The topic beside words that say nothing."""
    meanings: tuple[Meaning, ...]

    def meant(
        self, tokens: Sequence[str], named: Collection[str], hinted: Collection[str], around: Collection[str]
    ) -> Meaning | None:
        """The one meaning that most speaks for; None where nothing does, or as much for another.

        Args:
            tokens: the other words of the phrase.
            named: the topics that these name.
            hinted: the topics that these only point to.
            around: the topics of the person's other answers, which are asked where the phrase doesn't tell.
        """
        return self._most([each.spoken_for(tokens, named, hinted) for each in self.meanings]) or self._most(
            [len(each.near & set(around)) for each in self.meanings]
        )

    def _most(self, counts: Sequence[int]) -> Meaning | None:
        most = max(counts)
        best = [meaning for meaning, count in zip(self.meanings, counts, strict=True) if count == most]
        return best[0] if most and len(best) == 1 else None


MARK = (resources.files("matcher.vocabulary") / "homonyms.toml").read_text("utf-8")
"""Changes whenever what is recognised does."""


@cache
def packaged() -> Mapping[str, Homonym]:
    """The homonyms, by their folded word."""
    return {
        word: Homonym(said.get("alone", ""), said.get("usual", ""), tuple(map(_meaning, said["means"])))
        for word, said in tomllib.loads(MARK).items()
    }


def _meaning(said: Mapping[str, list[str]]) -> Meaning:
    hints, topic = said.get("hints", []), str(said.get("topic", ""))
    inside = tuple(hint.strip("*") for hint in hints if hint.startswith("*"))
    stems = tuple(hint[:-1] for hint in hints if hint.endswith("*") and not hint.startswith("*"))
    whole = frozenset(hint for hint in hints if "*" not in hint)
    return Meaning(topic, frozenset([*said.get("near", []), topic]) - {""}, whole, stems, inside)
