"""Who may be named, and who leaves no trace: consent, do-not-admit, keep-apart."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from kiosk.event.door.opening import open_door
from kiosk.model import Consent, Outcome, Registration
from tests.event.evening import make_event, registrations
from tests.event.hands import LeapingClock, rows

PRIVATE = '[door]\nprivate_file = "private.toml"\n'


async def test_do_not_admit_calls_somebody_and_leaves_no_trace(tmp_path: Path) -> None:
    (tmp_path / "private.toml").write_text('do_not_admit = [{ who = "PERSON2@example.org", call = "Ana" }]\n')
    guests = registrations(12)
    event = await make_event(tmp_path, guests, PRIVATE)
    async with open_door(event, clock=LeapingClock()) as door:
        result = await door.scan("CODE0002")
        assert result.outcome is Outcome.SEE_CREW and "call Ana" in result.reason
        assert rows(door, "SELECT count(*) FROM fact WHERE kind <> 'listed'") == [(0,)]
        again = await door.walk_in(Registration(ref="", name=guests[1].name))
        assert again.outcome is Outcome.ADMITTED, "only the listed e-mail address is meant"
        denied = await door.walk_in(Registration(ref="", name="Somebody", email="person2@example.org"))
        assert denied.outcome is Outcome.SEE_CREW
        for n in (1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12):
            result = await door.scan(f"CODE{n:04}")
            assert guests[1].name not in [each.name for each in result.introductions]


async def test_pairs_to_be_kept_apart_are_never_introduced(tmp_path: Path) -> None:
    everyone = [f"person{n}@example.org" for n in range(2, 13)]
    pairs = ", ".join(f'["{one}", "person1@example.org"]' for one in everyone)
    (tmp_path / "private.toml").write_text(f"keep_apart = [{pairs}]\n")
    event = await make_event(tmp_path, registrations(12), PRIVATE)
    async with open_door(event, clock=LeapingClock()) as door:
        alone = await door.scan("CODE0001")
        assert alone.introductions == () and alone.connector
        for n in range(2, 13):
            names = {each.number for each in (await door.scan(f"CODE{n:04}")).introductions}
            assert 1 not in names


async def test_who_takes_their_consent_back_is_named_no_more(tmp_path: Path) -> None:
    guests = registrations(20)
    event = await make_event(tmp_path, guests)
    async with open_door(event, clock=LeapingClock()) as door:
        first = await door.scan("CODE0001")
        told_about = first.introductions[0].number
        await door.take([replace(guests[told_about - 1], consent=False)])
        asked = await door.scan(f"CODE{told_about:04}")
        assert asked.outcome is Outcome.ADMITTED and asked.introductions == () and asked.connector
        for n in set(range(2, 21)) - {told_about}:
            assert told_about not in {each.number for each in (await door.scan(f"CODE{n:04}")).introductions}


async def test_consent_goes_before_what_was_printed_earlier(tmp_path: Path) -> None:
    guests = registrations(20)
    event = await make_event(tmp_path, guests)
    async with open_door(event, clock=LeapingClock()) as door:
        first = await door.scan("CODE0001")
        told_about = first.introductions[0].number
        await door.take([replace(guests[told_about - 1], consent=False)])
        again = await door.badges.print_again("CODE0001")
        assert told_about not in {each.number for each in again.introductions} and again.introductions
        await door.undo("CODE0001")
        back = await door.scan("CODE0001")
        assert told_about not in {each.number for each in back.introductions}
        await door.take([replace(guests[0], consent=False)])
        assert (await door.badges.print_again("CODE0001")).introductions == ()


async def test_a_persons_own_no_outlives_a_list_that_did_not_ask(tmp_path: Path) -> None:
    guests = [replace(registrations(1)[0], consent=False), replace(registrations(2)[1], consent=None)]
    event = await make_event(tmp_path, guests)
    async with open_door(event) as door:
        await door.take([replace(each, consent=None) for each in guests], choice=Consent.STATED)
        said = [(await door.guests.find(f"CODE000{n}")) for n in (1, 2)]
        assert [found.registrant.consent for found in said if found] == [False, True]


async def test_a_name_that_may_not_come_in_is_not_written_down(tmp_path: Path) -> None:
    guests = [replace(registrations(1)[0], name="", email="")]
    config = '[door]\ndo_not_admit = [{ who = "Mallory Grim", call = "Ana" }]\n'
    event = await make_event(tmp_path, guests, config)
    async with open_door(event) as door:
        found = await door.guests.find("CODE0001")
        assert found
        assert (await door.admit(found.registrant.id, name="Mallory Grim")).outcome is Outcome.SEE_CREW
        assert rows(door, "SELECT count(*) FROM listing_text WHERE body LIKE '%Mallory%'") == [(0,)]
        assert (await door.admit(found.registrant.id, name="Pat Example")).outcome is Outcome.ADMITTED


async def test_facts_hold_no_personal_text_after_a_whole_evening(tmp_path: Path) -> None:
    event = await make_event(tmp_path, registrations(12))
    async with open_door(event, clock=LeapingClock()) as door:
        for n in range(1, 10):
            await door.scan(f"CODE{n:04}")
        await door.walk_in(Registration(ref="", name="Mia Lind", email="mia@example.org", consent=True))
        await door.undo("CODE0003", "Mia was meant")
        await door.badges.print_again("CODE0004", "Mia spilled coffee")
        bodies = " ".join(body for (body,) in rows(door, "SELECT body FROM fact"))
        words = ["Mia", "@", "Abel", "Company", "CODE", "python", "coffee"]
        assert [word for word in words if word in bodies] == []


async def test_people_of_one_person_company_or_order_are_not_introduced(tmp_path: Path) -> None:
    twin: dict[str, Any] = {"offers": ("python",), "asks": ("python",), "consent": True}
    guests = [
        Registration(ref="1", name="Ana Sousa", email="ana@example.org", codes=("A",), **twin),
        Registration(ref="2", name="Ana Sousa", email="ana@example.org", codes=("B",), **twin),
        Registration(ref="3", name="Bo Lund", company="Fjord Labs", codes=("C",), **twin),
        Registration(ref="4", name="Cy Orr", company="FJORD labs", codes=("D",), **twin),
        Registration(ref="5", name="Di Fox", order="X1", codes=("E",), **twin),
        Registration(ref="6", name="Ed Gil", order="X1", codes=("F",), knows=("bo lund",), **twin),
        Registration(ref="7", name="Flo Hay", codes=("G",), offers=("python",), asks=("python",), consent=False),
    ]
    event = await make_event(tmp_path, guests)
    banned = {frozenset(pair) for pair in [(1, 2), (3, 4), (5, 6), (3, 6)]}
    async with open_door(event, clock=LeapingClock()) as door:
        for one in "ABCDEFG":
            result = await door.scan(one)
            assert result.registrant
            pairs = {frozenset((result.registrant.number, each.number)) for each in result.introductions}
            assert not pairs & banned and not any(7 in pair for pair in pairs)
            assert result.introductions or result.connector


async def test_a_no_of_any_list_outlives_every_later_yes(tmp_path: Path) -> None:
    guests = registrations(6)
    event = await make_event(tmp_path, [])
    async with open_door(event, clock=LeapingClock()) as door:
        await door.take([replace(guests[0], consent=False), *guests[1:]])
        for replaces in (False, True):
            again = await door.take([replace(guests[0], consent=True)], replace_edits=replaces, choice=Consent.STATED)
            assert [one.consent for one in again.everybody] == [False]
        after = await door.take([replace(guests[1], consent=False, photos=False)])
        assert [(one.consent, one.photos) for one in after.updated] == [(False, False)]


async def test_a_no_on_one_ticket_counts_for_all_of_a_persons_tickets(tmp_path: Path) -> None:
    guests = registrations(6)
    event = await make_event(tmp_path, guests)
    async with open_door(event, clock=LeapingClock()) as door:
        other = replace(guests[0], ref="other:1", codes=("OTHER001",), consent=False)
        taken = await door.take([other])
        assert {one.consent for one in taken.everybody} == {False}
        await door.take([replace(guests[0], ref="other:2", codes=("OTHER002",), consent=True)])
        theirs = [each.registrant for each in await door.guests.search_exact(guests[0].name)]
        assert theirs and {one.consent for one in theirs} == {False}


async def test_what_somebody_said_at_the_door_no_list_takes_back(tmp_path: Path) -> None:
    guests = registrations(6)
    event = await make_event(tmp_path, [replace(guests[0], consent=False), *guests[1:]])
    async with open_door(event, clock=LeapingClock()) as door:
        one = await door.guests.whom(guests[0].name)
        await door.crew.edit(one.id, {"consent": True})
        again = await door.take([replace(guests[0], consent=False)], replace_edits=True)
        assert [each.consent for each in again.everybody] == [True]


async def test_nobody_stated_anything_to_a_guest_without_a_name(tmp_path: Path) -> None:
    guest = replace(registrations(1)[0], name="", email="", consent=None)
    event = await make_event(tmp_path, [])
    async with open_door(event, clock=LeapingClock()) as door:
        assert [one.consent for one in (await door.take([guest], choice=Consent.STATED)).new] == [None]
