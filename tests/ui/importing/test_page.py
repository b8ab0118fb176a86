"""The import's page: seen before it is recorded, changed with a few keys, kept for the next list of that form."""

import asyncio
import threading
from pathlib import Path

import pytest
from textual.widgets import OptionList, Static

from kiosk.intake import read
from kiosk.intake.choices.open_list import OpenList, open_lists
from kiosk.intake.choices.remembered import FILE, remember
from kiosk.intake.guestlist import GuestList
from kiosk.intake.taking import take_all
from kiosk.model import Consent
from kiosk.store.turns import open_turns
from kiosk.ui.forms.confirm import Confirm
from kiosk.ui.importing.choosing import Choose
from tests.hostile import NAMES
from tests.ui.importing.pages import SIZES, event, page, press, rows, shown, table
from tests.ui.screens.test_door_trouble import is_harmless

PEOPLE = [("Ines Faro", "ines@example.org"), ("Olu Bade", "olu@example.org"), ("Pim Kok", "pim@example.org")]
UNFORESEEN = [
    ("Wind in the sails", "knots", "what they offer"),
    ("Ebb or flow", "lighthouses", "what interests them"),
    ("Salt in the soup", "splicing", "what they look for"),
    ("Flag on the mast", "Tern Ltd", "company"),
    ("Port and starboard", "bosun", "role or job"),
    ("Bow or stern", "bow", "leave it out"),
    ("Knot number", "7", "leave it out"),
    ("Song you hum", "Ae Fond Kiss", "leave it out"),
]
"""Header, an answer, and what the organiser says it is."""


def files_in(path: Path) -> list[Path]:
    return sorted(path.iterdir())


def unforeseen(path: Path) -> Path:
    header = ["Name", "Email", *(question for question, _, _ in UNFORESEEN)]
    return table(
        path, header, [(*who, *(f"{answer} {n}" for _, answer, _ in UNFORESEEN)) for n, who in enumerate(PEOPLE)]
    )


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_eight_unforeseen_questions_are_in_within_a_few_keys_each(tmp_path: Path, size: tuple[int, int]) -> None:
    folder, file = event(tmp_path), unforeseen(tmp_path / "crew.csv")
    pressed = 0
    async with page(folder, file, size=size) as (app, pilot):
        assert sum("nothing uses this" in row for row in rows(app)) == len(UNFORESEEN)
        assert f"{len(UNFORESEEN)} columns that nothing uses" in shown(app, "list-summary")
        for question, _answer, meaning in UNFORESEEN:
            assert question in shown(app, "about")
            keys = ["enter", *("space" if char == " " else char for char in meaning[:12]), "enter", "exclamation_mark"]
            await press(pilot, *keys)
            pressed += len(keys)
        assert not any("nothing uses this" in row for row in rows(app))
        await press(pilot, "f2")
    assert app.agreed
    first = app.agreed.lists[0].rows[0].registration
    assert (first.offers, first.asks, first.interests) == (("knots 0",), ("splicing 0",), ("lighthouses 0",))
    assert (first.company, first.role) == ("Tern Ltd 0", "bosun 0")
    assert pressed <= 15 * len(UNFORESEEN)


