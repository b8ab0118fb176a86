"""The event file: one writer, readers that can't write, migrations with a copy taken first."""

import asyncio
import os
import sqlite3
import sys
import tempfile
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from functools import partial
from importlib import resources
from pathlib import Path
from typing import Any, TypeVar, cast

import aiosqlite
import filelock

from kiosk.errors import DiskError, DoorOpenError, StoreError
from kiosk.store import people
from kiosk.store.search import index

T = TypeVar("T")
W = TypeVar("W")

SYNCHRONOUS = "FULL"
"""A power cut takes back nothing that was acknowledged; with NORMAL it took hundreds of rows."""

_STEPS = 1000
"""Of SQLite's machine, after which a read looks whether anybody still waits for it."""
_NETWORK_DISKS = {
    "nfs",
    "nfs4",
    "cifs",
    "smb2",
    "smb3",
    "smbfs",
    "afpfs",
    "webdav",
    "davfs",
    "ceph",
    "glusterfs",
    "fuse.sshfs",
}


class Database:
    """Two connections to one event file; every transaction is one function that runs on the connection's thread."""

    def __init__(self, writer: aiosqlite.Connection | None, reader: aiosqlite.Connection) -> None:
        self._writer = writer
        self._reader = reader

    async def write(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Runs `work` as one transaction; when this returns, it is on the disk. Raises DiskError if it isn't."""
        if self._writer is None:
            raise StoreError("This command only reads the event file.")
        return await _on_thread(self._writer, transaction, work)

    async def run(self, how: Callable[[sqlite3.Connection, W], T], work: W) -> T:
        """Runs `how(connection, work)` on the writer's thread; it makes its own `transact`. Raises StoreError."""
        if self._writer is None:
            raise StoreError("This command only reads the event file.")
        return await _on_thread(self._writer, how, work)

    @staticmethod
    def transact(connection: sqlite3.Connection, work: Callable[[sqlite3.Connection], T]) -> T:
        """Runs `work` as one transaction on the thread it is called on; raises DiskError if it isn't on the disk."""
        return transaction(connection, work)

    async def read(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Runs `work` on the reader, never in front of a write; it stops, or never starts, when its caller gives up."""
        given_up = threading.Event()
        try:
            return await _on_thread(self._reader, partial(_while_wanted, given_up), work)
        except asyncio.CancelledError:
            given_up.set()
            raise


async def _on_thread(connection: aiosqlite.Connection, how: Callable[[sqlite3.Connection, W], T], work: W) -> T:
    # aiosqlite's public calls are one hop per statement, and let others in between the statements of a
    # transaction; its thread takes whole functions through _execute. This is the only place that does so.
    result: T = await cast(Any, connection)._execute(how, connection._conn, work)
    return result


def transaction(connection: sqlite3.Connection, work: Callable[[sqlite3.Connection], T]) -> T:
    """Runs `work` as one transaction on its thread; when this returns, it is on the disk. Raises DiskError."""
    try:
        connection.execute("BEGIN IMMEDIATE")
        try:
            result = work(connection)
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:  # on a full disk SQLite has rolled back already
                connection.execute("ROLLBACK")
            raise
    except sqlite3.DatabaseError as error:
        if not _is_the_disks(error):
            raise
        raise DiskError(
            f"The disk did not take it ({error}); nothing was recorded. Free some space, then try again."
        ) from error
    return result


def snapshot(connection: sqlite3.Connection, work: Callable[[sqlite3.Connection], T]) -> T:
    """Several reads of one moment, whatever is written meanwhile; `work` writes nothing."""
    connection.execute("BEGIN")
    try:
        return work(connection)
    finally:
        connection.execute("ROLLBACK")


def data_version(connection: sqlite3.Connection) -> int:
    """A number that changes whenever somebody else has written to the file."""
    return int(connection.execute("PRAGMA data_version").fetchone()[0])


def _is_the_disks(error: sqlite3.DatabaseError) -> bool:
    """Whether the disk or another program is to blame, and not a mistake of ours, which must not be told as theirs."""
    code = getattr(error, "sqlite_errorcode", None)
    return code is not None and code & 0xFF in _DISK_CODES


_DISK_CODES = frozenset(
    {
        *(sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN),
        *(sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL, sqlite3.SQLITE_PERM),
        *(sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_INTERRUPT),
    }
)


def _plainly(connection: sqlite3.Connection, work: Callable[[sqlite3.Connection], T]) -> T:
    try:
        return work(connection)
    except sqlite3.DatabaseError as error:
        if not _is_the_disks(error):
            raise
        raise DiskError(f"The event file could not be read ({error}). Check the disk, then try again.") from error


def _while_wanted(
    given_up: threading.Event, connection: sqlite3.Connection, work: Callable[[sqlite3.Connection], T]
) -> T:
    # Not interrupt(): that might hit the next reader's statement.
    connection.set_progress_handler(given_up.is_set, _STEPS)
    try:
        if given_up.is_set():
            raise asyncio.CancelledError
        return _plainly(connection, work)
    finally:
        connection.set_progress_handler(None, 0)


@asynccontextmanager
async def open_writer(path: Path) -> AsyncIterator[Database]:
    """Opens the event file as its only writer, made or migrated first where needed.

    Raises:
        DoorOpenError: another process writes to it.
        StoreError: it is read-only, on a network disk, no event file, or from a newer version.
    """
    _refuse_unsafe_place(path)
    with _Lock(path):
        async with _connect(path) as writer:
            await _on_thread(writer, _plainly, lambda connection: _prepare(connection, path))
            await _on_thread(writer, _plainly, _derive_what_is_missing)
            async with _connect_readonly(path) as reader:
                yield Database(writer, reader)


@asynccontextmanager
async def rehearsal(path: Path) -> AsyncIterator[Database]:
    """Opens a scratch copy of the event file: what is written to it changes nothing."""
    with tempfile.TemporaryDirectory(prefix="mixer-kiosk-") as scratch:
        copy = Path(scratch) / path.name
        if _exists(path):
            async with open_reader(path) as database:
                await database.read(lambda connection: connection.execute("VACUUM INTO ?", (str(copy),)).fetchall())
        async with open_writer(copy) as database:
            yield database


@asynccontextmanager
async def open_reader(path: Path) -> AsyncIterator[Database]:
    """Opens the event file for reading only, also beside an open door."""
    if not _exists(path):
        raise StoreError(f"There is no guest list in {path.parent} yet: run 'kiosk import FILE' there first.")
    async with _connect_readonly(path) as reader:
        await _on_thread(reader, _plainly, lambda connection: _refuse_other_schema(connection, path))
        yield Database(None, reader)


@asynccontextmanager
async def _connect(path: Path) -> AsyncIterator[aiosqlite.Connection]:
    try:
        connection = await aiosqlite.connect(path, isolation_level=None)
    except sqlite3.OperationalError as error:
        raise StoreError(
            f"{path} can't be opened for writing ({error}): move the event folder to this laptop's own disk."
        ) from None
    try:
        yield connection
    finally:
        await connection.close()


@asynccontextmanager
async def _connect_readonly(path: Path) -> AsyncIterator[aiosqlite.Connection]:
    try:
        connection = await aiosqlite.connect(_read_only_uri(path), uri=True, isolation_level=None)
    except sqlite3.OperationalError as error:
        raise StoreError(f"{path} can't be opened ({error}).") from None
    try:
        yield connection
    finally:
        await connection.close()


def _exists(path: Path) -> bool:
    return path.exists()


def _read_only_uri(path: Path) -> str:
    return f"{path.absolute().as_uri()}?mode=ro"


class _Lock:
    """The lock of the one writer, with a note of who holds it."""

    def __init__(self, path: Path) -> None:
        self._lock = filelock.FileLock(path.with_name(path.name + ".lock"))
        self._holder = path.with_name(path.name + ".pid")

    def __enter__(self) -> None:
        try:
            self._lock.acquire(timeout=0)
        except filelock.Timeout:
            raise DoorOpenError(f"The door is open in process {self._who()}: do it there, or close it first.") from None
        except OSError as error:
            raise StoreError(
                f"The event folder can't be written to ({error.strerror}): move it to this laptop's own disk."
            ) from None
        with suppress(OSError):  # only a courtesy to whoever is refused
            self._holder.write_text(str(os.getpid()))

    def __exit__(self, *_: object) -> None:
        self._holder.unlink(missing_ok=True)
        self._lock.release()

    def _who(self) -> str:
        try:
            return self._holder.read_text().strip() or "unknown"
        except OSError:
            return "unknown"


def _refuse_unsafe_place(path: Path) -> None:
    folder = path.parent
    if not folder.is_dir():
        raise StoreError(f"There is no folder {folder}: run 'kiosk init DIR' first.")
    if not os.access(folder, os.W_OK) or (path.exists() and not os.access(path, os.W_OK)):
        raise StoreError(f"{path} is read-only: make the event folder writable, or copy it to this laptop's own disk.")
    kind = _disk_kind(folder)
    if kind in _NETWORK_DISKS:
        raise StoreError(
            f"{folder} is on a network disk ({kind}), where scans can be lost: copy it to this laptop's own disk."
        )


def _disk_kind(folder: Path) -> str:
    import psutil

    place = folder.resolve()
    mounts = [p for p in psutil.disk_partitions(all=True) if place.is_relative_to(p.mountpoint)]
    if not mounts:
        return ""
    nearest = max(mounts, key=lambda mount: len(Path(mount.mountpoint).parts))
    return "smbfs" if "remote" in nearest.opts.split(",") else nearest.fstype.lower()


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    try:
        _refuse_other_schema(connection, path, allow_older=True)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(f"PRAGMA synchronous = {SYNCHRONOUS}")
        # A list of ten thousand is one transaction: with less memory it is written to the disk over and over.
        connection.execute("PRAGMA cache_size = -65536")
        if sys.platform == "darwin":
            connection.execute("PRAGMA fullfsync = ON")
        _migrate(connection, path)
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError) and "readonly" in str(error):
            raise StoreError(f"{path} is read-only: copy the event folder to this laptop's own disk.") from None
        raise StoreError(
            f"{path} is not an event file of ours, or it is damaged ({error}): restore a backup."
        ) from None


def _derive_what_is_missing(connection: sqlite3.Connection) -> None:
    """A migration leaves what is derived to us, where it makes or empties a table."""
    if connection.execute("SELECT 1 FROM meta WHERE key = ?", (_STALE,)).fetchone():
        transaction(connection, _derive_anew)
    elif index.is_missing(connection):
        transaction(connection, people.index_anew)


def _derive_anew(connection: sqlite3.Connection) -> None:
    people.replay(connection)
    connection.execute("DELETE FROM meta WHERE key = ?", (_STALE,))


_STALE = "derived_is_stale"
"""The mark by which a migration asks for everything that is derived to be derived anew."""


def migrations() -> list[str]:
    """The numbered SQL scripts, in order; the schema's version is their count."""
    folder = resources.files("kiosk.store") / "migrations"
    return [f.read_text("utf-8") for f in sorted(folder.iterdir(), key=lambda f: f.name) if f.name.endswith(".sql")]


def _refuse_other_schema(connection: sqlite3.Connection, path: Path, *, allow_older: bool = False) -> None:
    try:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
    except sqlite3.DatabaseError as error:
        raise StoreError(
            f"{path} is not an event file of ours, or it is damaged ({error}): restore a backup."
        ) from None
    newest = len(migrations())
    if version > newest:
        raise StoreError(
            f"{path} was written by a newer kiosk (schema {version}, this one knows {newest}): update this kiosk."
        )
    if version < newest and not allow_older:
        raise StoreError(f"{path} is from an older kiosk: open the door once ('kiosk') to bring it up to date.")


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    scripts = migrations()
    if 0 < version < len(scripts):
        copy = path.with_name(f"{path.name}.schema-{version}")
        copy.unlink(missing_ok=True)
        connection.execute("VACUUM INTO ?", (str(copy),))
    for number, script in enumerate(scripts[version:], version + 1):
        connection.executescript(f"BEGIN IMMEDIATE;\n{script}\nPRAGMA user_version = {number};\nCOMMIT;")
