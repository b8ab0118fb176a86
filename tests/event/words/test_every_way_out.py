"""One decision rules every way out: what is private, sells or says nothing is on no paper, screen, list or file.

Two people share it word for word, so that it would be told if it could be. What only its writer's organiser reads is no
way out: the page of the import, the review, and what somebody is shown of themselves.
"""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import openpyxl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from kiosk.cli.mixer import _card_values, _values
from kiosk.config import EventFolder
from kiosk.event.badges.badge import name_badge
from kiosk.event.badges.cards import introduce_all
from kiosk.event.badges.previewing import preview_badge, printable_wording
from kiosk.event.door.door import Door
from kiosk.event.door.opening import open_door
from kiosk.event.matching.rehearsing import Plans, of_list, play
from kiosk.event.mixer.company import gather
from kiosk.event.mixer.plan_file import read_rounds
from kiosk.event.mixer.seatcards import seat_cards, table_sheets
from kiosk.event.mixer.seating import seat
from kiosk.event.overview.attendance import attendance
from kiosk.event.overview.stats import Tally
from kiosk.event.overview.stats_in_words import text as stats_text
from kiosk.event.overview.wall_reader import WallReader
from kiosk.event.overview.wall_view import view
from kiosk.event.words.permitted import wording
from kiosk.event.words.understood import popular, unknown_phrases
from kiosk.event.words.vocabulary import vocabulary
from kiosk.export import write
from kiosk.export.answers import found_json, found_text, scan_json, scan_text
from kiosk.model import Registration
from kiosk.store import people
from kiosk.store.facts import now
from kiosk.store.search.finding import search
from matcher import Vocabulary
from matcher.saying.decision import Use, decide
from tests.commands import kiosk
from tests.event.evening import make_event
from tests.event.words.private_phrases import EMPTY, HARMLESS, PRIVATE

NAMES = ("Alva", "Bela", "Cosima", "Dario", "Ebba", "Fritjof", "Greta", "Hilko", "Imke", "Jasper", "Kiran", "Lotte",
         "Milan", "Nela", "Ove", "Petra", "Quirin", "Ragna", "Soren", "Tilda")  # fmt: skip
LANGUAGES = ("en", "de", "fr", "es")
_WORDS = Vocabulary.load()


def unsaid(phrase: str) -> bool:
    """Whether nothing of a phrase may be said as it stands."""
    return all(decide(part).use is not Use.SAY for part in _WORDS.phrases(phrase))


SECRETS = {matter: tuple(each for each in phrases if unsaid(each[0])) for matter, phrases in PRIVATE.items()}
"""Phrases with the words that give them away; no way out can be closed to what the decision lets through."""
ALL = tuple(each for phrases in SECRETS.values() for each in phrases)


class Evening:
    """An event with its door open, and everybody in."""

    def __init__(self, folder: EventFolder, door: Door) -> None:
        self.folder, self.door = folder, door
        self.database = door.turns.database
        self.said: list[str] = []
        """What the door has answered."""


async def _scans(on: Evening) -> str:
    return "\n".join(on.said)


async def _reprints(on: Evening) -> str:
    crowd = await on.database.read(people.registrants)
    again = [await on.door.badges.print_again(person.id) for person in crowd]
    return "\n".join(map(scan_json, again))


async def _spool(on: Evening) -> str:
    rows = await on.database.read(lambda connection: connection.execute("SELECT badge FROM print_job").fetchall())
    return "\n".join(badge for (badge,) in rows)


async def _previews(on: Evening) -> str:
    crowd = await on.database.read(people.registrants)
    return "\n".join([(await preview_badge(on.folder, person.name)).to_json() for person in crowd])


async def _name_badges(on: Evening) -> str:
    words = await printable_wording(on.database, on.folder)
    crowd = await on.database.read(people.registrants)
    return "\n".join(name_badge("B" * 16, person, on.folder.settings, words).to_json() for person in crowd)


async def _cards(on: Evening) -> str:
    made = await introduce_all(on.database, on.folder)
    return "\n".join([json.dumps(_card_values(card), ensure_ascii=False) + card.badge.to_json() for card in made])


async def _searches(on: Evening) -> str:
    hits = [await on.database.read(partial(search, text=name)) for name in NAMES]
    return "\n".join([found_json(list(found)) + "\n".join(map(found_text, found)) for found in hits])


async def _topics(on: Evening) -> str:
    crowd, words = await on.database.read(people.registrants), vocabulary(on.folder)
    said = await on.database.read(wording)
    return repr((popular(crowd, words, said), unknown_phrases(crowd, words, said)))


async def _chips(on: Evening) -> str:
    return "\n".join(on.door.crew.topics())


async def _stats(on: Evening) -> str:
    found = await on.database.read(lambda connection: Tally(on.folder).look(connection, now()))
    return msgspec.json.encode(found).decode() + stats_text(found)


