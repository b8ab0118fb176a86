"""What was acknowledged is on the disk: through kill -9, and before each answer is given."""

import asyncio
import json
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kiosk.store import people
from tests.event.evening import make_event, registrations

GUESTS = 400
ROUNDS = 110


def scan_process(config: Path, program: str = "", trace: Path | None = None) -> "subprocess.Popen[str]":
    """`kiosk scan --json` as its own process; `program` runs before it."""
    code = f"{program}\nfrom kiosk.cli import main\nmain()"
    tracer = ["strace", "-f", "-y", "-s", "16", "-e", "trace=write,fdatasync,fsync", "-o", str(trace)] if trace else []
    return subprocess.Popen(
        [*tracer, sys.executable, "-c", code, "--config", str(config), "scan", "--json"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1,
    )  # fmt: skip


def ask(process: "subprocess.Popen[str]", code: str) -> dict[str, Any]:
    """Sends one code and waits for its answer."""
    assert process.stdin and process.stdout
    process.stdin.write(code + "\n")
    process.stdin.flush()
    answer: dict[str, Any] = json.loads(process.stdout.readline())
    return answer


def close(process: "subprocess.Popen[str]") -> None:
    assert process.stdin and process.stdout
    process.stdin.close()
    process.stdout.close()
    process.wait()


def look(database: Path) -> tuple[set[str], list[str]]:
    """The badges that are on the disk, and every half state found."""
    connection = sqlite3.connect(database)
    try:
        faults = [row[0] for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
        admitted = connection.execute("SELECT ticket, body FROM fact WHERE kind = 'admitted'").fetchall()
        badges = {ticket: json.loads(body)["badge"] for ticket, body in admitted}
        jobs = dict(connection.execute("SELECT ticket, id FROM print_job").fetchall())
        faults += ["an admission without its job, or a job without its admission"] if badges != jobs else []
        present = dict(connection.execute("SELECT ticket, badge FROM presence WHERE admitted").fetchall())
        faults += ["presence differs from the facts"] if present != badges else []
        tables = [connection.execute(f"SELECT * FROM {t} ORDER BY 1").fetchall() for t in ("presence", "registrant")]
        people.replay(connection)
        again = [connection.execute(f"SELECT * FROM {t} ORDER BY 1").fetchall() for t in ("presence", "registrant")]
        faults += ["a replay gives another state"] if tables != again else []
        connection.rollback()
        return set(badges.values()), faults
    finally:
        connection.close()


@pytest.mark.slow
def test_kill_9_at_any_moment_loses_no_acknowledged_scan(tmp_path: Path) -> None:
    """A hundred evenings' worth of bad luck: scans go in as fast as they can, and the process dies somewhere."""
    chance = random.Random(1)
    event = asyncio.run(make_event(tmp_path / "fresh", registrations(GUESTS)))
    kills = acknowledged = 0
    while kills < ROUNDS:
        shutil.rmtree(tmp_path / "night", ignore_errors=True)
        shutil.copytree(event.path, tmp_path / "night")
        config = tmp_path / "night" / "config.toml"
        codes = iter(range(1, GUESTS + 1))
        seen: set[str] = set()
        for _ in range(10):
            process = scan_process(config)
            assert process.stdin and process.stdout
            batch = [f"CODE{n:04}" for n, _ in zip(codes, range(30), strict=False)]
            process.stdin.write("".join(code + "\n" for code in batch))
            process.stdin.flush()
            for _ in range(chance.randint(0, len(batch) - 1)):
                seen.add(json.loads(process.stdout.readline())["badge"])
            process.send_signal(signal.SIGKILL)
            process.wait()
            # What was written before the kill was acknowledged too.
            for line in process.stdout.read().splitlines(keepends=True):
                if line.endswith("\n"):
                    seen.add(json.loads(line)["badge"])
            close(process)
            kills += 1
            kept, faults = look(tmp_path / "night" / "event.db")
            assert faults == []
            assert seen <= kept, f"{len(seen - kept)} acknowledged scans are gone"
        acknowledged += len(seen)
    assert acknowledged > ROUNDS


WAL = re.compile(r"(?:fdatasync|fsync)\(\d+<[^>]*event\.db-wal>")
ACK = re.compile(r'write\(1<[^>]*>, "\{\\"code\\"')


def syncs_before_each_answer(tmp_path: Path, program: str, scans: int = 12) -> list[int]:
    """How often the log was synced between one answer and the next, from a trace of system calls."""
    config = '[event]\nname = "Trace"\n[door]\nre_entry = "in_and_out"\n[scan]\nrepeat_seconds = 0\n'
    event = asyncio.run(make_event(tmp_path / "traced", registrations(2), config))
    # The first visit prints a badge; coming and going after it writes one fact each and nothing else.
    close_after_first = scan_process(event.path / "config.toml")
    ask(close_after_first, "CODE0001")
    close(close_after_first)
    trace = tmp_path / "trace.txt"
    process = scan_process(event.path / "config.toml", program, trace)
    outcomes = [ask(process, "CODE0001")["outcome"] for _ in range(scans)]
    close(process)
    assert set(outcomes) == {"left", "admitted"}
    counts, count = [], 0
    for line in trace.read_text(errors="replace").splitlines():
        if WAL.search(line):
            count += 1
        elif ACK.search(line):
            counts.append(count)
            count = 0
    assert len(counts) == scans
    return counts


needs_strace = pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed; .ci/run installs it")


@needs_strace
@pytest.mark.slow
def test_every_answer_comes_after_a_sync(tmp_path: Path) -> None:
    assert min(syncs_before_each_answer(tmp_path, "")) >= 1


@needs_strace
@pytest.mark.slow
def test_the_trace_finds_a_file_that_is_not_synced(tmp_path: Path) -> None:
    """The control: with NORMAL the same trace must show answers without a sync."""
    lax = "import kiosk.store.database as d; d.SYNCHRONOUS = 'NORMAL'"
    assert min(syncs_before_each_answer(tmp_path, lax)) == 0
