"""What the crew puts right at the door, on a real event file."""

from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.errors import InputError
from kiosk.event.door.door import Door
from kiosk.event.door.opening import open_door
from kiosk.event.guests.handover import hand_over
from kiosk.model import Ask, Outcome, Registration, Status
from kiosk.store.database import open_reader
from tests.event.evening import make_event, registrations


def names_on(result: object) -> set[str]:
    return {each.name for each in result.introductions}  # type: ignore[attr-defined]


async def id_of(door: Door, name: str) -> str:
    (found,) = await door.guests.search_exact(name)
    return found.registrant.id


async def test_a_substitute_keeps_the_ticket_and_nothing_else(tmp_path: Path) -> None:
    folder = await make_event(tmp_path, registrations(24))
    async with open_door(folder) as door:
        reader = await door.scan("CODE0001")
        absent = next(each for each in reader.introductions if each.kind.value == "coming")
        ticket = await door.guests.find(absent.registrant)
        assert ticket
        came = await door.crew.substitute(absent.registrant, Registration(ref="", name="Noor Haddad", consent=True))
        assert came.outcome is Outcome.ADMITTED and came.registrant
        new, old = came.registrant, ticket.registrant
        assert (new.ticket, new.codes, new.order) == (old.ticket, old.codes, old.order)
        assert new.id != old.id and new.person != old.person and new.number > 24
        assert (new.email, new.offers, new.asks, new.interests, new.company) == ("", (), (), (), "")
        assert reader.registrant and f"{reader.registrant.name} (No {reader.registrant.number})" in came.reason
        (misled,) = await door.crew.exceptions()
        assert (misled.reader, misled.absent) == (reader.registrant, absent.name)
        assert [each.registrant.name for each in await door.guests.search_exact("Noor Haddad")] == ["Noor Haddad"]
        (former,) = (each.registrant for each in await door.guests.search_exact(old.name))
        assert (former.id, former.status, former.reason) == (old.id, Status.CANCELLED, "substituted")
        assert (await door.admit(former.id)).outcome is Outcome.CANCELLED
        assert (await door.scan(old.codes[0])).outcome is Outcome.ALREADY_IN
        with pytest.raises(InputError, match="in already"):
            await door.crew.substitute(new.id, Registration(ref="", name="Third Person"))
        for n in range(2, 25):
            assert old.name not in names_on(await door.scan(f"CODE{n:04}")), "named no more"
    async with open_door(folder) as again:
        assert (await again.crew.exceptions())[0].absent == absent.name
        assert (await again.guests.find(new.codes[0])) is not None


async def test_a_later_list_does_not_bring_the_absent_one_back(tmp_path: Path) -> None:
    guests = registrations(8)
    async with open_door(await make_event(tmp_path, guests)) as door:
        found = await door.guests.find("CODE0003")
        assert found
        await door.crew.substitute(found.registrant.id, Registration(ref="", name="Noor Haddad"))
        await door.take([replace(guests[2], company="Another Company")])
        now = await door.guests.find("CODE0003")
        assert now and (now.registrant.name, now.registrant.company, now.registrant.offers) == ("Noor Haddad", "", ())


async def test_nobody_gets_in_by_a_substitute_who_would_not_otherwise(tmp_path: Path) -> None:
    guests = registrations(4)
    guests[0] = replace(guests[0], status=Status.PENDING, reason="unpaid")
    config = '[door]\ndo_not_admit = [{ who = "Noor Haddad", call = "Ana" }]\n'
    async with open_door(await make_event(tmp_path, guests, config)) as door:
        newcomer = Registration(ref="", name="Noor Haddad")
        assert (await door.crew.substitute("CODE0001", Registration(ref="", name="Li Wei"))).outcome is Outcome.PENDING
        assert (await door.crew.substitute("CODE0002", newcomer)).outcome is Outcome.SEE_CREW
        found = await door.guests.find("CODE0002")
        assert found and found.registrant.name == guests[1].name, "nothing was changed"


async def test_chips_after_admission_give_a_card(tmp_path: Path) -> None:
    guests = registrations(12)
    guests[0] = replace(guests[0], offers=(), asks=(), interests=(), consent=True)
    folder = await make_event(tmp_path, guests)
    async with open_door(folder) as door:
        for n in range(2, 9):
            await door.scan(f"CODE{n:04}")
        blank = await door.scan("CODE0001")
        assert blank.outcome is Outcome.ADMITTED and not blank.introductions and blank.registrant
        with pytest.raises(InputError, match="nobody new"):
            await door.crew.card(blank.registrant.id)
        await door.crew.edit(blank.registrant.id, {"asks": ("pottery",), "interests": ("sailing",)})
        card = await door.crew.card(blank.registrant.id)
        assert card.introductions and card.badge == blank.badge
        jobs = await door.badges.waiting()
        assert len(jobs) == 9
        again = await door.badges.print_again(blank.registrant.id)
        assert names_on(again) == names_on(card)
    async with open_door(folder) as door, open_reader(folder.database) as reader:
        (row,) = await reader.read(
            lambda c: c.execute("SELECT badge FROM print_job WHERE badge LIKE '%\"card_only\":true%'").fetchall()
        )
        assert card.introductions[0].name in row[0]
        with pytest.raises(InputError, match="nobody new"):
            await door.crew.card(blank.registrant.id)


