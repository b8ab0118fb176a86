"""Finding a person by what they say at the door: a few letters, a company, an e-mail address, a typo."""

import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kiosk.model import Found, Presence
from kiosk.store import spelling
from kiosk.store.index import BACKWARDS, CANCELLED, ONLY
from kiosk.store.people import PRESENCE, REGISTRANT
from kiosk.store.ranking import Asked, Rank, rank
from kiosk.store.words import address, forms, words
from kiosk.text import fold

_NUMBER = re.compile(r"(?:(?:no|nr|n)\b[ .:]*|# ?)?0*(?P<number>[1-9][0-9]{0,8})")
_LONGEST = 200
"""Characters that are read: nobody is called more than that."""
_MOST_WORDS = 16
_POOL = 200
"""People who are compared with each other; where more match equally well, those with the lowest numbers."""
_ENDING = 3
"""Letters from which the end of an order code is looked for."""
_TELLING = 3
"""Letters of a word from which somebody may be meant by it alone."""
_HOSTS = 5
"""Hits whose guests are looked for."""
_NAME = "{first last also}"
_STANDING = f'NOT also : "{CANCELLED}"'
_CANCELLED = f'AND also : "{CANCELLED}"'

_Words = Sequence[Asked]


def search(connection: sqlite3.Connection, text: str, limit: int = 20) -> list[Found]:
    """Who matches `text`, best first.

    1. Who has the badge number that was typed.
    2. Who has words beginning with every word typed, each answered by a word of its own: names before company, e-mail
       address and order; whole words before mere beginnings ("Kim" before "Kimberly"), the last word counting least,
       for it is still being typed; whole names before parts of names; first names, and words in their order, before
       others; then by number. Who is in already stands among the others; cancelled tickets come last.
    3. Whose order code ends so.
    4. Where these are fewer than `limit`: who is meant with a slip in any word or with a blank more or less, the fewer
       slips the better, else in the order of 2. Where nobody is found so far: two slips in a long word, or one in an
       unfinished word; and at the very last, who answers all typed words but one.
    5. Tickets without a name that were booked together with one of the first hits.
    """
    typed = _Typed.of(text)
    numbers = _beginning(connection, typed, limit)
    if len(numbers) < limit:
        for more in (_ending, _slipping):
            numbers += [number for number in more(connection, typed.words) if number not in numbers]
    hits = _found(connection, (numbers or _guessing(connection, typed.words))[:limit])
    return [*hits, *_guests(connection, hits)][:limit]


def exact(connection: sqlite3.Connection, text: str, limit: int = 20) -> list[Found]:
    """Who has words beginning with every word of `text`, or that number: what a person may be admitted by."""
    typed = _Typed.of(text)
    return [] if typed.is_cut else _found(connection, _beginning(connection, typed, limit)[:limit])


@dataclass(frozen=True, slots=True)
class _Typed:
    """What was typed, understood."""

    number: int | None
    words: _Words
    readings: Sequence[_Words]
    """The words, and all of it as the beginning of an e-mail address where it may be one."""
    is_cut: bool

    @classmethod
    def of(cls, text: str) -> "_Typed":
        """Understands anything."""
        said = text[:_LONGEST].strip()
        number = _NUMBER.fullmatch(fold(said))
        found = [one for chunk in said.split() for one in _asked(chunk)]
        readings = [found[:_MOST_WORDS]] if found else []
        if len(found) > 1 and len(said.split()) == 1:
            readings.append([Asked((address(said),))])
        return cls(
            number=int(number["number"]) if number else None,
            words=found[:_MOST_WORDS],
            readings=readings,
            is_cut=len(text.strip()) > _LONGEST or len(found) > _MOST_WORDS,
        )


def _asked(chunk: str) -> list[Asked]:
    return [Asked((address(chunk),))] if "@" in chunk[1:] else [Asked(each) for each in forms(chunk)]


def _beginning(connection: sqlite3.Connection, typed: _Typed, limit: int) -> list[int]:
    numbers = _by_number(connection, typed.number)
    for which in (_STANDING, _CANCELLED):
        found: dict[int, Rank] = {}
        for asked, tier in ((reading, tier) for reading in typed.readings for tier in _tiers(reading)):
            if len(numbers) + len(found) >= limit:
                break
            for one in _ranked(connection, f"({tier}) {which}", asked):
                if not one.beside:
                    found.setdefault(one.number, one)
        numbers += [number for number in _best(found.values()) if number not in numbers]
    return numbers


def _by_number(connection: sqlite3.Connection, number: int | None) -> list[int]:
    return [row[0] for row in connection.execute("SELECT number FROM registrant WHERE number = ?", (number,))]


def _tiers(asked: _Words) -> Iterator[str]:
    """Queries for ever more people; nobody whom a later one adds ranks before anybody of an earlier one."""
    if len(asked) == 1:
        yield f"also : {_whole(Asked(tuple(ONLY + form for form in asked[0].forms)))}"
        yield f"first : {_whole(asked[0])}"
    yield f"{_NAME} : {_all(_whole, asked)}"
    if len(asked) == 1:
        yield f"first : {_begins(asked[0])}"
    else:
        yield f"{_NAME} : ({_all(_whole, asked[:-1])} AND {_begins(asked[-1])})"
    yield f"{_NAME} : {_all(_begins, asked)}"
    yield _all(_begins, asked)


