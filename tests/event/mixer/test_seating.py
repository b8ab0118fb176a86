"""Rounds and cards, as commands beside an evening."""

import csv
import json
import shutil
import subprocess
from collections import Counter
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from kiosk.config import load
from kiosk.event.guests.earlier_events import History
from tests.commands import kiosk, scan
from tests.event.evening import make_event, registrations

GUESTS = 26


@pytest.fixture
async def folder(tmp_path: Path) -> Path:
    config = (
        '[matching]\nintroductions = "at_time"\nconnectors = ["Zoe"]\n'
        '[door]\nkeep_apart = [["CODE0001", "CODE0002"]]\n'
        '[mixer]\nhosts = ["person3@example.org", "nobody@example.org"]\nmust_meet = [["CODE0004", "CODE0005"]]\n'
    )
    return (await make_event(tmp_path, registrations(GUESTS), config)).path


def rounds(folder: Path, *words: str) -> dict[str, Any]:
    done = kiosk(folder, "rounds", "--moves", "60", "--json", *words)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def tables(seats: list[dict[str, Any]]) -> dict[tuple[int, int], list[str]]:
    found: dict[tuple[int, int], list[str]] = {}
    for seat in seats:
        found.setdefault((seat["round"], seat["table"]), []).append(seat["registrant_id"])
    return found


def pairs(seats: list[dict[str, Any]]) -> Counter[frozenset[str]]:
    return Counter(frozenset(pair) for table in tables(seats).values() for pair in combinations(table, 2))


def codes(*numbers: int) -> list[str]:
    return [f"CODE{n:04}" for n in numbers]


def ids(folder: Path) -> dict[int, str]:
    """Registrant ids by the number in their code."""
    assert kiosk(folder, "export", "everybody.json").returncode == 0
    rows = json.loads((folder / "everybody.json").read_text())
    return {int(row["email"].removeprefix("person").partition("@")[0]): row["registrant_id"] for row in rows}


def test_a_mixer_from_the_first_round_to_the_last(folder: Path) -> None:
    """Those who are inside sit down, two leave after two rounds, one comes late; nobody meets anybody twice."""
    scan(folder, *codes(*range(1, 21)))
    known = ids(folder)
    plan = rounds(folder, "--size", "4", "--rounds", "5", "--export", "plan.csv")
    assert plan["people"] == 20 and plan["repeats"] == 0 and "without anybody meeting twice" in plan["note"]
    met = pairs(plan["seats"])
    assert max(met.values()) == 1
    assert frozenset((known[1], known[2])) not in met, "kept apart"
    assert frozenset((known[4], known[5])) in met, "must meet"
    assert {seat["table"] for seat in plan["seats"] if seat["registrant_id"] == known[3]} == {1}, "a host stays"
    with (folder / "plan.csv").open(encoding="utf-8-sig") as file:
        written = list(csv.DictReader(file))
    assert list(written[0]) == ["round", "table", "seat", "registrant_id", "name"] and len(written) == 100

    kiosk(folder, "undo", "CODE0007")
    scan(folder, "CODE0021")
    rest = rounds(folder, "--size", "4", "--rounds", "5", "--after", "plan.csv", "--played", "2")
    seats = rest["seats"]
    assert rest["played"] == 2 and max(pairs(seats).values()) == 1
    later = {seat["registrant_id"] for seat in seats if seat["round"] > 2}
    assert known[21] in later and known[7] not in later
    before = {key: set(table) - {known[7]} for key, table in tables(plan["seats"]).items() if key[0] <= 2}
    assert {key: set(table) for key, table in tables(seats).items() if key[0] <= 2} == before


def test_the_same_moves_give_the_same_plan(folder: Path) -> None:
    words = ("--everyone", "--size", "5", "--rounds", "3", "--seed", "4")
    assert rounds(folder, *words) == rounds(folder, *words)


def test_a_plan_that_must_repeat_says_so(folder: Path) -> None:
    done = kiosk(folder, "rounds", "--everyone", "--size", "9", "--rounds", "4", "--moves", "30")
    assert done.returncode == 0
    assert "at most 1 round without anybody meeting twice, not 4" in done.stdout and "met before" in done.stdout
    assert "'nobody@example.org' fits nobody who is seated" in done.stdout


def test_cards_and_sheets_to_print(folder: Path) -> None:
    scan(folder, *codes(*range(1, 13)))
    done = kiosk(folder, "rounds", "--size", "4", "--rounds", "3", "--moves", "30", "--print")
    assert done.returncode == 0, done.stderr
    assert all((folder / "rounds" / name).read_bytes().startswith(b"%PDF") for name in ("cards.pdf", "tables.pdf"))