async def test_an_edit_before_the_badge_counts_at_once(tmp_path: Path) -> None:
    guests = registrations(12)
    async with open_door(await make_event(tmp_path, guests)) as door:
        for n in range(2, 9):
            await door.scan(f"CODE{n:04}")
        found = await door.guests.find("CODE0001")
        assert found
        changed = await door.crew.edit(
            found.registrant.id, {"name": "Another Name", "pronouns": "they/them", "consent": False}
        )
        assert (changed.name, changed.pronouns, changed.consent) == ("Another Name", "they/them", False)
        came = await door.scan("CODE0001")
        assert came.registrant == changed and not came.introductions


async def test_people_who_came_together_are_not_introduced(tmp_path: Path) -> None:
    guests = registrations(10)
    alone = tmp_path / "alone"
    alone.mkdir()
    async with open_door(await make_event(alone, guests)) as door:
        first = await door.scan("CODE0001")
        friend = await door.guests.find(first.introductions[0].registrant)
        assert friend
    folder = await make_event(tmp_path, guests)
    async with open_door(folder) as door:
        results = await door.crew.together(["CODE0001", friend.registrant.codes[0]])
        assert [each.outcome for each in results] == [Outcome.ADMITTED] * 2
        for one, other in (results, results[::-1]):
            assert other.registrant and other.registrant.name not in names_on(one)
    async with open_door(folder) as door:
        assert (await door.undo("CODE0001")).outcome is Outcome.LEFT
        later = await door.scan("CODE0001")
        assert friend.registrant.name not in names_on(later), "a restart does not forget who knows whom"


async def test_the_crew_lets_in_as_far_as_it_may(tmp_path: Path) -> None:
    guests = registrations(4)
    for n, reason in enumerate(("unpaid", "waitlisted", "unapproved")):
        guests[n] = replace(guests[n], status=Status.PENDING, reason=reason)
    config = '[door]\nmay_let_in = ["unpaid"]\n'
    async with open_door(await make_event(tmp_path, guests, config)) as door:
        door.operator = "mk"
        assert (await door.crew.let_in("CODE0001", "paid in cash")).outcome is Outcome.ADMITTED
        with pytest.raises(InputError, match="waitlisted"):
            await door.crew.let_in("CODE0002")
        assert await door.crew.release("waitlisted") == 1 and await door.crew.release("waitlisted") == 0
        assert (await door.scan("CODE0002")).outcome is Outcome.ADMITTED
        assert (await door.scan("CODE0003")).outcome is Outcome.PENDING
    async with open_reader(tmp_path / "event.db") as reader:
        notes = await reader.read(lambda c: c.execute("SELECT body FROM note_text").fetchall())
        by = await reader.read(
            lambda c: c.execute("SELECT DISTINCT operator FROM fact WHERE kind = 'admitted'").fetchall()
        )
    assert notes == [("paid in cash",)] and by == [("mk",)]


async def test_a_note_is_read_before_anybody_is_admitted(tmp_path: Path) -> None:
    guests = [replace(each, attention="Needs the lift: call Ana") for each in registrations(2)]
    async with open_door(await make_event(tmp_path, guests)) as door:
        asked = await door.scan("CODE0001", can_ask=True)
        assert (asked.outcome, asked.ask, asked.reason) == (Outcome.PENDING, Ask.NOTE, "Needs the lift: call Ana")
        assert (await door.counts()).inside == 0 and asked.registrant
        assert (await door.admit(asked.registrant.id)).outcome is Outcome.ADMITTED
        told = await door.scan("CODE0002")
        assert told.outcome is Outcome.ADMITTED, "without a screen nobody can ask"
        assert told.reason == "Needs the lift: call Ana", "but it can be said"


async def test_one_line_says_what_to_hand_over(tmp_path: Path) -> None:
    config = """
[door.hand_over]
"Ticket type" = { Speaker = "red lanyard", "*" = "blue lanyard" }
"T-shirt size" = "T-shirt {}"
Photos = { no = "no photos" }
"""
    folder = await make_event(tmp_path, registrations(1), config)
    async with open_door(folder) as door:
        found = await door.guests.find("CODE0001")
    assert found
    person = replace(found.registrant, ticket_type="speaker", photos=False, extras=(("T-shirt size", "M"),))
    assert hand_over(person, folder.settings.door) == "red lanyard · T-shirt M · no photos"
    plain = replace(person, ticket_type="Standard", photos=None, extras=())
    assert hand_over(plain, folder.settings.door) == "blue lanyard"