async def _wall(on: Evening) -> str:
    seen = await WallReader(on.database).look()
    assert seen
    return repr(view(seen, on.folder.settings, vocabulary(on.folder), now()))


async def _exports(on: Evening) -> str:
    rows = await attendance(on.database, vocabulary(on.folder))
    found = []
    for kind in ("csv", "json", "xlsx"):
        write(rows, on.folder.path / f"out.{kind}")
    found += [(on.folder.path / f"out.{kind}").read_text("utf-8-sig") for kind in ("csv", "json")]
    sheet = openpyxl.load_workbook(on.folder.path / "out.xlsx").active
    assert sheet
    return "\n".join([*found, repr(list(sheet.iter_rows(values_only=True)))])


async def _rounds(on: Evening) -> str:
    company = await gather(on.database, on.folder)
    seating = seat(company, 3, 2, seconds=2, moves=50)
    listings = (*seat_cards(seating, on.folder), *table_sheets(seating, on.folder))
    return repr(listings) + json.dumps(_values(company, seating), ensure_ascii=False)


async def _simulated(on: Evening) -> str:
    crowd = await on.database.read(people.registrants)
    try:
        return json.dumps(
            play(lambda: of_list(crowd, on.folder, 1, 0.7), Plans.of(on.folder, turnup=None, names=None, mean=None))
        )
    except Exception as error:  # a list of five is too short, and says so
        return str(error)


WAYS: Mapping[str, Callable[[Evening], Awaitable[str]]] = {
    "kiosk scan, with and without --json: reason, starter": _scans,
    "badges in the spool: lines, cards, what to ask about": _spool,
    "kiosk reprint": _reprints,
    "kiosk badge preview": _previews,
    "kiosk badges: name badges beforehand": _name_badges,
    "kiosk cards": _cards,
    "kiosk search": _searches,
    "kiosk topics, with and without --unknown": _topics,
    "topics that walk-ins pick from": _chips,
    "kiosk stats": _stats,
    "kiosk wall: its topics and all else": _wall,
    "kiosk export: csv, json, xlsx": _exports,
    "kiosk rounds: cards, sheets, --json": _rounds,
    "kiosk simulate": _simulated,
}
"""Everything that leaves the event file for others' eyes."""


@st.composite
def crowds(draw: st.DrawFn) -> tuple[list[Registration], tuple[str, ...]]:
    """People of whom two share something private, and the words that nobody may read."""
    count = draw(st.integers(4, 12))
    answers: list[dict[str, list[str]]] = [{"offers": [], "asks": [], "interests": []} for _ in range(count)]
    for side in ("offers", "asks", "interests"):
        for one in answers:
            one[side] += draw(st.lists(st.sampled_from((*HARMLESS, *EMPTY)), max_size=2))
    words: list[str] = []
    for phrase, private in draw(st.lists(st.sampled_from(ALL), min_size=1, max_size=4, unique=True)):
        first, second = draw(st.permutations(range(count)))[:2]
        sides = draw(st.sampled_from((("offers", "asks"), ("interests", "interests"))))
        beside = draw(st.sampled_from(("", *HARMLESS)))
        for who, side in zip((first, second), sides, strict=True):
            answers[who][side].append(f"{beside}, {phrase}" if beside else phrase)
        words += private
    return [guest(n, each) for n, each in enumerate(answers)], tuple(words)


def guest(number: int, answers: Mapping[str, list[str]]) -> Registration:
    offers, asks, interests = (tuple(answers[side]) for side in ("offers", "asks", "interests"))
    return Registration(
        ref=f"t:{number}", name=f"{NAMES[number]} Quist", email=f"g{number}@example.org", codes=(f"CODE{number:04}",),
        consent=True, wall=True, offers=offers, asks=asks, interests=interests,
    )  # fmt: skip


async def outcomes(guests: list[Registration], language: str, cuts: int, folder: Path) -> dict[str, str]:
    """What leaves by every way, once everybody has come and one more has walked in with what the first two wrote."""
    config = f'[event]\nname = "Quiet evening"\nlanguage = "{language}"\n[badge]\ncuts = {cuts}\n[wall]\nshow = true\n'
    event = await make_event(folder, guests, config)
    async with open_door(event) as door:
        on = Evening(event, door)
        for each in guests:
            result = await door.scan(each.codes[0])
            on.said += [scan_json(result), scan_text(result)]
        walked_in = Registration(
            ref="", name="Walter Inn", consent=True, offers=guests[0].asks, asks=guests[0].offers,
            interests=guests[1].interests,
        )  # fmt: skip
        on.said.append(scan_json(await door.walk_in(walked_in, insist=True)))
        return {way: await leave(on) for way, leave in WAYS.items()}


