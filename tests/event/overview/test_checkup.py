"""What is looked at before the doors open, and what is said to do about it."""

import shutil
from collections import namedtuple
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from kiosk.config import EventFolder, load
from kiosk.event.badges.printers import stations
from kiosk.event.door.opening import open_door
from kiosk.event.overview.checkup import Finding, Level, check
from kiosk.model import Registration, Status
from kiosk.store.turns import open_turns
from printing import spool
from printing.lettering import fonts
from printing.status import State
from printing.status import Status as Answer
from tests.event.evening import make_event, registrations


async def found(event: EventFolder, pool: list[spool.Station] | None = None) -> dict[str, list[Finding]]:
    """The findings by what was looked at."""
    told: dict[str, list[Finding]] = {}
    for each in await check(event, stations(event) if pool is None else pool):
        told.setdefault(each.subject, []).append(each)
    return told


async def one(event: EventFolder, subject: str) -> Finding:
    (finding,) = (await found(event))[subject]
    return finding


async def test_an_event_that_is_ready(tmp_path: Path) -> None:
    told = await found(await make_event(tmp_path, registrations(5)))
    assert {each.level for some in told.values() for each in some} == {Level.OK}
    assert list(told) == ["disk", "fonts", "guest list", "names", "people's words", "printer folder badges"]
    assert told["guest list"][0].said == "5 may come, 5 agreed to be matched"


async def test_an_event_without_a_list(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("[event]\nname = 'New'\n", "utf-8")
    finding = await one(load(tmp_path / "config.toml"), "guest list")
    assert finding.level is Level.WARNING and "none yet" in finding.said and "kiosk import" in finding.todo[0]
    async with open_turns(tmp_path / "event.db", "main"):
        pass
    finding = await one(load(tmp_path / "config.toml"), "guest list")
    assert finding.level is Level.WARNING and "nobody is on it" in finding.said and finding.todo


async def test_a_list_that_nobody_agreed_on(tmp_path: Path) -> None:
    guests = [replace(each, consent=None) for each in registrations(4)]
    guests[0] = replace(guests[0], status=Status.PENDING, reason="unpaid", consent=False)
    finding = await one(await make_event(tmp_path, guests), "guest list")
    assert finding.level is Level.WARNING and finding.said.startswith("3 may come, nobody agreed")
    assert "--consent stated" in finding.todo[0]


async def test_names_that_can_not_be_drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    guests = [*registrations(1), *(Registration(ref=f"{n}", name=f"Zoë{n} \U00013000") for n in range(2))]
    finding = await one(await make_event(tmp_path, guests), "names")
    assert finding.level is Level.FAULT and "2 can't be drawn" in finding.said
    assert finding.said.endswith(f": No 2 {guests[1].name}, No 3 {guests[2].name}")
    assert finding.todo


async def test_words_that_nobody_has_looked_at(tmp_path: Path) -> None:
    guests = registrations(3)
    guests[0] = replace(guests[0], offers=("call me: +49 170 1234567", "free beer tasting"))
    guests[1] = replace(guests[1], asks=("free beer tasting",))
    finding = await one(await make_event(tmp_path, guests), "people's words")
    assert finding.level is Level.WARNING and finding.said.startswith("1 phrase") and "kiosk review" in finding.todo[0]


async def test_badges_of_which_nobody_knows(tmp_path: Path) -> None:
    event = await make_event(tmp_path, registrations(6))
    async with open_door(event) as door:
        for n in range(1, 6):
            await door.scan(f"CODE{n:04}")
        await door.turns.database.write(
            lambda c: c.execute("UPDATE print_job SET state = 'sent_unconfirmed' WHERE n <= 2").rowcount
        )
    doubtful, waiting = (await found(event))["badges"]
    assert "of 2 nobody knows" in doubtful.said and "F3" in doubtful.todo[0]
    assert waiting.said == "3 not out yet" and waiting.todo
    assert {doubtful.level, waiting.level} == {Level.WARNING}


async def test_a_disk_that_is_nearly_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    event = await make_event(tmp_path, registrations(1))
    usage = namedtuple("usage", "total used free")
    for free, level in ((499_999_999, Level.FAULT), (500_000_000, Level.OK)):
        monkeypatch.setattr(shutil, "disk_usage", lambda _path, free=free: usage(10**10, 0, free))
        finding = await one(event, "disk")
        assert (finding.level, finding.said) == (level, "0.5 GB free") and bool(finding.todo) is (level is Level.FAULT)


async def test_scripts_that_a_missing_library_joins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    event = await make_event(tmp_path, registrations(1))
    monkeypatch.setattr(fonts, "shaping_works", lambda: False)
    finding = await one(event, "fonts")
    assert finding.level is Level.WARNING and "Arabic" in finding.said and "libfribidi0" in finding.todo[0]


@dataclass
class Silent:
    """A printer that answers so."""

    answer: Any
    name: str = "left"
    dpi: int = 300
    repeatable: bool = False

    async def print(self, job: Any, pages: Any) -> None:
        """Never asked to."""

    async def status(self) -> Answer:
        """The answer, or its error."""
        if isinstance(self.answer, Exception):
            raise self.answer
        return Answer(self.answer)


@pytest.mark.parametrize(
    ("answer", "level", "said"),
    [
        (State.READY, Level.OK, ""),
        (State.TROUBLE, Level.FAULT, ""),
        (State.UNKNOWN, Level.WARNING, ""),
        (KeyError("serial"), Level.WARNING, "KeyError: 'serial'"),
        (RuntimeError("x" * 500), Level.WARNING, "RuntimeError: " + "x" * 86),
    ],
)
async def test_how_a_printer_is(tmp_path: Path, answer: Any, level: Level, said: str) -> None:
    config = "[[printer]]\nkind = 'zebra'\nname = 'left'\naddress = 'tcp://192.0.2.1'\n"
    event = await make_event(tmp_path, registrations(1), config)
    pool = [spool.Station(Silent(answer), lambda _badge: [])]
    (finding,) = (await found(event, pool))["printer left"]
    assert finding.level is level and said in finding.said and "x" * 87 not in finding.said
    assert bool(finding.todo) is (level is not Level.OK)
