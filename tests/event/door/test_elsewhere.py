"""Tickets that the list has something to say of: in already elsewhere, of a state of their own, cancelled."""

from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.errors import InputError
from kiosk.event.door.opening import open_door
from kiosk.model import Ask, Outcome, Status
from kiosk.ui.forms.person import deeds
from tests.event.evening import make_event, registrations


async def test_whoever_is_in_elsewhere_is_asked_about_once(tmp_path: Path) -> None:
    guests = [
        replace(registrations(2)[0], ref="luma:1", checked_in="2026-03-04 18:01"),
        replace(registrations(2)[1], ref="pretix:2", checked_in="yes", attention="Needs the lift."),
    ]
    async with open_door(await make_event(tmp_path, guests)) as door:
        first = await door.scan("CODE0001", can_ask=True)
        assert (first.outcome, first.ask) == (Outcome.PENDING, Ask.NOTE)
        assert first.reason == "Checked in already, says the list (luma): 2026-03-04 18:01."
        second = await door.scan("CODE0002", can_ask=True)
        assert second.reason == "Needs the lift. Checked in already, says the list (pretix)."
        assert first.registrant
        assert (await door.admit(first.registrant.id)).outcome is Outcome.ADMITTED
        again = await door.scan("CODE0001", can_ask=True)
        assert (again.outcome, again.ask) == (Outcome.ALREADY_IN, None)


async def test_a_door_without_a_screen_says_so_with_the_welcome(tmp_path: Path) -> None:
    guests = [replace(registrations(2)[0], ref="luma:1", checked_in="yes"), registrations(2)[1]]
    async with open_door(await make_event(tmp_path, guests)) as door:
        told, plain = await door.scan("CODE0001"), await door.scan("CODE0002")
    assert (told.outcome, plain.outcome) == (Outcome.ADMITTED, Outcome.ADMITTED)
    assert told.reason == "Checked in already, says the list (luma)."
    assert plain.reason == ""


async def test_a_state_of_the_lists_own_waits_for_the_organiser(tmp_path: Path) -> None:
    guests = [replace(each, status=Status.PENDING, reason="On ice") for each in registrations(2)]
    async with open_door(await make_event(tmp_path, guests)) as door:
        asked = await door.scan("CODE0001")
        assert (asked.outcome, asked.reason) == (Outcome.PENDING, "On ice: ask the organiser.")
        assert (await door.crew.let_in("CODE0001", "the organiser said yes")).outcome is Outcome.ADMITTED


@pytest.mark.parametrize(("allowed", "reason", "comes_in"), [
    ('"cancelled"', "cancelled", True), ('"cancelled"', "declined", True), ('"cancelled"', "", True),
    ('"cancelled"', "blocked", False), ('"unpaid"', "cancelled", False), ("", "cancelled", False),
])  # fmt: skip
async def test_a_cancelled_guest_who_stands_there(allowed: str, reason: str, comes_in: bool, tmp_path: Path) -> None:
    guests = [replace(each, status=Status.CANCELLED, reason=reason) for each in registrations(2)]
    folder = await make_event(tmp_path, guests, f"[door]\nmay_let_in = [{allowed}]\n")
    async with open_door(folder) as door:
        assert (await door.scan("CODE0001")).outcome is Outcome.CANCELLED
        if not comes_in:
            with pytest.raises(InputError, match="are not let in at this door"):
                await door.crew.let_in("CODE0001", "they paid again")
            return
        assert (await door.crew.let_in("CODE0001", "they paid again")).outcome is Outcome.ADMITTED
        assert (await door.scan("CODE0001")).outcome is not Outcome.CANCELLED
        assert (await door.counts()).inside == 1


async def test_the_menu_of_a_cancelled_guest_offers_it_where_settings_do(tmp_path: Path) -> None:
    guests = [replace(each, status=Status.CANCELLED, reason="refunded") for each in registrations(1)]
    async with open_door(await make_event(tmp_path, guests)) as door:
        (found,) = await door.guests.everybody()
    assert "let_in" in dict(deeds(found, ["cancelled"], 1))
    assert "let_in" not in dict(deeds(found, ["unpaid", "unapproved", "waitlisted"], 1))
