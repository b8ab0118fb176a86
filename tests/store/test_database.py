"""The event file is opened by one writer, on a disk that keeps its word, in a schema we know."""

import asyncio
import sqlite3
import subprocess
import sys
import threading
from functools import partial
from pathlib import Path

import pytest

from kiosk.errors import DiskError, DoorOpenError, StoreError
from kiosk.store import database
from kiosk.store.database import migrations, open_reader, open_writer, rehearsal
from kiosk.store.search.finding import search


def count(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT count(*) FROM meta").fetchone()[0])


def add(connection: sqlite3.Connection) -> None:
    connection.execute("INSERT INTO meta VALUES ('a', 'b')")


async def test_a_second_writer_is_refused_with_the_process_that_holds_it(tmp_path: Path) -> None:
    path = tmp_path / "event.db"
    async with open_writer(path):
        with pytest.raises(DoorOpenError, match=r"open in process \d+: do it there"):
            async with open_writer(path):
                pass
        async with open_reader(path) as reader:
            assert await reader.read(count) == 0


async def test_a_reader_can_not_write(tmp_path: Path) -> None:
    path = tmp_path / "event.db"
    async with open_writer(path):
        pass
    async with open_reader(path) as reader:
        with pytest.raises(DiskError, match="readonly"):
            await reader.read(add)
        with pytest.raises(StoreError, match="only reads"):
            await reader.write(add)


async def test_a_failed_transaction_leaves_nothing(tmp_path: Path) -> None:
    def fail(connection: sqlite3.Connection) -> None:
        add(connection)
        raise ValueError

    async with open_writer(tmp_path / "event.db") as store:
        with pytest.raises(ValueError):
            await store.write(fail)
        assert await store.read(count) == 0
        await store.write(add)
        assert await store.read(count) == 1


async def test_every_commit_is_synced(tmp_path: Path) -> None:
    async with open_writer(tmp_path / "event.db") as store:
        assert await store.run(lambda c, _: c.execute("PRAGMA synchronous").fetchone()[0], None) == 2
        assert await store.run(lambda c, _: c.execute("PRAGMA journal_mode").fetchone()[0], None) == "wal"


async def test_a_full_disk_is_a_disk_error(tmp_path: Path) -> None:
    def fill(connection: sqlite3.Connection) -> None:
        connection.execute("CREATE TABLE big AS SELECT randomblob(1000000) AS filling")

    async with open_writer(tmp_path / "event.db") as store:
        await store.run(lambda c, _: c.execute("PRAGMA max_page_count = 50").fetchone(), None)
        with pytest.raises(DiskError, match="full"):
            await store.write(fill)
        await store.write(add)


async def test_a_newer_schema_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "event.db"
    async with open_writer(path) as store:
        await store.run(lambda c, _: c.execute("PRAGMA user_version = 99"), None)
    for opening in (open_writer(path), open_reader(path)):
        with pytest.raises(StoreError, match="newer kiosk"):
            async with opening:
                pass


async def test_another_kind_of_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "event.db"
    path.write_bytes(b"Name;Email\nAna;ana@example.org\n" * 100)
    for opening in (open_writer(path), open_reader(path)):
        with pytest.raises(StoreError, match="not an event file"):
            async with opening:
                pass


async def test_a_missing_folder_or_list_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="kiosk init"):
        async with open_writer(tmp_path / "nowhere" / "event.db"):
            pass
    with pytest.raises(StoreError, match="kiosk import"):
        async with open_reader(tmp_path / "event.db"):
            pass


async def test_a_network_disk_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "_disk_kind", lambda folder: "nfs4")
    with pytest.raises(StoreError, match=r"network disk \(nfs4\)"):
        async with open_writer(tmp_path / "event.db"):
            pass


async def test_a_migration_takes_a_copy_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "event.db"
    async with open_writer(path) as store:
        await store.write(add)
    monkeypatch.setattr(database, "migrations", lambda: [*migrations(), "CREATE TABLE later (id TEXT) STRICT;"])
    with pytest.raises(StoreError, match="older kiosk"):
        async with open_reader(path):
            pass
    async with open_writer(path) as store:
        assert await store.read(count) == 1
        assert await store.read(lambda c: c.execute("SELECT count(*) FROM later").fetchone()[0]) == 0
    copy = sqlite3.connect(tmp_path / f"event.db.schema-{len(migrations())}")
    assert count(copy) == 1
    copy.close()


