"""How the search table is asked: SQLite's full-text queries."""

from collections.abc import Callable, Iterable, Iterator
from itertools import permutations

from kiosk.store.search.index import ONLY
from kiosk.store.search.typed import Asked, Words

_MOST_APART = 4
"""Pairs of typed words of which one begins the other that are looked for in different words."""
NAME = "{first middle last also}"
_NO_HANDLE = "{first middle last also other}"


def tiers(asked: Words) -> Iterator[str]:
    """Queries for ever more people; nobody whom a later one adds ranks before anybody of an earlier one."""
    if len(asked) == 1:
        yield f"also : {whole(Asked(tuple(ONLY + form for form in asked[0].forms)))}"
        yield f"first : {whole(asked[0])}"
    yield f"{NAME} : {every(whole, asked)}"
    if len(asked) == 1:
        yield f"first : {begins(asked[0])}"
    else:
        yield f"{NAME} : {every(lambda one: begins(one) if one is asked[-1] else whole(one), asked)}"
    yield f"{NAME} : {every(begins, asked)}"
    yield anywhere(begins, asked)


def anywhere(how: Callable[[Asked], str], asked: Words) -> str:
    """In any column; an address that repeats the name answers only where it was typed."""
    by_address = len(asked) == 1 or any("@" in one.forms[0] for one in asked)
    return every(how, asked) if by_address else f"{_NO_HANDLE} : {every(how, asked)}"


def every(how: Callable[[Asked], str], asked: Words) -> str:
    """All the words, those of which one begins the other in two words."""
    terms = [how(one) for one in asked]
    nested = [(one, two) for one, two in permutations(asked, 2) if one.forms[0].startswith(two.forms[0])]
    terms += [_apart(how(one), how(two)) for one, two in nested[:_MOST_APART]]
    return f"({' AND '.join(terms)})"


def _apart(one: str, two: str) -> str:
    """Both, in two words: "Anna" alone would also answer "anna a", and there may be hundreds of them."""
    return (
        f"((first : {one} AND {{middle last also other handle}} : {two})"
        f" OR (last : {one} AND {{first middle also other handle}} : {two})"
        f" OR ({{middle also other handle}} : {one} AND {two}))"
    )


def _any(terms: Iterable[str]) -> str:
    return f"({' OR '.join(terms)})"


def whole(one: Asked) -> str:
    """The word itself."""
    return _any(f'"{form}"' for form in one.forms)


def begins(one: Asked) -> str:
    """A word that begins so."""
    return _any(f'"{form}"*' for form in one.forms)


def nearly(one: Asked) -> str:
    """A word that begins so, or a word of a name that may have been meant."""
    meant = _any(f'"{word}"' for word in one.meant)
    return f"({begins(one)} OR {NAME} : {meant})" if one.meant else begins(one)
