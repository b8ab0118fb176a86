"""An event folder of invented people, made as an organiser would."""

from collections.abc import Sequence
from pathlib import Path

from kiosk.config import EventFolder, load
from kiosk.event.guests import register
from kiosk.model import Registration
from kiosk.store.clock import Clock
from kiosk.store.turns import open_turns

TOPICS = [
    "python",
    "user research",
    "pottery",
    "sailing",
    "sql",
    "typography",
    "grant writing",
    "beekeeping",
    "robotics",
]
FIRST = ["Ana", "Bo", "Chidi", "Dunja", "Emre", "Fatima", "Göran", "Hana", "Ivo", "Jun", "Kofi", "Łucja", "Mei", "Noor"]
LAST = ["Abel", "Berg", "Costa", "Đorđević", "Eze", "Fiala", "García", "Hoang", "Ito", "Jansen", "Kaya", "Lindqvist"]


def registrations(count: int) -> list[Registration]:
    """People who all agreed to be matched and whose offers meet others' asks; codes are CODE0001 and so on."""
    return [
        Registration(
            ref=f"test:{n}",
            name=f"{FIRST[n % len(FIRST)]} {LAST[n // len(FIRST) % len(LAST)]}",
            email=f"person{n}@example.org",
            company=f"Company {n % 7}" if n % 3 else "",
            offers=(TOPICS[n % len(TOPICS)],),
            asks=(TOPICS[(n + 1 + n // len(TOPICS)) % len(TOPICS)],),
            interests=(TOPICS[(n * 5 + 3) % len(TOPICS)],),
            consent=True,
            codes=(f"CODE{n:04}",),
        )
        for n in range(1, count + 1)
    ]


async def make_event(
    folder: Path, guests: Sequence[Registration], config: str = "", clock: Clock | None = None
) -> EventFolder:
    """An event folder with a guest list that was taken in; by today's clock, where it is not told another."""
    event = _new_folder(folder, config or '[event]\nname = "Test evening"\n')
    async with open_turns(event.database, "main", clock=clock) as turns:
        await turns.take(lambda turn: register.take(turn, guests))
    return event


def _new_folder(folder: Path, config: str) -> EventFolder:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.toml").write_text(config, encoding="utf-8")
    return load(folder / "config.toml")