def leaks(found: Mapping[str, str], words: tuple[str, ...], *, whole: bool = False) -> list[tuple[str, str, str]]:
    """Every way, private word (or what begins so) and what stands around it."""
    met = []
    for word in words:
        sought = re.compile(rf"(?<![^\W_]){re.escape(word)}" + (r"(?![^\W_])" if whole else ""))
        for way, text in found.items():
            if at := sought.search(text.casefold()):
                met.append((way, word, text.casefold()[max(0, at.start() - 60) :][:140]))
    return met


def check(crowd: tuple[list[Registration], tuple[str, ...]], language: str, cuts: int) -> dict[str, str]:
    guests, words = crowd
    with TemporaryDirectory() as folder:
        found = asyncio.run(outcomes(guests, language, cuts, Path(folder)))
    assert not leaks(found, words)
    assert not leaks(found, tuple(empty for empty in EMPTY if empty != "-"), whole=True)
    return found


EVENINGS = given(crowds(), st.sampled_from(LANGUAGES), st.sampled_from((1, 2)))


@settings(
    max_examples=6, phases=[Phase.generate], deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
@EVENINGS
def test_nothing_private_leaves(crowd: tuple[list[Registration], tuple[str, ...]], language: str, cuts: int) -> None:
    check(crowd, language, cuts)


@pytest.mark.slow
@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@EVENINGS
def test_nothing_private_leaves_on_many_evenings(
    crowd: tuple[list[Registration], tuple[str, ...]], language: str, cuts: int
) -> None:
    check(crowd, language, cuts)


@pytest.mark.parametrize("matter", PRIVATE)
@pytest.mark.parametrize("sides", [("offers", "asks"), ("interests", "interests")], ids="-".join)
def test_each_matter_stays_in_while_the_rest_goes_out(matter: str, sides: tuple[str, str]) -> None:
    """All phrases of one matter at once; beside them something harmless that every way may tell, and does."""
    answers: list[dict[str, list[str]]] = [
        {"offers": [], "asks": [], "interests": []} for _ in range(2 * len(SECRETS[matter]))
    ]
    for number, (phrase, _) in enumerate(SECRETS[matter]):
        for who, side in zip((number, number + len(SECRETS[matter])), sides, strict=True):
            answers[who][side].append(phrase)
    for number, each in enumerate(answers):
        each["offers" if number % 2 else "asks"].append("beekeeping")
        each["interests"] += ["beekeeping", "choir singing"]
    guests = [guest(number, each) for number, each in enumerate(answers)]
    words = tuple(word for _, private in SECRETS[matter] for word in private)
    found = check((guests, words), "en", 1)
    silent = {"kiosk search", "kiosk simulate"}
    told = {way for way, text in found.items() if "beekeeping" in text.casefold() or "bees" in text.casefold()}
    assert told | silent == set(WAYS)


def test_what_is_called_private_here_is_decided_so() -> None:
    """Or what follows would be tested with fewer of them."""
    assert [phrase for phrases in PRIVATE.values() for phrase, _ in phrases if not unsaid(phrase)] == []
    assert not [phrase for phrase in EMPTY if decide(phrase).use is not Use.NOTHING]


@pytest.mark.slow
@pytest.mark.parametrize("matter", PRIVATE)
def test_the_commands_themselves_tell_nothing_either(matter: str, tmp_path: Path) -> None:
    answers = {
        name: {"offers": [a], "asks": [b], "interests": [a, "beekeeping"]}
        for name, (a, b) in zip(
            "abcdef", [(x, y) for x, _ in SECRETS[matter] for y, _ in SECRETS[matter]], strict=False
        )
    }
    guests = [guest(n, each) for n, each in enumerate(answers.values())]
    words = tuple(word for _, private in SECRETS[matter] for word in private)
    event = asyncio.run(make_event(tmp_path, guests, '[event]\nname = "Quiet evening"\n[wall]\nshow = true\n'))
    found = {}
    codes = "".join(f"{each.codes[0]}\n" for each in guests)
    for command in (
        ("scan", "--json"), ("topics",), ("topics", "--json"), ("topics", "--unknown"), ("stats",), ("stats", "--json"),
        ("export", "out.csv"), ("export", "out.json"), ("search", "Alva", "--json"), ("reprint", "1", "--json"),
        ("cards", "cards.pdf", "--json"), ("rounds", "--size", "3", "--rounds", "2", "--seconds", "1", "--json"),
        ("rounds", "--size", "3", "--rounds", "2", "--seconds", "1", "--export", "plan.csv", "--print"), ("doctor",),
    ):  # fmt: skip
        done = kiosk(event.path, *command, stdin=codes if command[0] == "scan" else "")
        assert done.returncode == 0, (command, done.stderr)
        found[" ".join(command)] = done.stdout + done.stderr
    found |= {name: (event.path / name).read_text("utf-8-sig") for name in ("out.csv", "out.json", "plan.csv")}
    assert len(read_rounds(event.path / "plan.csv", 1).played) == 1
    assert not leaks(found, words) and "beekeeping" in found["out.csv"]