async def test_what_was_chosen_is_used_by_the_next_list_of_that_form(tmp_path: Path) -> None:
    folder, file = event(tmp_path), unforeseen(tmp_path / "crew.csv")
    async with page(folder, file) as (app, pilot):
        await press(pilot, "enter", *"offer", "enter", "f2")
    assert app.agreed
    remember(folder.path, app.agreed.chosen)
    header = ["EMAIL", "name", *(f"{question.lower()}?" for question, _, _ in reversed(UNFORESEEN))]
    file = table(tmp_path / "december.csv", header, [("vi@example.org", "Vi Ray", *"abcdefg", "semaphore")])
    (listed,) = open_lists([file], folder)
    assert listed.known and listed.understand().rows[0].registration.offers == ("semaphore",)
    other = table(tmp_path / "other.csv", [*header, "One more"], [("v@example.org", "Vi Ray", *"abcdefgh", "x")])
    assert open_lists([other], folder)[0].known is None


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_answers_that_nobody_understands_are_marked(tmp_path: Path, size: tuple[int, int]) -> None:
    answers = ["Ahoy", "Ahoy", "When the tide turns", "Yes", "No"]
    rows_ = [(f"Guest {n}", f"g{n}@example.org", each) for n, each in enumerate(answers)]
    file = table(tmp_path / "l.csv", ["Name", "Email", "May we introduce you to other guests?"], rows_)
    async with page(event(tmp_path), file, size=size) as (app, pilot):
        assert "1 yes, 1 no, 3 not understood" in " ".join(shown(app, "list-summary").split())
        await press(pilot, "tab")
        assert "y yes" in shown(app, "import-keys") and rows(app, "answers")[0].split()[:2] == ["2", "Ahoy"]
        await press(pilot, "y")
        assert "3 yes, 1 no, 1 not understood" in " ".join(shown(app, "list-summary").split())
        await press(pilot, "n")
        assert "3 yes, 2 no, 0 not understood" in " ".join(shown(app, "list-summary").split())
        await press(pilot, "f2")
    assert app.agreed and app.agreed.chosen[0].answers == {
        "May we introduce you to other guests?": {"Ahoy": "yes", "When the tide turns": "no"}
    }
    assert [row.registration.consent for row in app.agreed.lists[0].rows] == [True, True, False, True, False]


async def test_a_mark_is_taken_back(tmp_path: Path) -> None:
    rows_ = [(f"Guest {n}", each) for n, each in enumerate(["Ahoy", "Yes", "No"])]
    file = table(tmp_path / "l.csv", ["Name", "May we introduce you to other guests?"], rows_)
    async with page(event(tmp_path), file) as (app, pilot):
        await press(pilot, "tab", "y", "enter", "end", "enter")
        assert "1 not understood" in " ".join(shown(app, "list-summary").split())
        await press(pilot, "f2")
    assert app.agreed and app.agreed.chosen[0].answers == {}


async def test_a_state_that_is_not_known_is_explained(tmp_path: Path) -> None:
    rows_ = [(f"Guest {n}", f"g{n}@example.org", "Moored" if n == 3 else "Confirmed") for n in range(9)]
    file = table(tmp_path / "l.csv", ["Name", "Email", "Status"], rows_)
    async with page(event(tmp_path), file) as (app, pilot):
        assert "1 ticket in a state that is not known" in shown(app, "list-summary")
        assert "Moored" in rows(app, "answers")[0] and "not known" in rows(app, "answers")[0]
        await press(pilot, "tab", "enter", *["down"] * 3, "enter", "f2")
    assert app.agreed and app.agreed.chosen[0].states == {"Moored": "waitlisted"}
    assert app.agreed.lists[0].rows[3].registration.reason == "waitlisted"


async def test_consent_is_not_stated_beside_an_open_column(tmp_path: Path) -> None:
    rows_ = [(f"Guest {n}", "Yes" if n % 2 else "No") for n in range(6)]
    file = table(tmp_path / "l.csv", ["Name", "Quiet mode"], rows_)
    async with page(event(tmp_path), file, consent=Consent.STATED) as (app, pilot):
        assert "Quiet mode" in shown(app, "stops") and "not yet" in shown(app, "import-keys")
        await press(pilot, "f2")
        assert app.agreed is None and app.is_running
        await press(pilot, "enter", *"leave", "enter")
        assert not app.screen.query_one("#stops").display
        await press(pilot, "f2")
    assert app.agreed and app.agreed.consent is Consent.STATED