@pytest.mark.skipif(not shutil.which("pdfinfo"), reason="poppler-utils reads the pages back")
def test_a_card_for_everybody_who_is_inside(folder: Path) -> None:
    """At the door badges carry no names; at the time everybody is told about people who were told about them."""
    results = scan(folder, *codes(*range(1, 16)))
    assert not any(result["introductions"] for result in results)
    done = kiosk(folder, "cards", "cards.pdf", "--json")
    assert done.returncode == 0, done.stderr
    cards = {each["registrant_id"]: each for each in json.loads(done.stdout)["cards"]}
    assert len(cards) == 15
    for ident, card in cards.items():
        for other in card["introductions"]:
            assert ident in {one["registrant_id"] for one in cards[other["registrant_id"]]["introductions"]}
    pages = subprocess.run(["pdfinfo", folder / "cards.pdf"], capture_output=True, text=True, check=True).stdout
    assert "Pages:           15" in pages


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("rounds",), "0 people are inside who agreed to be matched, and rounds need two"),
        (("rounds", "--everyone", "--after", "plan.csv"), "--after and --played go together"),
        (("rounds", "--everyone", "--after", "plan.csv", "--played", "1"), "is no plan"),
        (("rounds", "--everyone", "--export", "plan.txt"), "name the plan .csv"),
        (("rounds", "--everyone", "--size", "1"), "1 is not in the range"),
        (("cards", "cards.pdf"), "0 people are inside"),
        (("cards", "cards.png"), "name the cards .pdf"),
        (("cards", "nowhere/cards.pdf"), "There is no folder"),
    ],
    ids=str,
)
def test_what_can_not_be_is_one_sentence(folder: Path, words: tuple[str, ...], said: str) -> None:
    done = kiosk(folder, *words)
    assert done.returncode == 2 and said in done.stderr and "Traceback" not in done.stderr


def test_a_handle_that_fits_two_is_refused(folder: Path) -> None:
    (folder / "config.toml").write_text('[mixer]\nhosts = ["Bo Abel"]\n')
    done = kiosk(folder, "rounds", "--everyone", "--moves", "1")
    assert done.returncode == 0, "there is one"
    with (folder / "more.csv").open("w") as file:
        file.write("Code,Name,Email,May we introduce you?\nX99999,Bo Abel,other@example.org,yes\n")
    assert kiosk(folder, "import", "more.csv").returncode == 0
    done = kiosk(folder, "rounds", "--everyone", "--moves", "1")
    assert done.returncode == 2 and "'Bo Abel' fits 2 people" in done.stderr


def test_who_was_told_about_whom_on_cards_is_known_afterwards(folder: Path) -> None:
    """The export says so, and the next event knows that they met."""
    scan(folder, *codes(*range(1, 13)))
    done = kiosk(folder, "cards", "cards.pdf", "--json")
    assert done.returncode == 0, done.stderr
    told = {card["registrant_id"]: card["introductions"] for card in json.loads(done.stdout)["cards"]}
    assert any(told.values())
    assert kiosk(folder, "export", "evening.json").returncode == 0
    rows = {row["registrant_id"]: row for row in json.loads((folder / "evening.json").read_text())}
    assert all(
        [one["registrant_id"] for one in rows[ident]["introductions"]] == [one["registrant_id"] for one in names]
        for ident, names in told.items()
    )
    met = History.of(load(_next_event(folder))).met
    assert len(met) == sum(map(len, told.values())) // 2


def _next_event(folder: Path) -> Path:
    config = folder / "next.toml"
    config.write_text('[matching]\nearlier = ["evening.json"]\n')
    return config


async def test_who_refused_to_be_matched_is_on_nobodys_card(tmp_path: Path) -> None:
    people = registrations(8)
    people[2] = replace(people[2], consent=False)
    folder = (await make_event(tmp_path, people)).path
    scan(folder, *codes(*range(1, 9)))
    plan = rounds(folder, "--size", "2", "--rounds", "3")
    assert plan["people"] == 7 and ids_of(plan).isdisjoint({ids(folder)[3]})
    said = kiosk(folder, "rounds", "--size", "2", "--rounds", "3", "--moves", "5").stdout
    assert "1 person is here who did not agree to be matched" in said
    assert "One person has no partner in some rounds" in said


def ids_of(plan: dict[str, Any]) -> set[str]:
    return {seat["registrant_id"] for seat in plan["seats"]}
