"""Who is who, asked on the screen: a walk-in on the list, two who are one, one who is two."""

from pathlib import Path

from textual.widgets import OptionList

from kiosk.event.overview.attendance import attendance
from kiosk.model import Registration
from kiosk.ui.forms.persons import WhoIsIt
from tests.event.evening import registrations
from tests.ui.stage import Stage, stage

LISTED = Registration(ref="generic:", name="Runa Vik", email="r@x.example", codes=("CODE9001",), offers=("knots",))


def options(on: Stage) -> list[str]:
    return [str(option.prompt) for option in on.app.screen.query_one(OptionList)._options]


async def came(on: Stage) -> list[int]:
    return [each.registrant.number for each in await attendance(on.door.turns.database) if each.came]


async def walk_in(on: Stage, name: str, company: str = "") -> None:
    await on.press("f2")
    await on.type(name)
    await on.press("tab")
    await on.type(company)
    await on.press("enter")
    await on.settle()


async def choose(on: Stage, deed: str) -> None:
    ids = [option.id for option in on.app.screen.query_one(OptionList)._options]
    await on.press(*["down"] * ids.index(deed), "enter")
    await on.settle()


async def test_a_walk_in_who_is_on_the_list_is_taken_with_one_key(tmp_path: Path) -> None:
    async with stage(tmp_path, [*registrations(3), LISTED]) as on:
        await walk_in(on, "runa vik", "Oak")
        assert isinstance(on.app.screen, WhoIsIt) and "Runa Vik" in options(on)[0] and await came(on) == []
        await on.press("enter")
        assert await came(on) == [4]
        assert (await on.door.guests.whom("4")).company == "Oak", "what they said is kept"


async def test_a_namesake_of_somebody_on_the_list_walks_in(tmp_path: Path) -> None:
    async with stage(tmp_path, [*registrations(3), LISTED]) as on:
        await walk_in(on, "runa vik")
        await on.press("escape")
        assert await came(on) == []
        await walk_in(on, "runa vik")
        await on.press("down", "enter")
        assert await came(on) == [5]


async def test_two_are_one_and_two_again_from_the_list_of_what_can_be_done(tmp_path: Path) -> None:
    twin = Registration(ref="generic:", name="Runa Vik", email="runa@y.example", codes=("CODE9002",))
    async with stage(tmp_path, [*registrations(3), LISTED, twin]) as on:
        await on.scan("CODE9001")
        await on.press("f6")
        await choose(on, "same")
        assert len(options(on)) == 1 and "No 5" in options(on)[0]
        await on.press("enter")
        assert [one.number for one in await on.door.persons.tickets(await on.door.guests.whom("4"))] == [4, 5]
        await on.press("f6")
        await choose(on, "two")
        await on.press("enter")
        assert len(await on.door.persons.tickets(await on.door.guests.whom("4"))) == 1
        await on.press("f6")
        assert not any(option.id == "same" for option in on.app.screen.query_one(OptionList)._options), "asked once"
