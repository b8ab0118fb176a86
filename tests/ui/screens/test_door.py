"""The door's screen, driven by real key events."""

from dataclasses import replace
from pathlib import Path

from textual import events
from textual.widgets import Checkbox, Input

from kiosk import code
from kiosk.model import Registration, Status
from kiosk.ui.forms.before_admitting import NameForm
from kiosk.ui.forms.confirm import Confirm, Why
from kiosk.ui.forms.help import Help
from kiosk.ui.forms.late_signups import ImportForm
from kiosk.ui.forms.notice import Notice
from kiosk.ui.forms.walk_in import WalkInForm
from kiosk.ui.widgets.matches import Matches
from tests.event.evening import registrations
from tests.ui.stage import Stage, stage


def search_field(on: Stage) -> Input:
    return on.app.screen_stack[1].query_one("#search", Input)


async def test_a_scan_welcomes_by_word_name_and_people(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.scan("CODE0003")
        assert on.reads("sign") == "✓ WELCOME" and "welcome" in on.look
        assert "█" in on.reads("name") and "Dunja Abel" in on.reads("details")
        assert on.reads("people").count("▸") >= 3
        assert on.reads("counts").startswith("1 in · 24 registered")
        assert search_field(on).value == ""


async def test_answers_that_are_not_green(tmp_path: Path) -> None:
    guests = registrations(4)
    guests[1] = replace(guests[1], status=Status.PENDING, reason="waitlisted")
    guests[2] = replace(guests[2], status=Status.CANCELLED, reason="cancelled")
    config = '[door]\ndo_not_admit = [{ who = "person4@example.org", call = "Ana" }]\n'
    async with stage(tmp_path, guests, config=config) as on:
        for scanned, sign, words in [
            ("NOBODY01", "✗ NOT ON THE LIST", "search by name"),
            ("CODE0002", "● WAITLISTED", "Waitlisted"),
            ("CODE0003", "✗ CANCELLED", "ask the organiser"),
            ("CODE0004", "● ONE MOMENT", "call Ana"),
        ]:
            await on.scan(scanned)
            assert on.reads("sign") == sign and words in on.reads("reason")
            assert "welcome" not in on.look
        assert on.reads("details") == "" and on.reads("name") == "", "nothing for bystanders to read"
        await on.scan("CODE0001")
        await on.scan("CODE0001")
        assert on.reads("sign") == "● ALREADY IN" and "In since" in on.reads("reason")


async def test_scanners_end_codes_in_different_ways(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        for n, end in enumerate(["enter", "ctrl+j", "tab"], 1):
            await on.scan(f"CODE{n:04}", end=end)
            assert (await on.door.counts()).inside == n


async def test_a_storm_of_scans_is_answered_one_by_one(tmp_path: Path) -> None:
    async with stage(tmp_path, registrations(40)) as on:
        for n in range(1, 41):
            on.now += 1
            for k, char in enumerate(f"CODE{n:04}"):
                key = events.Key(char, char)
                key.time = on.now + k * 0.002
                on.app.post_message(key)
            end = events.Key("enter", None)
            end.time = on.now + 0.02
            on.app.post_message(end)
        await on.settle()
        assert (await on.door.counts()).admitted == 40


async def test_a_unique_hit_is_admitted_by_enter(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.type("lucja")
        assert on.app.screen.query_one(Matches).display
        await on.press("enter")
        assert on.reads("sign") == "✓ WELCOME" and "Łucja Abel" in on.reads("details")


async def test_namesakes_are_chosen_with_the_arrow_keys(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.type("abel")
        await on.press("enter")
        assert (await on.door.counts()).admitted == 0
        assert "Several people match" in str(on.app.screen.query_one("#status").content)  # type: ignore[attr-defined]  # a Static's
        await on.press("down", "down", "enter")
        assert (await on.door.counts()).admitted == 1


async def test_two_letters_are_not_enough_to_admit(tmp_path: Path) -> None:
    async with stage(tmp_path, [*registrations(3), Registration(ref="x", name="Qi Yu")]) as on:
        await on.type("qi")
        await on.press("enter")
        assert (await on.door.counts()).admitted == 0
        await on.press("down", "enter")
        assert (await on.door.counts()).admitted == 1


async def test_a_typo_still_finds(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.type("fatma abl")
        assert [each.registrant.name for each in on.app.screen.query_one(Matches).found][:1] == ["Fatima Abel"]
        await on.press("enter")
        assert (await on.door.counts()).admitted == 0, "a guess admits nobody"


async def test_a_typed_code_admits(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.type("CODE0005")
        await on.press("enter")
        assert on.reads("sign") == "✓ WELCOME"


async def test_undo_asks_and_a_scan_does_not_answer(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.scan("CODE0001")
        await on.press("f4")
        assert isinstance(on.app.screen, Why)
        await on.scan("CODE0002")
        await on.press("y", "f4", "f4")
        assert isinstance(on.app.screen, Why), "neither a scan nor a held key answers"
        assert (await on.door.counts()).inside == 2
        await on.press("down", "enter")
        assert (await on.door.counts()).inside == 1
        assert on.reads("sign") == "↶ TAKEN BACK" and "Bo Abel" in on.reads("details")


async def test_undo_can_be_left(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.scan("CODE0001")
        for keys in (["enter"], ["escape"], ["down", "up", "enter"]):
            await on.press("f4", *keys)
            assert on.app.screen is on.app.screen_stack[1]
            assert (await on.door.counts()).inside == 1


async def test_reprint_queues_a_new_badge(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.scan("CODE0001")
        await on.press("f5", "tab", "enter")
        assert on.reads("sign") == "✓ PRINTED AGAIN" and "the old one is void" in on.reads("reason")
        # The first one had not come out yet: one badge is enough.
        assert (await on.door.counts()).jobs_waiting == 1


async def test_a_walk_in_needs_only_a_name(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.type("Mia Lind")
        await on.press("f2")
        assert isinstance(on.app.screen, WalkInForm)
        assert on.app.screen.query_one("#name", Input).value == "Mia Lind", "what was typed is taken over"
        await on.press("enter")
        assert on.reads("sign") == "✓ WELCOME" and "Mia Lind" in on.reads("details")
        assert (await on.door.counts()).walk_ins == 1


async def test_a_walk_in_who_agrees_is_introduced(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.press("f2")
        await on.type("Mia")
        await on.press("enter")
        assert on.reads("people").count("▸") == 0
        await on.press("f2")
        await on.type("Noa")
        form = on.app.screen
        form.query_one("#offers", Input).value = "python; pottery"
        form.query_one("#asks", Input).value = "sailing, sql"
        tick = form.query_one(Checkbox)
        assert not tick.value, "nobody agrees by saying nothing"
        tick.focus()
        await on.press("space", "enter")
        assert on.reads("people").count("▸") >= 3


async def test_a_nameless_ticket_asks(tmp_path: Path) -> None:
    guests = [replace(registrations(1)[0], name="", email=""), *registrations(4)[1:]]
    async with stage(tmp_path, guests) as on:
        await on.scan("CODE0001")
        assert isinstance(on.app.screen, NameForm)
        await on.press("escape")
        assert (await on.door.counts()).admitted == 0
        await on.scan("CODE0001")
        await on.type("Pat")
        await on.press("enter")
        assert on.reads("sign") == "✓ WELCOME" and "Pat" in on.reads("details")


async def test_a_nameless_ticket_does_not_ask_over_another_form(tmp_path: Path) -> None:
    guests = [replace(registrations(1)[0], name="", email=""), *registrations(4)[1:]]
    async with stage(tmp_path, guests) as on:
        await on.press("f2")
        await on.scan("CODE0001")
        assert isinstance(on.app.screen, WalkInForm)
        assert on.reads("sign") == "● WHAT NAME?" and (await on.door.counts()).admitted == 0


async def test_a_scan_while_typing_leaves_the_text(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.press("f2")
        await on.type("Mi")
        await on.scan("CODE0002")
        await on.type("a")
        assert on.app.screen.query_one("#name", Input).value == "Mia"
        assert (await on.door.counts()).inside == 1


async def test_a_scan_while_searching_leaves_the_text_and_hides_who_was_found(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.type("lucja")
        await on.scan("CODE0002")
        assert search_field(on).value == "lucja" and "Chidi" in on.reads("details")
        await on.press("enter")
        assert on.app.screen.query_one(Matches).display, "nobody is admitted who was not on the screen"
        assert (await on.door.counts()).inside == 1
        assert on.reads("status") == "Enter: admit Łucja Abel   F6: more"
        await on.press("enter")
        assert (await on.door.counts()).inside == 2 and search_field(on).value == ""


async def test_a_code_that_slipped_into_a_form_is_taken_out(tmp_path: Path) -> None:
    """As after a stalled screen: the scan's letters stand in the field when its Enter comes."""
    ours = code.issue("any event", b"any key")
    guests = [*registrations(3), Registration(ref="own", name="Olu Own", codes=(ours,))]
    async with stage(tmp_path, guests) as on:
        await on.press("f2")
        name = on.app.screen.query_one("#name", Input)
        name.value = f"Mia{ours}"
        await on.press("enter")
        assert isinstance(on.app.screen, WalkInForm) and name.value == "Mia"
        assert "Olu Own" in on.reads("details")


async def test_the_scanners_prefix_makes_a_scan_of_slow_keys(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.scan("CODE0006", gap=0.05, prefix="f9")
        assert on.reads("sign") == "✓ WELCOME"


async def test_a_full_room_is_said(tmp_path: Path) -> None:
    async with stage(tmp_path, config="[event]\ncapacity = 1\n") as on:
        assert "room for 1" in on.reads("counts")
        await on.scan("CODE0001")
        assert "! FULL (1)" in on.reads("counts")


async def test_nothing_to_undo_is_said(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.press("f4")
        assert "Nobody chosen yet" in on.reads("status")
        await on.type("fatima")
        await on.press("down", "f4", "down", "enter")
        assert on.reads("sign") == "✗ NOT DONE" and "nothing to undo" in on.reads("reason")


async def test_the_demos_codes_can_be_chosen(tmp_path: Path) -> None:
    (tmp_path / "codes.txt").write_text("CODE0001  Bo Abel\nCODE0002  Chidi Abel\n")
    async with stage(tmp_path, demo=True) as on:
        await on.press("ctrl+t", "down", "enter")
        assert "Chidi Abel" in on.reads("details")


async def test_only_the_demo_lists_codes(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.press("ctrl+t")
        assert on.app.screen is on.app.screen_stack[1]


async def test_a_scan_goes_through_under_any_form(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.scan("CODE0001")
        for n, key in enumerate(["f1", "f2", "f4", "f5", "f6", "f10"], 2):
            await on.press(key)
            form = on.app.screen
            before = [field.value for field in form.query(Input)]
            await on.scan(f"CODE{n:04}")
            assert on.app.screen is form and [field.value for field in form.query(Input)] == before
            assert on.reads("sign") == "✓ WELCOME" and (await on.door.counts()).inside == n
            await on.press("escape")
            assert on.app.screen is on.app.screen_stack[1]


async def test_a_pasted_code_admits_and_a_pasted_name_searches(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        on.app.post_message(events.Paste("CODE0004\r"))
        await on.settle()
        assert on.reads("sign") == "✓ WELCOME"
        on.app.post_message(events.Paste("Fatima"))
        await on.settle()
        assert search_field(on).value == "Fatima"


async def test_late_sign_ups_come_in_through_the_screen(tmp_path: Path) -> None:
    (tmp_path / "late.csv").write_text("Ticket code,Name,Email\nLATE0001,Late Comer,late@example.org\n,,\n")
    async with stage(tmp_path) as on:
        await on.press("ctrl+l")
        assert isinstance(on.app.screen, ImportForm)
        on.app.screen.query_one(Input).value = str(tmp_path / "late.csv")
        await on.press("enter")
        assert isinstance(on.app.screen, Notice) and not isinstance(on.app.screen, Help)
        await on.press("escape")
        await on.scan("LATE0001")
        assert "Late Comer" in on.reads("details")
        await on.press("ctrl+l", "enter")
        assert on.reads("sign").startswith("✗") and on.reads("reason")


def strips(on: Stage) -> str:
    """Everything the terminal would be sent, as text."""
    return "\n".join("".join(segment.text for segment in strip) for strip in on.app.screen._compositor.render_strips())


async def test_a_late_list_that_is_not_certain_asks_first(tmp_path: Path) -> None:
    (tmp_path / "late.csv").write_text("Ticket code,Name,Wind in the sails\nLATE0001,Late Comer,knots\n")
    async with stage(tmp_path) as on:
        await on.press("ctrl+l")
        on.app.screen.query_one(Input).value = str(tmp_path / "late.csv")
        await on.press("enter")
        assert isinstance(on.app.screen, Confirm) and "Wind in the sails" in strips(on)
        await on.press("enter")
        await on.scan("LATE0001")
        assert "Late Comer" not in on.reads("details"), "the harmless answer has the focus"
        await on.press("ctrl+l")
        on.app.screen.query_one(Input).value = str(tmp_path / "late.csv")
        await on.press("enter", "right", "enter")
        assert isinstance(on.app.screen, Notice)
        await on.press("escape")
        await on.scan("LATE0001")
        assert "Late Comer" in on.reads("details")
