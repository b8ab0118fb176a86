"""What people are found by, written beside their rows."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence

from kiosk.model import Registrant, Status
from kiosk.store.search.words import address, forms, other_words, rests, words
from kiosk.text import split_name

TABLES = ("search_entry", "search_word", "search_slip")
CANCELLED = "!cancelled"
"""Stands with the words of a cancelled ticket."""
ONLY = "="
"""Begins the word of a name that has no other, and is the name of a ticket without one."""
BACKWARDS = "<"
"""Begins an order code from its end."""
SHORTEST = 4
"""Letters from which a word is also found with a slip."""

Entry = tuple[str, str, str, str, str, str]
"""The columns of `search_entry`, words parted by blanks."""
COLUMNS = "first, middle, last, also, other, handle"


def put(connection: sqlite3.Connection, people: Sequence[Registrant], *, fresh: bool = False) -> None:
    """Writes what `people` are found by; `fresh` people have never been written."""
    rows = [(one.number, entry(one)) for one in people]
    old: list[Entry] = []
    if not fresh:
        known = {number: _known(connection, number) for number, _ in rows}
        rows = [(number, columns) for number, columns in rows if known[number] != columns]
        old = [columns for number, _ in rows if (columns := known[number])]
        connection.executemany("DELETE FROM search_entry WHERE rowid = ?", ((number,) for number, _ in rows))
    _count(connection, [columns for _, columns in rows], old)
    connection.executemany(
        f"INSERT INTO search_entry (rowid, {COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)",
        ((number, *columns) for number, columns in rows),
    )


def forget(connection: sqlite3.Connection, numbers: Sequence[int]) -> None:
    """Finds nobody by these numbers any more."""
    old = [columns for number in numbers if (columns := _known(connection, number))]
    connection.executemany("DELETE FROM search_entry WHERE rowid = ?", ((number,) for number in numbers))
    _count(connection, [], old)


def is_missing(connection: sqlite3.Connection) -> bool:
    """Whether a migration has emptied it: people are listed, and nobody can be found."""
    (listed, found) = connection.execute(
        "SELECT EXISTS (SELECT 1 FROM registrant), EXISTS (SELECT 1 FROM search_entry)"
    ).fetchone()
    return bool(listed and not found)


def entry(person: Registrant) -> Entry:
    """What one person is found by."""
    name = words(" ".join(split_name(person.name)))
    also = _unsaid(other_words(person.name), name)
    if person.last_name and person.name != f"{person.first_name} {person.last_name}":
        also += _unsaid(words(f"{person.first_name} {person.last_name}"), [*name, *also])
    other = _unsaid(_others(person, tuple(name + also)), name + also)
    handle = [address(person.email)] if person.email else []
    handle += [BACKWARDS + code[::-1]] if (code := "".join(words(person.order))) else []
    also += [ONLY + "".join(name)] if len(name) < 2 else []
    also += [CANCELLED] if person.status is Status.CANCELLED else []
    first, middle, last = name[:1], name[1:-1], name[1:][-1:]
    return " ".join(first), " ".join(middle), " ".join(last), " ".join(also), " ".join(other), " ".join(handle)


def _others(person: Registrant, name: tuple[str, ...]) -> list[str]:
    found = [form for each in forms(person.company) for form in each]
    # What only repeats the name would vouch for a second word that was never said.
    found += [word for word in words(person.email.partition("@")[0]) if not word.startswith(name)]
    pieces = words(person.order)
    return [*found, *pieces, *(["".join(pieces)] if len(pieces) > 1 else [])]


def _unsaid(found: Iterable[str], said: Sequence[str]) -> list[str]:
    return [word for word in dict.fromkeys(found) if word not in said]


def _known(connection: sqlite3.Connection, number: int) -> Entry | None:
    row: Entry | None = connection.execute(f"SELECT {COLUMNS} FROM search_entry WHERE rowid = ?", (number,)).fetchone()
    return row


def _count(connection: sqlite3.Connection, new: Iterable[Entry], old: Iterable[Entry]) -> None:
    """Takes up the words that no name has had before, and forgets those that no name has any more."""
    uses = Counter(word for columns in new for word in _slippery(columns))
    uses.subtract(word for columns in old for word in _slippery(columns))
    changes = sorted((word, count) for word, count in uses.items() if count)
    added = [word for word, count in changes if count > 0 and not _uses(connection, word)]
    connection.executemany(
        "INSERT INTO search_word VALUES (?, ?) ON CONFLICT DO UPDATE SET uses = uses + excluded.uses", changes
    )
    connection.executemany("INSERT INTO search_slip VALUES (?, ?)", _slips(added))
    gone = [word for word, count in changes if count < 0 and not _uses(connection, word)]
    connection.executemany("DELETE FROM search_word WHERE word = ?", ((word,) for word in gone))
    connection.executemany("DELETE FROM search_slip WHERE rest = ? AND word = ?", _slips(gone))


def _slippery(columns: Entry) -> Iterable[str]:
    """The words of a name that are also found with a slip."""
    found = " ".join(columns[:4]).split()
    return {word for word in found if len(word) >= SHORTEST and not word.startswith((ONLY, CANCELLED))}


def _uses(connection: sqlite3.Connection, word: str) -> int:
    row = connection.execute("SELECT uses FROM search_word WHERE word = ?", (word,)).fetchone()
    return int(row[0]) if row else 0


def _slips(found: Iterable[str]) -> list[tuple[str, str]]:
    return sorted((rest, word) for word in found for rest in rests(word))
