"""Finding a person by what they say at the door: a few letters, a company, an e-mail address, a typo."""

import sqlite3
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace

from kiosk.model import Found, Presence
from kiosk.store.rows import PRESENCE, REGISTRANT
from kiosk.store.search import queries, spelling
from kiosk.store.search.index import BACKWARDS, CANCELLED, COLUMNS, ONLY
from kiosk.store.search.ranking import Rank, rank
from kiosk.store.search.typed import Asked, Typed, Words, before_at, plain
from kiosk.store.search.words import words

_POOL = 100
"""People who are compared with each other; where more match equally well, those with the lowest numbers."""
_ENDING = 3
"""Letters from which the end of an order code is looked for."""
_TELLING = 3
"""Letters of a word from which somebody may be meant by it alone."""
_HOSTS = 5
"""Hits whose guests are looked for."""
_STANDING = f'NOT also : "{CANCELLED}"'
_CANCELLED = f'AND also : "{CANCELLED}"'


_Row = tuple[int, str, str, str, str, str, str]


def search(connection: sqlite3.Connection, text: str, limit: int = 20) -> list[Found]:
    """Who matches `text`, best first.

    1. Who has the badge number that was typed.
    2. Who has words beginning with every word typed, each answered by a word of its own: names before company, e-mail
       address and order; whole words before mere beginnings ("Kim" before "Kimberly"), the last word counting least,
       for it is still being typed; whole names before parts of names; first names, and words in their order, before
       others; then by number. Who is in already stands among the others; cancelled tickets come last.
    3. Whose order code ends so.
    4. Where these are fewer than `limit`: who is meant with a slip in any word or with a blank more or less, the fewer
       slips the better, else in the order of 2. Where nobody is found so far: two or three slips in a long word, or one
       in an unfinished word; and at the very last, who answers all typed words but one.
    5. Tickets without a name that were booked together with one of the first hits.
    """
    typed = Typed.of(text)
    numbers = _beginning(connection, typed, limit)
    if len(numbers) < limit:
        for more in (_ending, _slipping):
            numbers += [number for number in more(connection, typed.words) if number not in numbers]
    hits = _found(connection, (numbers or _guessing(connection, typed.words))[:limit])
    return [*hits, *_guests(connection, hits)][:limit]


def exact(connection: sqlite3.Connection, text: str, limit: int = 20) -> list[Found]:
    """Who has words beginning with every word of `text`, or that number: what a person may be admitted by."""
    typed = Typed.of(text)
    return [] if typed.is_cut else _found(connection, _beginning(connection, typed, limit)[:limit])


def _beginning(connection: sqlite3.Connection, typed: Typed, limit: int) -> list[int]:
    numbers = _by_number(connection, typed.number)
    widest = [(reading, queries.anywhere(queries.begins, reading)) for reading in typed.readings]
    answers = [(reading, _rows(connection, query)) for reading, query in widest]
    if all(len(rows) < _POOL for _, rows in answers):
        found = [one for reading, rows in answers for one in _ranks(rows, reading)]
        return list(dict.fromkeys([*numbers, *_best(found)]))
    tiers = [(reading, query) for reading in typed.readings for query in queries.tiers(reading)]
    # Cancelled tickets are few: everybody at once.
    for which, some in ((_STANDING, tiers), (_CANCELLED, widest)):
        found = []
        for asked, query in some:
            if len(numbers) + len(found) >= limit:
                break
            seen = {*numbers, *(one.number for one in found)}
            found += _ranks(_rows(connection, f"({query}) {which}"), asked, seen=seen)
        numbers += _best(found)
    return numbers


def _by_number(connection: sqlite3.Connection, number: int | None) -> list[int]:
    query = "SELECT number FROM registrant WHERE number = ? UNION ALL SELECT number FROM former WHERE number = ?"
    return [row[0] for row in connection.execute(query, (number, number))]


def _ending(connection: sqlite3.Connection, asked: Words) -> list[int]:
    code = "".join(each.forms[0] for each in asked)
    if len(code) < _ENDING or not code.isalnum():
        return []
    end = Asked((BACKWARDS + code[::-1],))
    return _best(_ranks(_rows(connection, f"handle : {queries.begins(end)}"), [end]))


def _slipping(connection: sqlite3.Connection, asked: Words) -> list[int]:
    local = before_at(asked)
    meant = [replace(each, meant=spelling.near(connection, each.forms[0])) for each in local]
    return _best([*_meaning(connection, meant), *_blanks(connection, local)])


def _guessing(connection: sqlite3.Connection, asked: Words) -> list[int]:
    local = before_at(asked)
    near = [replace(each, meant=spelling.near(connection, each.forms[0])) for each in local]
    meant = [replace(each, meant={**spelling.far(connection, each.forms[0]), **each.meant}) for each in near]
    found = _best(_meaning(connection, meant))
    if found or len(meant) < 2:
        return found
    rests = [rest for n in range(len(meant)) if _says_something(rest := [*meant[:n], *meant[n + 1 :]])]
    people = (_ranks(_rows(connection, queries.anywhere(queries.nearly, rest)), rest, missing=1) for rest in rests)
    return _best(one for some in people for one in some)


