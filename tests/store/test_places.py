"""Where an event file may lie, who may open it, and whose fault it is where it can't be read or written."""

import os
import sqlite3
import sys
import time
from collections import namedtuple
from pathlib import Path
from typing import Any

import psutil
import pytest

from kiosk.errors import DiskError, DoorOpenError, StoreError
from kiosk.store import database
from kiosk.store.clock import Clock, _boot_id
from kiosk.store.database import data_version, open_reader, open_writer, snapshot

Mount = namedtuple("Mount", "mountpoint fstype opts")


@pytest.mark.parametrize(
    "kind",
    ["nfs", "NFS4", "cifs", "smb2", "smb3", "smbfs", "afpfs", "webdav", "davfs", "ceph", "glusterfs", "fuse.sshfs"],
)
async def test_disks_on_which_scans_can_be_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    mounts = [
        Mount("/", "ext4", "rw"),
        Mount(str(tmp_path), kind, "rw"),
        Mount("/nowhere/else/at/all", "xfs", "rw"),
    ]
    monkeypatch.setattr(psutil, "disk_partitions", lambda **_all: mounts)
    with pytest.raises(StoreError, match=f"network disk \\({kind.lower()}\\)"):
        async with open_writer(tmp_path / "event.db"):
            pass


@pytest.mark.parametrize(
    ("mounts", "kind"),
    [
        ([], ""), ([Mount("/", "ext4", "rw")], "ext4"), ([Mount("/", "ntfs", "rw,remote")], "smbfs"),
        ([Mount("/", "ntfs", "rw,remoteness")], "ntfs"),
        ([Mount("/far", "nfs", "rw"), Mount("/", "apfs", "rw")], "apfs"),
    ],
)  # fmt: skip
def test_the_nearest_mount_tells_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mounts: list[Any], kind: str
) -> None:  # fmt: skip
    monkeypatch.setattr(psutil, "disk_partitions", lambda **_all: mounts)
    assert database._disk_kind(tmp_path) == kind


@pytest.mark.parametrize("part", ["folder", "file"])
async def test_a_place_that_can_only_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: str) -> None:
    path = tmp_path / "event.db"
    async with open_writer(path):
        pass
    locked = tmp_path if part == "folder" else path
    monkeypatch.setattr(os, "access", lambda place, how: not (place == locked and how == os.W_OK))
    with pytest.raises(StoreError, match="is read-only: make the event folder writable"):
        async with open_writer(path):
            pass


async def test_the_second_writer_is_told_the_first_ones_process(tmp_path: Path) -> None:
    path = tmp_path / "event.db"
    async with open_writer(path):
        with pytest.raises(DoorOpenError, match=f"in process {os.getpid()}: "):
            async with open_writer(path):
                pass
        assert path.with_name("event.db.pid").read_text() == str(os.getpid())
        for said in ("", "  \n"):
            path.with_name("event.db.pid").write_text(said)
            with pytest.raises(DoorOpenError, match="in process unknown"):
                async with open_writer(path):
                    pass
        path.with_name("event.db.pid").unlink()
        with pytest.raises(DoorOpenError, match="in process unknown"):
            async with open_writer(path):
                pass
    assert not path.with_name("event.db.pid").exists()
    async with open_writer(path):
        pass


@pytest.mark.parametrize(
    ("name", "disks"),
    [
        ("FULL", True), ("IOERR", True), ("IOERR_FSYNC", True), ("READONLY", True), ("CANTOPEN", True), ("BUSY", True),
        ("LOCKED", True), ("CORRUPT", True), ("NOTADB", True), ("NOMEM", True), ("PROTOCOL", True), ("PERM", True),
        ("INTERRUPT", True), ("ERROR", False), ("CONSTRAINT", False), ("MISUSE", False), ("MISMATCH", False),
    ],
)  # fmt: skip
async def test_whose_fault_it_is(tmp_path: Path, name: str, disks: bool) -> None:
    def fail(connection: sqlite3.Connection) -> None:
        error = sqlite3.OperationalError("so it is")
        error.sqlite_errorcode = getattr(sqlite3, f"SQLITE_{name}")
        raise error

    async with open_writer(tmp_path / "event.db") as store:
        for way, words in ((store.write, "did not take it"), (store.read, "could not be read")):
            with pytest.raises(DiskError if disks else sqlite3.OperationalError, match=words if disks else "so it is"):
                await way(fail)
        with pytest.raises(sqlite3.OperationalError):
            await store.write(_nameless)


def _nameless(_connection: sqlite3.Connection) -> None:
    raise sqlite3.OperationalError("of no code")


async def test_several_reads_of_one_moment(tmp_path: Path) -> None:
    path = tmp_path / "event.db"
    count = "SELECT count(*) FROM meta"
    async with open_writer(path) as store:
        other = sqlite3.connect(path, isolation_level=None)
        before = data_version(other)

        def add_between(connection: sqlite3.Connection) -> list[int]:
            found = [connection.execute(count).fetchone()[0]]
            with sqlite3.connect(path) as writer:
                writer.execute("INSERT INTO meta VALUES ('x', 'y')")
            writer.close()
            return [*found, connection.execute(count).fetchone()[0]]

        assert snapshot(other, add_between) == [0, 0] and not other.in_transaction
        assert other.execute(count).fetchone() == (1,) and data_version(other) != before
        with pytest.raises(ZeroDivisionError):
            snapshot(other, lambda _: 1 // 0)
        assert not other.in_transaction
        other.close()
        assert await store.read(lambda c: c.execute(count).fetchone()[0]) == 1


async def test_what_is_derived_is_derived_anew_where_a_migration_asks_for_it(tmp_path: Path) -> None:
    from tests.event.evening import make_event, registrations

    event = await make_event(tmp_path, registrations(3))
    with sqlite3.connect(event.database) as connection:
        connection.execute("DELETE FROM registrant")
        connection.execute("INSERT INTO meta VALUES ('derived_is_stale', '1')")
    connection.close()
    async with open_writer(event.database) as store:
        found = await store.read(lambda c: c.execute("SELECT count(*) FROM registrant").fetchone()[0])
        mark = await store.read(lambda c: c.execute("SELECT count(*) FROM meta WHERE value = '1'").fetchone()[0])
    assert (found, mark) == (3, 0)


async def test_a_file_of_an_older_version_is_kept_beside_the_new_one(tmp_path: Path) -> None:
    path = tmp_path / "event.db"
    async with open_writer(path):
        pass
    assert "schema" not in " ".join(os.listdir(tmp_path)), "a new file has no older one"
    async with open_writer(path):
        pass
    assert "schema" not in " ".join(os.listdir(tmp_path))


async def test_only_reads_says_so(tmp_path: Path) -> None:
    path = tmp_path / "event.db"
    async with open_writer(path):
        pass
    async with open_reader(path) as store:
        for way in (store.write(data_version), store.run(lambda c, _: None, None)):
            with pytest.raises(StoreError, match="only reads"):
                await way


def test_clocks() -> None:
    clock, other = Clock(), Clock(boot="b")
    assert other.boot == "b" and abs(clock.wall_ms() / 1000 - time.time()) < 60
    assert clock.mono_ns() <= clock.mono_ns()
    if sys.platform == "linux":
        assert clock.boot == _boot_id() == Path("/proc/sys/kernel/random/boot_id").read_text().strip()
