"""Kills the spool over and over, and plays the person who looks at the tray: run as a program by the test.

Forks, because a program of its own for every kill would take half a minute for fifty.
"""

import asyncio
import json
import os
import random
import signal
import sqlite3
import sys
import time
from collections import Counter
from pathlib import Path

from kiosk.code import new_badge_id
from kiosk.store import jobs
from kiosk.store.database import open_writer
from kiosk.store.jobs import Jobs
from printing.badge import Badge
from printing.render import render
from printing.spool import Spool, Station
from tests.printing.guests import USUAL
from tests.printing.tray import TrayPrinter

LONGEST_LIFE = 0.12
"""Seconds until the kill, at most: some die before they have begun, some after several badges."""
_PICTURE = render(USUAL)


async def _print(database: Path, port: int, *, drain: bool) -> None:
    async with open_writer(database) as store:
        spool = Spool(Jobs(store), [Station(TrayPrinter(port), lambda badge: _PICTURE)])
        await (spool.drain() if drain else spool.run())


def _queue(database: Path, ticket: str) -> None:
    connection = sqlite3.connect(database, isolation_level=None)
    badge = Badge(id=new_badge_id(), number=1, first_name=ticket)
    connection.execute("BEGIN IMMEDIATE")
    jobs.settle(connection, ticket, jobs.REPLACED)
    jobs.insert(connection, ticket, badge.id, badge.to_json())
    connection.execute("COMMIT")
    connection.close()


def _answer_questions(database: Path, tray: Counter[str]) -> int:
    """Looks at the tray for every doubtful badge: it came out, or it is printed again."""
    connection = sqlite3.connect(database, isolation_level=None)
    open_ = [each for each in jobs.waiting(connection) if each.doubtful]
    for each in open_:
        if tray[each.id]:
            assert jobs.came_out(connection, each.id)
    connection.close()
    for each in open_:
        if not tray[each.id]:
            _queue(database, each.ticket)
    return len(open_)


def _in_tray(path: Path) -> Counter[str]:
    return Counter(path.read_text().split())


def main(database: Path, port: int, tray: Path, kills: int) -> None:
    """Prints what was seen as JSON."""
    chance = random.Random(7)
    asked = tickets = 0
    for _ in range(kills):
        for _ in range(2):
            tickets += 1
            _queue(database, f"T{tickets}")
        child = os.fork()
        if not child:
            asyncio.run(_print(database, port, drain=True))
            os._exit(0)
        time.sleep(chance.random() * LONGEST_LIFE)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        # What the dead process left in the middle becomes a question when the next one starts.
        asyncio.run(_recover(database))
        asked += _answer_questions(database, _in_tray(tray))
    asyncio.run(_print(database, port, drain=True))
    connection = sqlite3.connect(database)
    of_ticket = dict(connection.execute("SELECT id, ticket FROM print_job").fetchall())
    left = Counter(row[0] for row in connection.execute("SELECT state FROM print_job WHERE settled = 0"))
    badges = _in_tray(tray)
    people = Counter(of_ticket[ident] for ident in badges.elements())
    print(json.dumps({
        "tickets": tickets, "asked": asked, "states": left, "badge_twice": sum(n > 1 for n in badges.values()),
        "person_twice": sum(n > 1 for n in people.values()), "without": tickets - len(people),
    }))  # fmt: skip


async def _recover(database: Path) -> None:
    async with open_writer(database) as store:
        await Jobs(store).recover()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4]))
