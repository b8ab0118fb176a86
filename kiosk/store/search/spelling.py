"""Words of the list that somebody may have meant who typed another one."""

import sqlite3
from collections.abc import Iterable, Mapping

from kiosk.store.search.words import rests

_TYPED = 3
"""Letters from which a word may be a slip: "jon" for John."""
_LONG = (_TYPED, 7, 9)
"""Letters from which one, two and three slips are believed."""
_BEGUN = 4
"""Letters from which a word that is still being typed may hold a slip."""
_MOST = 80
"""Words that are tried for one that was typed."""

Meant = Mapping[str, int]
"""Words that may have been meant, with their slips."""


def near(connection: sqlite3.Connection, word: str) -> Meant:
    """Words one slip away: a letter too few, too many, another one, or two neighbours swapped."""
    if len(word) < _TYPED:
        return {}
    tried = sorted(rests(word))
    rows = connection.execute(
        f"SELECT DISTINCT word FROM search_slip WHERE rest IN ({', '.join('?' * len(tried))}) ORDER BY word", tried
    ).fetchall()
    return dict.fromkeys([found for (found,) in rows if _is_one_slip(word, found)][:_MOST], 1)


def far(connection: sqlite3.Connection, word: str) -> Meant:
    """Long words some slips away, and words that begin as this one with a slip: reads all words of the list."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    found: dict[str, int] = {}
    if len(word) >= _BEGUN:
        words = _words(
            connection, "word BETWEEN ? AND ? AND length(word) >= ?", word[0], word[0] + "\U0010ffff", len(word) - 1
        )
        for length in (len(word), len(word) + 1, len(word) - 1):
            begun = process.extract_iter(word, [each[:length] for each in words], scorer=OSA.distance, score_cutoff=1)
            found.update((words[place], 1) for _, _, place in begun)
    slips = sum(len(word) >= letters for letters in _LONG)
    if slips > 1:
        words = _words(connection, "length(word) BETWEEN ? AND ?", len(word) - slips, len(word) + slips)
        whole = process.extract_iter(word, words, scorer=OSA.distance, score_cutoff=slips)
        found = {each: int(distance) for each, distance, _ in whole} | found
    return dict(sorted(found.items(), key=lambda item: (item[1], item[0]))[:_MOST])


def cuts(word: str) -> Iterable[tuple[str, str]]:
    """Where a blank may be missing."""
    return ((word[:n], word[n:]) for n in range(2, len(word) - 1))


def _words(connection: sqlite3.Connection, where: str, *values: str | int) -> list[str]:
    # One row: fetching every word by itself takes ten times as long.
    row = connection.execute(f"SELECT group_concat(word, ' ') FROM search_word WHERE {where}", values).fetchone()
    return (row[0] or "").split()


def _is_one_slip(typed: str, word: str) -> bool:
    """Whether two words that have a rest in common are really one slip apart."""
    if len(typed) != len(word):
        return abs(len(typed) - len(word)) == 1
    apart = [n for n in range(len(word)) if typed[n] != word[n]]
    if len(apart) != 2:
        return len(apart) == 1
    one, other = apart
    return other == one + 1 and (typed[one], typed[other]) == (word[other], word[one])
