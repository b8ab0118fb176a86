"""What the crew does beyond scanning, driven by real key events."""

from dataclasses import replace
from pathlib import Path

from textual.widgets import OptionList, Static

from kiosk.event.door import inbox
from kiosk.event.door.pin import hashed
from kiosk.model import Status
from kiosk.ui.forms.before_admitting import NoteForm
from kiosk.ui.forms.group import GroupForm
from kiosk.ui.forms.last_answers import LastAnswers
from kiosk.ui.forms.notice import Notice
from kiosk.ui.forms.operator_initials import OperatorForm
from kiosk.ui.forms.person import EditForm, PersonMenu, ReasonForm
from kiosk.ui.forms.pin import PinForm
from kiosk.ui.forms.walk_in import WalkInForm
from kiosk.ui.modes import Mode
from kiosk.ui.screens.desk import DeskScreen
from kiosk.ui.screens.door import DoorScreen
from kiosk.ui.screens.mixer import MixerScreen
from kiosk.ui.screens.self_service import SelfService
from kiosk.ui.screens.tray import TrayScreen
from tests.event.evening import registrations
from tests.ui.screens.test_badges import GOOD
from tests.ui.stage import Stage, stage


def lines(on: Stage) -> list[str]:
    return [str(option.prompt) for option in on.app.screen.query_one(OptionList).options]


async def menu(on: Stage, text: str) -> None:
    """Opens the menu and takes the first line for some letters."""
    await on.press("f12")
    await on.type(text)
    await on.pilot.pause(0.2)
    await on.press("enter")
    await on.settle()