def _says_something(asked: Words) -> bool:
    return any(len(each.forms[0]) >= _TELLING for each in asked)


def _meaning(connection: sqlite3.Connection, asked: Words) -> Iterator[Rank]:
    if not any(each.meant for each in asked):
        return
    everybody = _rows(connection, queries.anywhere(queries.nearly, asked))
    yield from _ranks(everybody, asked)
    if len(everybody) == _POOL:
        narrower = f"{queries.NAME} : {queries.every(queries.nearly, asked)}"
        yield from _ranks(_rows(connection, narrower), asked)
        if len(asked) == 1:
            yield from _ranks(_rows(connection, f"first : {queries.nearly(asked[0])}"), asked)


def _blanks(connection: sqlite3.Connection, asked: Words) -> Iterator[Rank]:
    """Who is found with a blank more or less."""
    said = [each.forms[0] for each in asked]
    cuts = [[one, other] for one, other in spelling.cuts(said[0])] if len(said) == 1 else []
    joins = [[*said[:n], said[n] + said[n + 1], *said[n + 2 :]] for n in range(len(said) - 1)]
    for reading in ([plain(word) for word in each] for each in cuts + joins):
        query = " AND ".join([*map(queries.whole, reading[:-1]), queries.begins(reading[-1])])
        yield from _ranks(_rows(connection, f"{queries.NAME} : ({query})"), reading, slips=1)


def _rows(connection: sqlite3.Connection, query: str) -> list[_Row]:
    return connection.execute(
        f"SELECT rowid, {COLUMNS} FROM search_entry WHERE search_entry MATCH ? ORDER BY rowid LIMIT ?", (query, _POOL)
    ).fetchall()


def _ranks(
    rows: Iterable[_Row], asked: Words, *, seen: Container[int] = (), slips: int = 0, missing: int = 0
) -> list[Rank]:
    ranks = (rank(number, entry, asked, slips=slips, missing=missing) for number, *entry in rows if number not in seen)
    return [one for one in ranks if one]


def _best(people: Iterable[Rank]) -> list[int]:
    return list(dict.fromkeys(one.number for one in sorted(people)))


def _guests(connection: sqlite3.Connection, hits: list[Found]) -> list[Found]:
    """Tickets without a name that were booked together with a hit: their holders are found through the host."""
    orders = dict.fromkeys(hit.registrant.order for hit in hits[:_HOSTS] if words(hit.registrant.order))
    if not orders:
        return []
    codes = tuple("".join(words(order)) for order in orders)
    query = f'also : "{ONLY}" AND other : {queries.whole(Asked(codes))}'
    rows = connection.execute(
        "SELECT rowid FROM search_entry WHERE search_entry MATCH ? ORDER BY rowid LIMIT ?", (query, _POOL)
    ).fetchall()
    shown = {hit.registrant.number for hit in hits}
    guests = _found(connection, [number for (number,) in rows if number not in shown])
    places = list(orders)
    return sorted(
        (guest for guest in guests if guest.registrant.order in orders),
        key=lambda guest: places.index(guest.registrant.order),
    )


def by_name(connection: sqlite3.Connection, limit: int) -> list[Found]:
    """Everybody in the order of names, the nameless last."""
    rows = connection.execute(
        "SELECT rowid FROM search_entry ORDER BY first = '', first, last, rowid LIMIT ?", (limit,)
    )
    return _found(connection, [number for (number,) in rows])


def of_order(connection: sqlite3.Connection, order: str) -> list[Found]:
    """Everybody whose ticket was booked in one order, by number."""
    query = "SELECT number FROM registrant WHERE json_extract(body, '$.order') = ? ORDER BY number"
    return _found(connection, [number for (number,) in connection.execute(query, (order,))]) if order else []


def _found(connection: sqlite3.Connection, numbers: Sequence[int]) -> list[Found]:
    marks = ", ".join("?" * len(numbers))
    rows = connection.execute(
        "SELECT r.number, r.body, p.body FROM registrant r LEFT JOIN presence p ON p.ticket = r.ticket"
        f" WHERE r.number IN ({marks}) UNION ALL SELECT number, body, NULL FROM former WHERE number IN ({marks})",
        [*numbers, *numbers],
    ).fetchall()
    hits = {
        number: Found(registrant=REGISTRANT.decode(body), presence=PRESENCE.decode(seen) if seen else Presence())
        for number, body, seen in rows
    }
    found = [_of_person(connection, hits[number]) for number in numbers if number in hits]
    return list({each.registrant.id: each for each in found}.values())


def _of_person(connection: sqlite3.Connection, hit: Found) -> Found:
    """Who has several tickets is found once, by the one that stands for them."""
    row = (
        hit.registrant.main
        and connection.execute(
            "SELECT r.body, p.body FROM registrant r LEFT JOIN presence p ON p.ticket = r.ticket WHERE r.id = ?",
            (hit.registrant.main,),
        ).fetchone()
    )
    if not row:
        return hit
    return Found(registrant=REGISTRANT.decode(row[0]), presence=PRESENCE.decode(row[1]) if row[1] else Presence())
