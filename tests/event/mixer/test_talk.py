"""What a table has to talk about: what at least two there share and may be told, else a question; nothing twice."""

from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.event.mixer.company import gather
from kiosk.event.mixer.seatcards import names_of, seat_cards, table_sheets
from kiosk.event.mixer.seating import Seat, Seating, seat
from kiosk.event.mixer.talk import table_lines
from kiosk.event.words.permitted import Wording
from kiosk.model import Registrant, Registration
from kiosk.store.database import open_reader
from matcher import Reason
from matcher.lines import TABLE_WIDTH, shared_line, table_questions
from matcher.phrasebook import LANGUAGES
from tests.event.evening import make_event


def guest(number: int, name: str, **answers: tuple[str, ...]) -> Registration:
    return Registration(ref=f"t:{number}", name=name, email=f"g{number}@example.org", consent=True, **answers)  # type: ignore[arg-type]  # by name


GUESTS = (
    guest(1, "Chloe Abt", interests=("beekeeping",)),
    guest(2, "Walter Ohm", interests=("Imkern",)),
    guest(3, "Ines Roy", interests=("living with epilepsy",)),
    guest(4, "Olga Tam", interests=("living with epilepsy", "bees")),
)


async def seated(
    folder: Path, language: str = "en", size: int = 2, guests: tuple[Registration, ...] = GUESTS
) -> Seating:
    event = await make_event(folder, guests, f"[event]\nname = 'Meet'\nlanguage = '{language}'\n")
    async with open_reader(event.database) as database:
        company = await gather(database, event, everyone=True)
    return seat(company, size, 3 if size == 2 else 1, seconds=5, moves=200)


def lines_of(seating: Seating, language: str = "en") -> dict[frozenset[str], str]:
    """By the first names at a table, in the first round with them."""
    called = names_of(seating)
    tables: dict[tuple[int, int], set[str]] = {}
    for each in seating.seats:
        tables.setdefault((each.round, each.table), set()).add(called[each.person.id])
    lines = table_lines(seating, called, language)
    found: dict[frozenset[str], str] = {}
    for place, names in sorted(tables.items()):
        found.setdefault(frozenset(names), lines[place])
    return found


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", {"Bees and honey: Chloe and Walter.", "Chloe and Walter: bees and honey."}),
        ("de", {"Imkern: Chloe und Walter.", "Chloe und Walter: Imkern."}),
        ("fr", {"Abeilles et miel\u00a0: Chloe et Walter.", "Chloe et Walter\u00a0: abeilles et miel."}),
        ("es", {"Abejas y miel: Chloe con Walter.", "Chloe con Walter: abejas y miel."}),
    ],
)
async def test_what_two_share_is_said_and_nothing_private(tmp_path: Path, language: str, told: set[str]) -> None:
    lines = lines_of(await seated(tmp_path, language), language)
    both = lines[frozenset({"Chloe", "Walter"})]
    assert both in told or both.replace("Chloe", "#").replace("Walter", "Chloe").replace("#", "Walter") in told
    private = lines[frozenset({"Ines", "Olga"})]
    assert private in table_questions(language, ""), "their shared phrase is nobody's business"


async def test_everybody_who_shares_it_is_named_once(tmp_path: Path) -> None:
    (line,) = lines_of(await seated(tmp_path, size=4)).values()
    assert all(line.count(name) == 1 for name in ("Chloe", "Walter", "Olga")) and "Ines" not in line
    assert "bees" in line.lower() and " and " in line


async def test_what_was_struck_or_reworded_is_so_at_tables_too(tmp_path: Path) -> None:
    alike = tuple(replace(each, interests=("juggling",)) for each in GUESTS[:2])
    seating = await seated(tmp_path, guests=alike)
    assert seating.sharing
    for instead, said in (({}, "juggling"), ({"juggling": "circus arts"}, "circus arts")):
        reworded = replace(seating, sharing=replace(seating.sharing, wording=Wording(instead)))
        assert {said} & {line.split(": ")[0].lower() for line in lines_of(reworded).values()} or any(
            line.endswith(f": {said}.") for line in lines_of(reworded).values()
        )
    quiet = replace(seating, sharing=replace(seating.sharing, wording=Wording({"juggling": ""})))
    assert set(lines_of(quiet).values()) <= set(table_questions("en", ""))


def crowd(count: int) -> list[Registrant]:
    return [
        Registrant(ref=f"r{n}", id=f"r{n}", ticket=f"t{n}", person=f"p{n}", number=n, name=f"P{n} L")
        for n in range(count)
    ]


def test_without_anything_learned_a_table_gets_questions_and_none_twice(tmp_path: Path) -> None:
    people = crowd(4)
    seats = tuple(Seat(r, t, s, people[2 * t + s]) for r in range(1, 30) for t in (0, 1) for s in (0, 1))
    seating = Seating(seats, None, None, 0)  # type: ignore[arg-type]  # nobody looks at them here
    for language in LANGUAGES:
        lines = table_lines(seating, names_of(seating), language)
        for table in (0, 1):
            said = [lines[round_, table] for round_ in range(1, 30) if lines[round_, table]]
            assert len(said) == len(set(said)) == len(table_questions(language, "")) >= 10
            assert set(said) == set(table_questions(language, "other seed"))


async def test_sheets_and_cards_say_the_same_and_nothing_twice(tmp_path: Path) -> None:
    seating = await seated(tmp_path)
    event = await make_event(tmp_path / "cards", GUESTS)
    sheets, cards = table_sheets(seating, event), seat_cards(seating, event)
    for listing in (*sheets, *cards):
        lines = [row.line for row in listing.rows]
        assert all(lines) and len(lines) == len(set(lines)) and max(map(len, lines)) <= TABLE_WIDTH
    on_sheets = {(sheet.title, row.label, row.line) for sheet in sheets for row in sheet.rows}
    for card in cards:
        for row in card.rows:
            round_, _, table = row.label.partition(" · ")
            assert (table, round_, row.line) in on_sheets


def told(mine: str, theirs: str, topic: str = "beekeeping", **more: object) -> Reason:
    return Reason(
        kind="both_like", topic=topic, mine=(mine,), theirs=(theirs,), weight=1.0, my_phrase=mine, their_phrase=theirs,
        **more,  # type: ignore[arg-type]  # by name
    )  # fmt: skip


def test_what_does_not_fit_or_may_not_be_told_is_no_line() -> None:
    names = ["Chloe", "Walter"]
    assert shared_line([told("bees", "hives")], names, language="en", seed="a").startswith(
        ("Bees and honey: ", "Chloe and")
    )
    assert "bees" in shared_line([told("bees", "Bees")], names, language="en", seed="a").lower()
    assert shared_line([told("bees", "bees", ground="unsaid")], names, language="en", seed="a") == ""
    assert (
        shared_line([], names, language="en", seed="a")
        == shared_line([told("bees", "bees")], ["Chloe"], language="en", seed="a")
        == ""
    )
    assert shared_line([told("bees", "hives", topic="~bees")], names, language="en", seed="a") == "", "no words of both"
    assert shared_line([told("bees", "bees")], ["C" * 30, "W" * 30], language="en", seed="a") == ""