async def test_a_substitute_in_four_keys_after_the_search(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.type("lucja")
        await on.press("f6", "down", "enter")
        assert isinstance(on.app.screen, WalkInForm)
        await on.type("noor haddad")
        await on.press("enter")
        assert on.reads("sign") == "✓ WELCOME" and "noor haddad" in on.reads("details")
        assert "Here in place of Łucja Abel" in on.reads("reason")


async def test_the_unpaid_are_let_in_with_a_reason(tmp_path: Path) -> None:
    guests = registrations(4)
    guests[0] = replace(guests[0], status=Status.PENDING, reason="unpaid")
    async with stage(tmp_path, guests) as on:
        await on.scan("CODE0001")
        assert on.reads("sign") == "● NOT PAID" and "F6" in on.reads("status")
        await on.press("f6", "enter")
        assert isinstance(on.app.screen, ReasonForm)
        await on.press("enter")
        assert on.reads("sign") == "✓ WELCOME"


async def test_a_note_comes_before_green(tmp_path: Path) -> None:
    guests = [replace(each, attention="Needs the lift: call Ana") for each in registrations(3)]
    async with stage(tmp_path, guests) as on:
        await on.scan("CODE0001")
        assert isinstance(on.app.screen, NoteForm) and on.reads("sign") == "● READ THIS FIRST"
        assert (await on.door.counts()).inside == 0
        await on.press("enter")
        assert on.reads("sign") == "✓ WELCOME"
        await on.type("chidi")
        await on.press("enter", "escape")
        assert (await on.door.counts()).inside == 1, "a note that was not read admits nobody"


async def test_a_group_is_let_in_at_once_and_not_introduced(tmp_path: Path) -> None:
    guests = [replace(each, order="ORD7" if n < 3 else "") for n, each in enumerate(registrations(12))]
    async with stage(tmp_path, guests) as on:
        await on.press("f7")
        assert isinstance(on.app.screen, GroupForm)
        await on.scan("CODE0004")
        await on.type("fatima")
        await on.press("enter")
        assert len(lines(on)) == 2
        await on.scan("NOBODY01")
        assert "Nobody matches" in str(on.app.screen.query_one("#group-hint", Static).content)
        await on.press("f4", "enter")
        await on.pilot.pause()
        await on.settle()
        assert (await on.door.counts()).inside == 1
        await on.type("bo")
        await on.press("down", "f6")
        assert isinstance(on.app.screen, PersonMenu)
        at = next(n for n, line in enumerate(lines(on)) if "Everybody of this order (3 tickets)" in line)
        await on.press(*["down"] * at, "enter", "enter")
        await on.settle()
        assert (await on.door.counts()).inside == 4


async def test_answers_are_put_right_and_count_at_once(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.scan("CODE0001")
        await on.press("f6", "down", "enter")
        assert isinstance(on.app.screen, EditForm)
        await on.press("end", "tab")
        await on.type("they/them")
        await on.press("enter")
        await on.settle()
        await on.press("right", "enter")
        found = await on.door.guests.find("CODE0001")
        assert found and found.registrant.pronouns == "they/them"
        assert found.registrant.offers == registrations(1)[0].offers, "what nobody touched stays"
        assert on.reads("sign") == "✓ PRINTED AGAIN"


async def test_topics_are_picked_with_one_key_and_give_a_card(tmp_path: Path) -> None:
    guests = registrations(12)
    guests[0] = replace(guests[0], offers=(), asks=(), interests=())
    async with stage(tmp_path, guests) as on:
        for n in range(2, 13):
            await on.scan(f"CODE{n:04}")
        await on.scan("CODE0001")
        await on.press("f6", "enter", "tab", "1", "2", "3", "tab", "tab", "4", "5")
        assert isinstance(on.app.screen, EditForm)
        await on.press("enter")
        await on.settle()
        found = await on.door.guests.find("CODE0001")
        assert found and len(found.registrant.offers) == 3 and len(found.registrant.asks) == 2
        assert on.reads("sign") == "✓ A CARD IS PRINTED" and "▸" in on.reads("people")


async def test_a_walk_in_with_chips(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.type("sam ode")
        await on.press("f2", "tab", "tab", "tab", "1", "tab", "tab", "2", "2", "3", "enter")
        assert on.reads("sign") == "✓ WELCOME"
        (found,) = await on.door.guests.search_exact("sam ode")
        assert list(found.registrant.offers) == on.door.crew.topics()[:1]
        assert list(found.registrant.asks) == on.door.crew.topics()[2:3]


async def test_the_last_answers_lead_to_the_person(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        for n in range(1, 24):
            await on.scan(f"CODE{n:04}")
        await menu(on, "last")
        assert isinstance(on.app.screen, LastAnswers)
        assert len(lines(on)) == 20 and "WELCOME" in lines(on)[0]
        await on.press("down", "enter")
        await on.settle()
        assert isinstance(on.app.screen, PersonMenu)


async def test_initials_stand_on_what_is_done(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await menu(on, "who is")
        assert isinstance(on.app.screen, OperatorForm)
        await on.type("mk")
        await on.press("enter")
        assert on.reads("door") == "door main · mk"


async def test_exceptions_and_the_waiting_list(tmp_path: Path) -> None:
    guests = registrations(6)
    guests[5] = replace(guests[5], status=Status.PENDING, reason="waitlisted")
    async with stage(tmp_path, guests) as on:
        await menu(on, "exceptions")
        assert isinstance(on.app.screen, Notice)
        await on.press("escape")
        await menu(on, "release")
        await on.press("right", "enter")
        await on.settle()
        await on.scan("CODE0006")
        assert on.reads("sign") == "✓ WELCOME"


async def test_the_tray_hands_out_in_order_by_key_or_by_scan(tmp_path: Path) -> None:
    async with stage(tmp_path, printers=[GOOD]) as on:
        for n in (1, 2, 3):
            await on.scan(f"CODE{n:04}")
        await on.app.spool.drain()  # type: ignore[union-attr]
        await menu(on, "tray")
        tray = on.app.screen
        assert isinstance(tray, TrayScreen) and len(lines(on)) == 3
        await on.press("enter")
        await on.settle()
        third = (await on.door.badges.tray()).ready[-1]
        await on.scan(third.id)
        await on.settle()
        left = (await on.door.badges.tray()).ready
        assert [each.number for each in left] == [2]
        inbox.tell_given(tmp_path, left[0].id)
        assert await on.door.badges.take_told() == 1 and (await on.door.badges.tray()).ready == ()
        await on.scan("CODE0009")
        assert "not the code" in str(tray.query_one("#status", Static).content)


async def test_the_mixer_is_joined_by_badge(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        badges = [(await on.door.scan(f"CODE{n:04}")).badge for n in range(1, 7)]
        await on.door.badges.print_again("CODE0001")
        await menu(on, "mixer")
        assert isinstance(on.app.screen, MixerScreen)

        def said() -> str:
            return str(on.app.screen.query_one("#status", Static).content)

        await on.scan(str(badges[0]))
        await on.settle()
        assert "void" in said()
        await on.scan("CODE0009")
        await on.settle()
        assert "not in yet" in said()
        for badge in badges[1:5]:
            await on.scan(str(badge))
            await on.settle()
        assert len((await on.door.mixer.state()).joined) == 4 and (await on.door.counts()).inside == 6
        await on.press("f2", "tab")
        await on.type("2")
        await on.press("backspace", "backspace")
        await on.type("3")
        await on.press("enter")
        await on.settle()
        await on.press("f3")
        await on.settle()
        state = await on.door.mixer.state()
        assert state.started == 1 and sorted(map(len, state.now)) == [2, 2] and len(state.plan) == 3
        assert ":" in said() or str(on.app.screen.query_one("#clock", Static).content)
        await on.type("1")
        await on.press("enter")
        await on.settle()
        assert "out of date" in said() or "joined" in said()
        await on.press("f2", "enter")
        await on.settle()
        again = await on.door.mixer.state()
        assert again.plan[0] == state.plan[0] and not again.unseated


async def test_self_service_shows_first_names_only_and_needs_the_pin(tmp_path: Path) -> None:
    guests = registrations(6)
    guests[1] = replace(guests[1], status=Status.PENDING, reason="unpaid")
    config = f'[self_service]\npin = "{hashed("4711")}"\ncrew = "Ana at the blue table"\n'
    async with stage(tmp_path, guests, config=config) as on:
        await on.app.change_mode(Mode.SELF_SERVICE)
        await on.settle()
        screen = on.app.screen_stack[1]
        assert isinstance(screen, SelfService)

        def shown() -> str:
            return "\n".join(str(part.content) for part in screen.query(Static) if part.display)

        await on.press("f2")
        assert "Scanner" in shown() or "scanner" in shown()
        await on.scan("CODE0001")
        assert "Welcome" in shown() or "Willkommen" in shown()
        assert "Bo Abel" not in shown() and "Abel" not in shown()
        await on.scan("CODE0002")
        assert "Ana at the blue table" in shown() and "paid" not in shown()
        for key in ("f4", "f5", "f6", "f12", "ctrl+p", "ctrl+l", "ctrl+t"):
            await on.press(key)
            assert on.app.screen is screen, key
        await on.press("escape")
        assert "Ana at the blue table" not in shown()
        await on.press("f10")
        assert isinstance(on.app.screen, PinForm)
        for wrong in ("1111", "2222", "3333"):
            await on.type(wrong)
            await on.press("enter")
        await on.type("4711")
        await on.press("enter")
        assert isinstance(on.app.screen, PinForm), "after three wrong ones even the right one waits"
        on.app.attempts.succeeded()
        await on.type("4711")
        await on.press("enter")
        await on.settle()
        assert isinstance(on.app.screen, DoorScreen)


async def test_the_desk_lists_everybody(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await menu(on, "desk")
        await on.settle()
        assert isinstance(on.app.screen, DeskScreen)
        assert len(lines(on)) == 24 and lines(on)[0].startswith("Ana")
        await on.press("down", "enter")
        assert (await on.door.counts()).inside == 1 and "● in since" in lines(on)[0]


async def test_the_next_key_is_about_whose_list_was_opened(tmp_path: Path) -> None:
    guests = [*registrations(6), replace(registrations(7)[6], name="Petra Kranz", consent=False)]
    async with stage(tmp_path, guests) as on:
        await on.scan("CODE0007")
        await on.scan("CODE0001")
        await on.type("petra")
        await on.press("f6")
        assert isinstance(on.app.screen, PersonMenu)
        await on.press("escape", "escape", "f6")
        shown = "\n".join(str(each.render()) for each in on.app.screen.query(Static))
        assert isinstance(on.app.screen, PersonMenu) and "Petra" in shown, "and not who came in last"