async def test_a_failing_migration_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "event.db"
    async with open_writer(path):
        pass
    broken = "CREATE TABLE later (id TEXT) STRICT; INSERT INTO nowhere VALUES (1);"
    with monkeypatch.context() as patch:
        patch.setattr(database, "migrations", lambda: [*migrations(), broken])
        with pytest.raises(StoreError):
            async with open_writer(path):
                pass
    async with open_writer(path) as store:
        assert (
            await store.read(
                lambda c: c.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'later'").fetchone()[0]
            )
            == 0
        )


async def test_a_rehearsal_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "event.db"
    async with rehearsal(path) as store:
        await store.write(add)
    assert not path.exists()
    async with open_writer(path) as store:
        async with rehearsal(path) as copy:
            await copy.write(add)
            assert await copy.read(count) == 1
        assert await store.read(count) == 0


def test_the_program_ends_when_the_file_is_closed(tmp_path: Path) -> None:
    """An unclosed connection's thread would keep the interpreter alive for ever."""
    program = (
        "import asyncio, pathlib\n"
        "from kiosk.store.database import open_writer\n"
        "async def main():\n"
        f"    async with open_writer(pathlib.Path({str(tmp_path / 'event.db')!r})) as store:\n"
        "        raise SystemExit(7)\n"
        "asyncio.run(main())\n"
    )
    assert subprocess.run([sys.executable, "-c", program], timeout=30, check=False).returncode == 7


async def test_transactions_run_one_after_the_other(tmp_path: Path) -> None:
    async with open_writer(tmp_path / "event.db") as store:

        def increase(connection: sqlite3.Connection) -> None:
            value = connection.execute("SELECT value FROM meta WHERE key = 'n'").fetchone()
            connection.execute("INSERT OR REPLACE INTO meta VALUES ('n', ?)", (str(int(value[0]) + 1 if value else 1),))

        await asyncio.gather(*(store.write(increase) for _ in range(50)))
        assert await store.read(lambda c: c.execute("SELECT value FROM meta").fetchone()[0]) == "50"


async def test_nobody_waits_for_what_is_no_longer_wanted(tmp_path: Path) -> None:
    endless = "WITH RECURSIVE more(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM more) SELECT max(n) FROM more"
    started, ran = threading.Event(), []

    def look(connection: sqlite3.Connection) -> None:
        ran.append("first")
        started.set()
        connection.execute(endless).fetchone()

    async with open_writer(tmp_path / "event.db") as store:
        first = asyncio.create_task(store.read(look))
        await asyncio.to_thread(started.wait)
        second = asyncio.create_task(store.read(lambda connection: ran.append("second")))
        await asyncio.sleep(0)
        for given_up in (second, first):
            given_up.cancel()
        assert await store.read(count) == 0, "the next key is answered"
        assert ran == ["first"], "what was given up while it waited never ran"
        assert all(task.cancelled() for task in (first, second))


async def test_an_older_file_is_searched_after_its_migration(tmp_path: Path) -> None:
    path = tmp_path / "event.db"
    old = sqlite3.connect(path, isolation_level=None)
    for number, script in enumerate(migrations()[:3], 1):
        old.executescript(f"{script}\nPRAGMA user_version = {number};")
    body = '{"ref": "1", "name": "Łukasz Żółć", "id": "r1", "ticket": "t1", "person": "p1", "number": 1}'
    old.execute("INSERT INTO registrant VALUES (1, 'r1', 't1', '1', '[]', ?)", (body,))
    old.execute("INSERT INTO name_prefix (rowid, name, other) VALUES (1, 'lukasz zolc', '')")
    old.close()
    async with open_writer(path) as store:
        for typed in ("lukasz", "lukazs"):
            found = await store.read(partial(search, text=typed))
            assert [hit.registrant.id for hit in found] == ["r1"]
    assert path.with_name("event.db.schema-3").exists()