async def test_a_list_whose_names_nothing_finds_is_taken_in_once_they_are_named(tmp_path: Path) -> None:
    file = table(tmp_path / "l.csv", ["Skipper of the day", "Boat"], [("Ines Faro", "Tern"), ("Olu Bade", "Gull")])
    async with page(event(tmp_path), file) as (app, pilot):
        assert "names" in shown(app, "stops")
        await press(pilot, "enter", *"whole", "enter", "f2")
    assert app.agreed and [row.registration.name for row in app.agreed.lists[0].rows] == ["Ines Faro", "Olu Bade"]


@pytest.mark.parametrize(("keys", "choice"), [(["enter"], Consent.ASK), (["down", "enter"], Consent.STATED)])
async def test_the_question_nobody_asked_is_asked_on_the_page(tmp_path: Path, keys: list[str], choice: Consent) -> None:
    file = table(tmp_path / "l.csv", ["Name", "Email"], PEOPLE)
    async with page(event(tmp_path), file, consent=None) as (app, pilot):
        await press(pilot, "f2")
        assert isinstance(app.screen, Choose) and app.agreed is None
        await press(pilot, "escape", "f2", *keys)
    assert app.agreed and app.agreed.consent is choice


async def test_leaving_records_nothing(tmp_path: Path) -> None:
    folder, file = event(tmp_path), unforeseen(tmp_path / "crew.csv")
    before = files_in(tmp_path)
    async with page(folder, file) as (app, pilot):
        await press(pilot, "enter", *"offer", "enter", "escape")
        assert isinstance(app.screen, Confirm), "what was chosen is not lost by one key"
        await press(pilot, "right", "enter")
    assert app.agreed is None and files_in(tmp_path) == before
    async with page(folder, file) as (app, pilot):
        await press(pilot, "escape")
    assert app.agreed is None and files_in(tmp_path) == before


async def test_several_lists_are_all_or_nothing(tmp_path: Path) -> None:
    files = [table(tmp_path / f"{n}.csv", ["Name", "Email"], [who]) for n, who in enumerate(PEOPLE[:2])]
    async with page(event(tmp_path), *files) as (app, pilot):
        await press(pilot, "f2")
        assert "List 2 of 2" in shown(app, "list-title") and app.agreed is None
        await press(pilot, "f2")
    assert app.agreed and [each.file for each in app.agreed.lists] == ["0.csv", "1.csv"]
    async with page(event(tmp_path), *files) as (app, pilot):
        await press(pilot, "f2", "f10")
    assert app.agreed is None


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_strange_headers_and_cells_are_shown_as_they_are(tmp_path: Path, size: tuple[int, int]) -> None:
    strange = [name.replace("\ud800", "") for name in NAMES]
    header = ["Name", *strange]
    file = table(tmp_path / "l.csv", header, [(f"Guest {n}", *strange) for n in range(3)])
    async with page(event(tmp_path), file, size=size) as (app, pilot):
        for _ in range(len(header) + 1):
            text = "\n".join("".join(s.text for s in strip) for strip in app.screen._compositor.render_strips())
            assert is_harmless(text)
            await press(pilot, "down")
        await press(pilot, "home", "down", "enter", *"offer", "enter")
        assert "what they offer" in rows(app)[1]
        await press(pilot, "f2")
    assert app.agreed
    remember(tmp_path, app.agreed.chosen)
    (listed,) = open_lists([file], event(tmp_path))
    assert listed.known and listed.understand().rows == app.agreed.lists[0].rows


async def test_the_screen_goes_on_while_a_long_list_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held, begun = threading.Event(), threading.Event()
    people = [(f"Guest {n}", f"g{n}@example.org", f"knot {n % 9}") for n in range(10_000)]
    file = table(tmp_path / "l.csv", ["Name", "Email", "Wind in the sails"], people)
    read = OpenList.understand

    def slowly(self: OpenList, *args: object, **named: object) -> GuestList:
        begun.set()
        assert held.wait(60)
        return read(self, *args, **named)  # type: ignore[arg-type]

    async with page(event(tmp_path), file) as (app, pilot):
        monkeypatch.setattr(OpenList, "understand", slowly)
        await pilot.press("enter", *"offer", "enter")
        assert await asyncio.to_thread(begun.wait, 60)
        await pilot.press("up", "f2")
        assert app.screen.query_one("#columns", OptionList).highlighted == 1, "keys work meanwhile"
        assert app.agreed is None and "reading" in shown(app, "stops")
        held.set()
        await app.workers.wait_for_complete()
        await press(pilot, "f2")
    assert app.agreed and app.agreed.lists[0].rows[-1].registration.offers == ("knot 0",)


