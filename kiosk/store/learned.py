"""What import learned and the door reads: who fits whom, and vectors of phrases by model and text."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import msgspec

LOCAL = "local"
_COMPLETE = "meaning"
_BLOCK = 500


@dataclass(frozen=True, slots=True)
class Model:
    """A language model behind a server, or on this computer."""

    url: str
    """The server's; `LOCAL` where there is none."""
    name: str
    mark: str = ""
    """Changes whenever vectors were fetched."""

    @property
    def key(self) -> str:
        """What its vectors are kept under."""
        return f"{self.url} {self.name}"


def fits(connection: sqlite3.Connection, mark: str) -> tuple[bytes, float | None] | None:
    """Who fits whom, and the price of a further name, as they were kept under a mark."""
    row = connection.execute("SELECT body, price FROM matching WHERE fingerprint = ?", (mark,)).fetchone()
    return (row[0], row[1]) if row else None


def keep_fits(connection: sqlite3.Connection, mark: str, body: bytes, price: float | None) -> None:
    """Keeps who fits whom, in place of what was kept before."""
    connection.execute("DELETE FROM matching")
    connection.execute("INSERT INTO matching (fingerprint, body, price) VALUES (?, ?, ?)", (mark, body, price))


def missing(connection: sqlite3.Connection, model: Model, phrases: Sequence[str]) -> list[str]:
    """The phrases that have no vector of this model yet."""
    known = {row[0] for row in connection.execute("SELECT text FROM vector WHERE model = ?", (model.key,))}
    return [phrase for phrase in phrases if _hash(phrase) not in known]


def save(connection: sqlite3.Connection, model: Model, vectors: Mapping[str, bytes]) -> None:
    """Keeps vectors: little-endian 32-bit floats by phrase."""
    connection.executemany(
        "INSERT OR REPLACE INTO vector VALUES (?, ?, ?)",
        ((model.key, _hash(phrase), body) for phrase, body in vectors.items()),
    )


def read(connection: sqlite3.Connection, model: Model, phrases: Sequence[str]) -> dict[str, Any]:
    """The vectors of those phrases that have one, as numpy arrays."""
    import numpy as np

    by_hash = {_hash(phrase): phrase for phrase in phrases}
    found: dict[str, Any] = {}
    for some in _blocks(list(by_hash)):
        marks = ",".join("?" * len(some))
        rows = connection.execute(
            f"SELECT text, body FROM vector WHERE model = ? AND text IN ({marks})", (model.key, *some)
        )
        found |= {by_hash[text]: np.frombuffer(body, dtype="<f4") for text, body in rows}
    return found


def forget(connection: sqlite3.Connection, model: Model) -> None:
    """Throws a model's vectors away."""
    connection.execute("DELETE FROM vector WHERE model = ?", (model.key,))


def complete(connection: sqlite3.Connection) -> Model | None:
    """The model whose vectors cover the whole list; None where the last attempt failed, or there was none."""
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (_COMPLETE,)).fetchone()
    return msgspec.json.decode(row[0], type=Model) if row else None


def set_complete(connection: sqlite3.Connection, model: Model | None) -> None:
    """Notes whether a model's vectors cover the whole list: half a list of them would compare unlike with like."""
    connection.execute("DELETE FROM meta WHERE key = ?", (_COMPLETE,))
    if model:
        connection.execute("INSERT INTO meta VALUES (?, ?)", (_COMPLETE, msgspec.json.encode(model).decode()))


def _blocks(values: list[str]) -> Iterable[list[str]]:
    return (values[start : start + _BLOCK] for start in range(0, len(values), _BLOCK))


def _hash(phrase: str) -> str:
    return sha256(phrase.encode()).hexdigest()