def _ending(connection: sqlite3.Connection, asked: _Words) -> list[int]:
    code = "".join(each.forms[0] for each in asked)
    if len(code) < _ENDING or not code.isalnum():
        return []
    end = Asked((BACKWARDS + code[::-1],))
    return _best(_ranked(connection, f"other : {_begins(end)}", [end]))


def _slipping(connection: sqlite3.Connection, asked: _Words) -> list[int]:
    local = _before_at(asked)
    meant = [replace(each, meant=spelling.near(connection, each.forms[0])) for each in local]
    return _best([*_meaning(connection, meant), *_blanks(connection, local)])


def _guessing(connection: sqlite3.Connection, asked: _Words) -> list[int]:
    local = _before_at(asked)
    near = [replace(each, meant=spelling.near(connection, each.forms[0])) for each in local]
    meant = [replace(each, meant={**spelling.far(connection, each.forms[0]), **each.meant}) for each in near]
    found = _best(_meaning(connection, meant))
    if found or len(meant) < 2:
        return found
    rests = [rest for n in range(len(meant)) if _says_something(rest := [*meant[:n], *meant[n + 1 :]])]
    people = (_ranked(connection, _all(_nearly, rest), rest, missing=1) for rest in rests)
    return _best(one for some in people for one in some)


def _says_something(asked: _Words) -> bool:
    return any(len(each.forms[0]) >= _TELLING for each in asked)


def _before_at(asked: _Words) -> _Words:
    """The words, and of an address that nobody has those before the @."""
    return [part for each in asked for part in (_local(each.forms[0]) if "@" in each.forms[0] else [each])]


def _local(typed: str) -> list[Asked]:
    return [_plain(word) for word in words(typed.partition("@")[0])]


def _meaning(connection: sqlite3.Connection, asked: _Words) -> Iterator[Rank]:
    if any(each.meant for each in asked):
        if len(asked) == 1:
            yield from _ranked(connection, f"first : {_nearly(asked[0])}", asked)
        yield from _ranked(connection, f"{_NAME} : {_all(_nearly, asked)}", asked)
        yield from _ranked(connection, _all(_nearly, asked), asked)


def _blanks(connection: sqlite3.Connection, asked: _Words) -> Iterator[Rank]:
    """Who is found with a blank more or less."""
    said = [each.forms[0] for each in asked]
    cuts = [[one, other] for one, other in spelling.cuts(said[0])] if len(said) == 1 else []
    joins = [[*said[:n], said[n] + said[n + 1], *said[n + 2 :]] for n in range(len(said) - 1)]
    for reading in ([_plain(word) for word in each] for each in cuts + joins):
        query = " AND ".join([*map(_whole, reading[:-1]), _begins(reading[-1])])
        yield from _ranked(connection, f"{_NAME} : ({query})", reading, slips=1)


def _plain(word: str) -> Asked:
    return Asked((word,))


def _ranked(
    connection: sqlite3.Connection, query: str, asked: _Words, *, slips: int = 0, missing: int = 0
) -> Iterator[Rank]:
    rows = connection.execute(
        "SELECT rowid, first, last, also, other FROM search_entry WHERE search_entry MATCH ? ORDER BY rowid LIMIT ?",
        (query, _POOL),
    ).fetchall()
    for number, *entry in rows:
        one = rank(number, entry, asked)
        if not one.missing:
            yield replace(one, beside=one.beside or slips + missing > 0, slips=one.slips + slips, missing=missing)


def _best(people: Iterable[Rank]) -> list[int]:
    return list(dict.fromkeys(one.number for one in sorted(people)))


def _all(how: Callable[[Asked], str], asked: _Words) -> str:
    return f"({' AND '.join(map(how, asked))})"


def _any(terms: Iterable[str]) -> str:
    return f"({' OR '.join(terms)})"


def _whole(one: Asked) -> str:
    return _any(f'"{form}"' for form in one.forms)


def _begins(one: Asked) -> str:
    return _any(f'"{form}"*' for form in one.forms)


def _nearly(one: Asked) -> str:
    meant = _any(f'"{word}"' for word in one.meant)
    return f"({_begins(one)} OR {_NAME} : {meant})" if one.meant else _begins(one)


def _guests(connection: sqlite3.Connection, hits: list[Found]) -> list[Found]:
    """Tickets without a name that were booked together with a hit: their holders are found through the host."""
    shown = {hit.registrant.number for hit in hits}
    orders = dict.fromkeys(hit.registrant.order for hit in hits[:_HOSTS] if words(hit.registrant.order))
    guests: list[Found] = []
    for order in orders:
        query = f'also : "{ONLY}" AND other : "{"".join(words(order))}"'
        rows = connection.execute("SELECT rowid FROM search_entry WHERE search_entry MATCH ? LIMIT ?", (query, _POOL))
        numbers = sorted(row[0] for row in rows.fetchall() if row[0] not in shown)
        guests += [found for found in _found(connection, numbers) if found.registrant.order == order]
    return guests


def _found(connection: sqlite3.Connection, numbers: Sequence[int]) -> list[Found]:
    found = (
        connection.execute(
            "SELECT r.body, p.body FROM registrant r LEFT JOIN presence p ON p.ticket = r.ticket WHERE r.number = ?",
            (number,),
        ).fetchone()
        for number in numbers
    )
    return [
        Found(registrant=REGISTRANT.decode(row[0]), presence=PRESENCE.decode(row[1]) if row[1] else Presence())
        for row in found
        if row
    ]