async def test_config_has_the_last_word(tmp_path: Path) -> None:
    file = table(tmp_path / "l.csv", ["Name", "Wind in the sails", "Motto"], [("Ines Faro", "knots", "on")])
    folder = event(tmp_path, '[import.columns]\noffers = "Wind in the sails"\n')
    async with page(folder, file) as (app, pilot):
        assert "config.toml" in rows(app)[1]
        await press(pilot, "home", "down", "enter")
        assert "config.toml" in shown(app, "happened")
        await press(pilot, "down", "enter", *"offer")
        assert not app.screen.query_one(OptionList).options or "what they offer" not in {
            str(option.prompt) for option in app.screen.query_one(OptionList).options
        }


async def test_one_enter_too_many_changes_nothing(tmp_path: Path) -> None:
    file = table(tmp_path / "l.csv", ["Name", "Company"], [("Ines Faro", "Tern Ltd")])
    async with page(event(tmp_path), file) as (app, pilot):
        await press(pilot, "down", "enter", "enter")
        assert "company" in rows(app)[1]
        await press(pilot, "f2")
    assert app.agreed and app.agreed.lists[0].rows[0].registration.company == "Tern Ltd"


@pytest.mark.parametrize("language", ["en", "de", "fr", "es"])
@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_everything_stays_on_the_screen(tmp_path: Path, size: tuple[int, int], language: str) -> None:
    file = unforeseen(tmp_path / "crew.csv")
    folder = event(tmp_path, f'[screen]\nlanguage = "{language}"\n')
    async with page(folder, file, size=size, consent=Consent.STATED) as (app, pilot):
        for keys in ([], ["tab"]):
            await press(pilot, *keys)
            for part in ("list-title", "list-summary", "columns", "about", "answers", "import-keys"):
                place = app.screen.query_one(f"#{part}").region
                assert place.height > 0 and place.bottom <= size[1], (part, place)
            assert app.screen.query_one("#columns").region.height >= 5
            assert app.screen.query_one("#answers").region.height >= 3


def test_the_file_is_not_there_before_something_was_chosen(tmp_path: Path) -> None:
    remember(tmp_path, ())
    assert not (tmp_path / FILE).exists()


async def test_what_would_become_of_a_list_stands_on_its_page_before_it_is_taken_in(tmp_path: Path) -> None:
    folder = event(tmp_path)
    header = ["Name", "E-mail", "May we introduce you to other guests?"]
    ines, olu = ("Ines Faro", "ines@example.org"), ("Olu Bade", "olu@example.org")
    earlier = [(*ines, "Yes"), (*olu, "Yes"), ("Kim Ode", "kim@example.org", "")]
    lists = [read(table(tmp_path / "l.csv", header, earlier))]
    async with open_turns(folder.database, "main") as turns:
        await turns.take(lambda turn: take_all(turn, lists, Consent.ASK, replace=False))
    before = folder.database.read_bytes()
    now = [(*ines, "No"), (*olu, "Yes"), ("Ada Lind", "ada@example.org", "")]
    async with page(folder, table(tmp_path / "l.csv", header, now)) as (app, pilot):
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        summary = shown(app, "list-summary")
        assert "1 new, 1 updated, 1 unchanged" in summary and "1 on this list no more (F3)" in summary
        await press(pilot, "f3")
        told = "\n".join(str(each.render()) for each in app.screen.query(Static))
        assert "On this list no more: Kim Ode." in told
    assert folder.database.read_bytes() == before, "it was tried on a copy"
