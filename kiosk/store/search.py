"""Finding a person by what they say at the door: a few letters, a company, an e-mail address, a typo."""

import re
import sqlite3

from kiosk.model import Found, Presence
from kiosk.store.people import PRESENCE, REGISTRANT
from kiosk.text import fold

_WORD = re.compile(r"[^\s\"]+")
_ENOUGH = 5
"""Exact hits that make a search for misspellings unnecessary."""


def search(connection: sqlite3.Connection, text: str, limit: int = 20) -> list[Found]:
    """Who matches `text`, best first: by the beginnings of words, and with typos where those find little."""
    folded = fold(text)
    words = [word.group() for word in _WORD.finditer(folded)]
    if not words:
        return []
    numbers = _by_prefix(connection, words, limit)
    if len(numbers) < _ENOUGH and len(folded) >= 3:
        numbers += [n for n in _by_trigrams(connection, folded, limit) if n not in numbers]
    hits = [found for n in numbers[:limit] if (found := _found(connection, n))]
    return [*hits, *_guests(connection, hits)][:limit]


def exact(connection: sqlite3.Connection, text: str, limit: int = 20) -> list[Found]:
    """Who has words beginning with every word of `text`: what a person may be admitted by."""
    words = [word.group() for word in _WORD.finditer(fold(text))]
    return [found for n in _by_prefix(connection, words, limit) if (found := _found(connection, n))] if words else []


def _by_prefix(connection: sqlite3.Connection, words: list[str], limit: int) -> list[int]:
    query = " ".join(f'"{word}"*' for word in words)
    try:
        rows = connection.execute(
            "SELECT rowid FROM name_prefix WHERE name_prefix MATCH ? ORDER BY bm25(name_prefix, 10, 1), rowid LIMIT ?",
            (query, limit),
        ).fetchall()
    except sqlite3.OperationalError:  # words of punctuation only
        return []
    return [row[0] for row in rows]


def _by_trigrams(connection: sqlite3.Connection, folded: str, limit: int) -> list[int]:
    trigrams = dict.fromkeys(folded[i : i + 3].replace('"', '""') for i in range(len(folded) - 2))
    query = " OR ".join(f'"{trigram}"' for trigram in trigrams)
    rows = connection.execute(
        "SELECT rowid, name || ' ' || other FROM name_trigram WHERE name_trigram MATCH ?"
        " ORDER BY bm25(name_trigram, 10, 1), rowid LIMIT ?",
        (query, limit * 3),
    ).fetchall()
    return [number for number, found in rows if _shares_half(trigrams, found)][:limit]


def _shares_half(trigrams: dict[str, None], text: str) -> bool:
    # Below half of the trigrams a "typo" finds strangers.
    return 2 * sum(trigram in text for trigram in trigrams) >= len(trigrams)


def _guests(connection: sqlite3.Connection, hits: list[Found]) -> list[Found]:
    """Tickets without a name that were booked together with a hit: their holders are found through the host."""
    guests: dict[int, Found] = {}
    for order in dict.fromkeys(hit.registrant.order for hit in hits[:_ENOUGH] if hit.registrant.order):
        for number in _by_prefix(connection, _WORD.findall(fold(order)), 50):
            found = _found(connection, number)
            if found and not found.registrant.name and found.registrant.order == order:
                guests[number] = found
    shown = {hit.registrant.number for hit in hits}
    return [found for number, found in guests.items() if number not in shown]


def by_name(connection: sqlite3.Connection, limit: int) -> list[Found]:
    """Everybody in the order of names, the nameless last."""
    rows = connection.execute("SELECT rowid FROM name_prefix ORDER BY name = '', name, rowid LIMIT ?", (limit,))
    return [found for (number,) in rows.fetchall() if (found := _found(connection, number))]


def of_order(connection: sqlite3.Connection, order: str) -> list[Found]:
    """Everybody whose ticket was booked in one order, by number."""
    rows = connection.execute(
        "SELECT number FROM registrant WHERE json_extract(body, '$.order') = ? ORDER BY number", (order,)
    )
    found = [_found(connection, number) for (number,) in rows.fetchall()] if order else []
    return [each for each in found if each]


def _found(connection: sqlite3.Connection, number: int) -> Found | None:
    row = connection.execute(
        "SELECT r.body, p.body FROM registrant r LEFT JOIN presence p ON p.ticket = r.ticket WHERE r.number = ?",
        (number,),
    ).fetchone()
    if row is None:
        return None
    presence = PRESENCE.decode(row[1]) if row[1] else Presence()
    return Found(registrant=REGISTRANT.decode(row[0]), presence=presence)
