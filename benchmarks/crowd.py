"""Crowds of invented people for benchmarks: believable word counts, none of them real."""

import csv
import random
from pathlib import Path

from kiosk.config import EventFolder, load
from kiosk.event.matching.learning import learn
from kiosk.intake.taking import read_all, take_all
from kiosk.store import people
from kiosk.store.database import open_writer
from kiosk.store.meta import identify
from kiosk.store.turns import turns_of

SKILLS = (
    """
Python backends|data pipelines|user research|typography|SQL tuning|grant writing|beekeeping|robotics|accessibility
motion design|Kubernetes|watercolour|podcast editing|GDPR questions|solar panels|machine learning|community radio
bookkeeping|woodworking|Rust|game design|illustration|climate data|public speaking|knitting|iOS apps|urban gardening
open source licensing|brand identity|pricing|usability tests|embedded systems|film photography|choir singing
3D printing|translation to Spanish|service design|observability|teaching kids to code|fundraising
""".strip()
    .replace("\n", "|")
    .split("|")
)
SYLLABLES = [
    "an",
    "be",
    "chi",
    "do",
    "el",
    "fa",
    "gu",
    "hi",
    "is",
    "jo",
    "ka",
    "lu",
    "mi",
    "no",
    "or",
    "pe",
    "ri",
    "su",
]


def write_list(path: Path, count: int, seed: int = 1) -> None:
    """A form's CSV of `count` people."""
    chance = random.Random(seed)

    def name(parts: int) -> str:
        return "".join(chance.choice(SYLLABLES) for _ in range(parts)).title()

    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(
            ["Ticket code", "Name", "Email", "Company", "What can you offer?", "What would you like help with?",
             "What are you interested in?", "May we use your answers to suggest people to meet?"]
        )  # fmt: skip
        for n in range(count):
            answers = ["; ".join(chance.sample(SKILLS, chance.randint(1, 3))) for _ in range(3)]
            company = f"{name(2)} {chance.choice(['Labs', 'Studio', 'Works'])}"
            out.writerow([f"BENCH{n:06}", f"{name(2)} {name(3)}", f"p{n}@example.org", company, *answers, "Yes"])


async def make_event(folder: Path, count: int) -> EventFolder:
    """An event folder with `count` registrants, ready to open."""
    from kiosk.model import Consent

    event = _new_folder(folder)
    write_list(folder / "guests.csv", count)
    lists = read_all([folder / "guests.csv"], event, None)
    async with open_writer(event.database) as database:
        await identify(database)
        turns = await turns_of(database, "main")
        await turns.take(lambda turn: take_all(turn, lists, Consent.ASK, replace=False))
        await learn(database, event, await database.read(people.registrants))
    return event


def _new_folder(folder: Path) -> EventFolder:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.toml").write_text('[event]\nname = "Benchmark"\n[scan]\nrepeat_seconds = 0\n')
    return load(folder / "config.toml")
