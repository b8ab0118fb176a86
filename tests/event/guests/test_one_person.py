"""Who is one person: by what lists give away, by what people decide, and what the door makes of it."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kiosk.config import load
from kiosk.errors import InputError
from kiosk.event.door.opening import open_door
from kiosk.event.guests import register
from kiosk.event.guests.identity.imports import Shape
from kiosk.event.overview.attendance import attendance
from kiosk.model import Ask, Consent, Outcome, Registrant, Registration, Status
from kiosk.store import people
from kiosk.store.bodies import Listed, Source
from tests.event.crowds import File, new_file
from tests.event.evening import make_event, registrations
from tests.event.hands import LeapingClock

SHEET = Shape.of("generic", ["who", "mail"])
WIDER = Shape.of("generic", ["who", "mail", "pass"])
OTHER = Shape.of("eventbrite", ["buyer", "ticket"])


def row(name: str, email: str = "", **said: Any) -> Registration:
    return Registration(**({"ref": "generic:", "name": name, "email": email} | said))


def names(file: File) -> list[str]:
    return [one.name for one in file.persons()]


# what it is, the list, the list that comes after it, tickets new in it, people then
AGAIN: dict[str, tuple[list[Registration], list[Registration], int, int]] = {
    "codes come later": (
        [row("Runa Vik", "runa@x.example"), row("Odo Hart", "odo@x.example")],
        [row("Runa Vik", "runa@x.example", codes=("Q1",)), row("Odo Hart", "odo@x.example", codes=("Q2",))],
        *(0, 2),
    ),
    "rows moved, one address for two": (
        [row("Runa Vik", "home@x.example"), row("Odo Vik", "home@x.example")],
        [row("Odo Vik", "home@x.example"), row("Runa Vik", "home@x.example")],
        *(0, 2),
    ),
    "a name turned round": ([row("Runa Vik", "r@x.example")], [row("Vik, Runa", "r@x.example")], 0, 1),
    "a name that grew": ([row("Runa Vik", "r@x.example")], [row("Runa Vik-Hart", "r@x.example")], 0, 1),
    "a slip put right": ([row("Rnua Vikander", "r@x.example")], [row("Runa Vikander", "r@x.example")], 0, 1),
    "the other half of a couple": ([row("Odo Vik", "h@x.example")], [row("Runa Vik", "h@x.example")], 1, 2),
    "no addresses at all": ([row("Runa Vik"), row("Odo Hart")], [row("Odo Hart"), row("Runa Vik")], 0, 2),
    "another company": ([row("Runa Vik", company="Oak")], [row("Runa Vik", company="Elm")], 1, 2),
    "the address changed, the order did not": (
        [row("Runa Vik", "old@x.example", order="A7")],
        [row("Runa Vik", "new@x.example", order="A7")],
        *(0, 1),
    ),
    "another order of the same person": (
        [row("Runa Vik", "r@x.example", order="A7", codes=("Q1",))],
        [row("Runa Vik", "r@x.example", order="A7", codes=("Q1",)), row("Runa Vik", "r@x.example", order="B8")],
        *(1, 1),
    ),
    "once with a code, once without": (
        [row("Runa Vik", "r@x.example", codes=("Q1",)), row("Runa Vik", "r@x.example", company="Oak")],
        [row("Runa Vik", "r@x.example", codes=("Q1",), company="Oak")],
        *(0, 1),
    ),
}


@pytest.mark.parametrize("case", AGAIN)
def test_a_list_that_comes_again(case: str) -> None:
    first, then, new, persons = AGAIN[case]
    with new_file() as file:
        file.take((SHEET, first))
        (taken,) = file.take((WIDER, then))
        assert (len(taken.new), len(file.persons())) == (new, persons)


@pytest.mark.parametrize("turned", [False, True])
def test_a_form_and_a_ticket_list_are_one_person(turned: bool) -> None:
    form = (SHEET, [row("Runa Vik", "r@x.example", offers=("knots",), consent=True)])
    tickets = (OTHER, [row("Runa Vik", "R@x.example", ref="eventbrite:77", codes=("Q1", "77"), order="9")])
    with new_file() as file:
        for each in (tickets, form) if turned else (form, tickets):
            file.take(each)
        (one,) = file.listed()
        assert (one.offers, one.consent, one.codes, one.order) == (("knots",), True, ("Q1", "77"), "9")


def test_a_form_counts_for_every_ticket_of_a_person() -> None:
    tickets = [row("Runa Vik", "r@x.example", ref=f"eventbrite:7{n}", codes=(f"Q{n}",), order=f"{n}") for n in (1, 2)]
    with new_file() as file:
        file.take((OTHER, tickets))
        file.take((SHEET, [row("Runa Vik", "r@x.example", offers=("knots",), consent=False)]))
        assert [(one.offers, one.consent, one.main != "") for one in file.listed()] == [
            (("knots",), False, False),
            (("knots",), False, True),
        ]


def test_rows_that_nothing_tells_apart_keep_what_they_said() -> None:
    first = [row("Sam Ray", offers=("kites",), interests=("rain",)), row("Sam Ray", offers=("clay",), goals=("rest",))]
    with new_file() as file:
        file.take((SHEET, first))
        (taken,) = file.take((SHEET, [replace(each, role="Pilot") for each in reversed(first)]))
        assert not taken.new and len(taken.perhaps) == 1
        said = {one.offers: (one.interests, one.goals) for one in file.listed()}
        assert said == {("kites",): (("rain",), ()), ("clay",): ((), ("rest",))}


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("Runa Vik", "runa vik"), ("Runa", "Runa Vik"), ("Runa Vik", "R. Vik"), ("Jon Vik", "Jonathan Vik"),
        ("Runa Vik", "Runa Hartmann"), ("Odo Hart", "Odo Hartt"), ("", "Runa Vik"), ("Runa Vik", ""),
        ("Bill Vik", "William Vik"),
    ],
)  # fmt: skip
def test_who_answers_a_form_again_is_one_person_with_the_last_answer(first: str, then: str) -> None:
    rows = [row(first, "r@x.example", offers=("knots",), asks=("sails",)), row(then, "R@x.example", offers=("kites",))]
    with new_file() as file:
        (taken,) = file.take((SHEET, [rows[0], row("Io Lund", "io@x.example"), rows[1]]))
        one, other = file.persons()
        assert (one.name, one.offers, one.asks) == (then or first, ("kites",), ("sails",))
        assert other.name == "Io Lund" and taken.twice == 1


def test_a_no_in_any_answer_of_a_form_stands() -> None:
    with new_file() as file:
        file.take((SHEET, [row("Runa", "r@x.example", consent=False), row("Runa Vik", "r@x.example", consent=True)]))
        assert [one.consent for one in file.persons()] == [False]


@pytest.mark.parametrize("other", ["Odo Vik", "Runo Vik", "Paula Vik"])
def test_who_shares_an_address_is_somebody_else(other: str) -> None:
    first = "Paul Vik" if other == "Paula Vik" else "Inge Vik"
    with new_file() as file:
        file.take((SHEET, [row(first, "home@x.example"), row(other, "home@x.example")]))
        assert names(file) == [first, other]


def test_an_id_that_several_people_share_is_none() -> None:
    shared = [row("Runa Vik", "r@x.example", ref="luma:all"), row("Odo Hart", "o@x.example", ref="luma:all")]
    with new_file() as file:
        for rows in (shared, shared[::-1]):
            file.take((SHEET, rows))
        assert names(file) == ["Runa Vik", "Odo Hart"]


def test_a_code_issued_anew_takes_the_place_of_the_old_one_and_ours_stays() -> None:
    def listed(code: str) -> list[Registration]:
        return [row("Runa Vik", "r@x.example", ref="pretix:A7-1", order="A7", codes=(code,))]

    with new_file() as file:
        file.take((SHEET, listed("FIRST")))
        ticket = file.listed()[0].ticket
        file.take((OTHER, [row("Runa Vik", "r@x.example", codes=("ELSEWHERE",))]))
        file.take((SHEET, listed("SECOND")))
        assert file.listed()[0].codes == ("ELSEWHERE", "SECOND")
        assert people.ticket_of_code(file.connection, "FIRST") is None
        assert people.ticket_of_void_code(file.connection, "first") == ticket
        file.take((SHEET, listed("FIRST")))
        assert file.listed()[0].codes == ("FIRST", "ELSEWHERE")
    with new_file() as file:
        file.take((SHEET, [row("Runa Vik", "r@x.example")]))
        register.issue_codes(file.turn(), lambda: "OURS")
        file.take((WIDER, [row("Runa Vik", "r@x.example", codes=("THEIRS",))]))
        assert file.listed()[0].codes == ("OURS", "THEIRS")


def test_a_ticket_that_was_passed_on_keeps_nothing_of_who_had_it() -> None:
    before = row("Runa Vik", "r@x.example", ref="pretix:A7-1", codes=("C1",), company="Oak", offers=("knots",))
    after = row("Odo Hart", "o@x.example", ref="pretix:A7-1", codes=("C2",))
    with new_file() as file:
        file.take((SHEET, [replace(before, consent=True)]))
        (taken,) = file.take((SHEET, [replace(after, consent=True)]))
        (one,) = file.listed()
        assert (one.name, one.company, one.offers, one.codes) == ("Odo Hart", "", (), ("C2",))
        assert taken.substituted == ((people.former(file.connection)[0].id, one),)
        assert [each.name for each in people.former(file.connection)] == ["Runa Vik"]


def test_a_new_surname_is_the_same_person_where_address_and_id_are() -> None:
    before = row("Runa Vik", "r@x.example", ref="luma:g1", consent=False, offers=("knots",))
    with new_file() as file:
        file.take((SHEET, [before]))
        file.take((SHEET, [row("Runa Hartmann", "r@x.example", ref="luma:g1", consent=True)]))
        assert [(one.name, one.offers, one.consent) for one in file.listed()] == [("Runa Hartmann", ("knots",), False)]


def test_a_ticket_that_comes_back_is_a_third_persons_as_far_as_anybody_knows() -> None:
    def listed(name: str, **said: Any) -> list[Registration]:
        return [row(name, f"{name[:3].lower()}@x.example", ref="pretix:A7-1", **said)]

    with new_file() as file:
        file.take((SHEET, listed("Runa Vik", offers=("knots",))))
        file.take((SHEET, listed("Odo Hart", offers=("kites",), company="Oak")))
        file.take((SHEET, listed("Runa Vik")))
        (one,) = file.listed()
        assert (one.name, one.offers, one.company, one.number) == ("Runa Vik", (), "", 3)


def test_a_no_is_not_passed_off_where_one_address_stands_for_two_names() -> None:
    before = row("Runa Vik", "r@x.example", ref="pretix:A7-1", consent=False)
    with new_file() as file:
        file.take((SHEET, [before]))
        file.take((SHEET, [replace(before, name="Odo Hart", consent=True)]))
        assert [(one.name, one.consent) for one in file.listed()] == [("Odo Hart", False)]


def test_the_same_answers_again_undo_nothing_that_somebody_said_at_the_door() -> None:
    no = row("Runa Vik", "r@x.example", consent=False, company="Oak")
    with new_file() as file:
        file.take((SHEET, [no]))
        register.edit(file.turn(), file.listed()[0], {"consent": True, "company": "Elm"})
        file.take((SHEET, [no]))
        assert (file.listed()[0].consent, file.listed()[0].company) == (True, "Elm")
        file.take((SHEET, [no]), replace_edits=True)
        assert (file.listed()[0].consent, file.listed()[0].company) == (True, "Oak"), "no list gives or takes a leave"
        file.take((SHEET, [replace(no, consent=True)]))
        assert file.listed()[0].consent is True
        file.take((SHEET, [no]))
        assert file.listed()[0].consent is False, "a no that takes the place of a yes is a new one"
        register.edit(file.turn(), file.listed()[0], {"consent": True})
        file.take((OTHER, [no]))
        assert file.listed()[0].consent is False, "a no in another list is a new one"


def test_guests_inherit_the_no_of_their_host_and_are_known_again() -> None:
    def party(agree: bool, guests: int = 2) -> list[Registration]:
        host = row("Runa Vik", "r@x.example", consent=agree, order="r@x.example")
        return [host, *(row("", guest=n, order=host.order) for n in range(1, guests + 1))]

    with new_file() as file:
        file.take((SHEET, party(agree=True)))
        assert [one.consent for one in file.listed()] == [True, None, None]
        second = file.listed()[2]
        register.edit(file.turn(), second, {"name": "Odo Hart", "consent": True})
        (taken,) = file.take((SHEET, [row("Io Lund", "io@x.example"), *party(agree=False)]))
        assert [one.name for one in taken.new] == ["Io Lund"]
        assert [one.consent for one in file.listed()[:3]] == [False, False, True]
        register.take(file.turn(), party(agree=False), choice=Consent.STATED)
        assert [one.consent for one in file.listed()[:3]] == [False, False, True]


def test_perhaps_the_same() -> None:
    rows = [
        *(row("Runa Vik", "r@x.example"), row("Runa Vik", "runa@y.example")),
        *(
            row("Odo Hart", "o@x.example", codes=("Q1",)),
            row("Odo Hartt", "o@x.example", codes=("Q2",)),
            row("Bo Lee"),
            row("Bo Lee", company="Oak"),
        ),
        row("Ma Lee", "m@x.example"),
        *(row("Pa Lee", "m@x.example"), row("Kim Oh", company="Oak"), row("Kim Oh", company="Elm")),
        *(row("Jo Fox", f"jo{n}@x.example") for n in range(5)),
    ]
    with new_file() as file:
        (taken,) = file.take((SHEET, rows))
        assert [(pair.a.number, pair.b.number, pair.why) for pair in taken.perhaps] == [
            (1, 2, "one name, two e-mail addresses"),
            (3, 4, "one e-mail address, and names alike"),
            (5, 6, "one name"),
        ]


async def _both(folder: Path) -> list[Registrant]:
    guests = [
        row("Runa Vik", "r@x.example", codes=("C1",), offers=("knots",), consent=True),
        row("Runa Vik", "runa@y.example", codes=("C2",), asks=("pottery",), consent=False),
    ]
    event = await make_event(folder, [*registrations(12), *guests])
    async with open_door(event) as door:
        return [(await door.guests.whom(code)) for code in ("C1", "C2")]


async def test_a_merge_is_one_person_everywhere_and_is_taken_back(tmp_path: Path) -> None:
    one, other = await _both(tmp_path)
    event = load(tmp_path / "config.toml")
    async with open_door(event, clock=LeapingClock()) as door:
        await door.persons.join(one.id, other.id)
        with pytest.raises(InputError, match="already"):
            await door.persons.join(other.id, one.id)
        (hit,) = await door.guests.search("runa vik")
        assert hit.registrant.id == one.id and hit.registrant.asks == ("pottery",) and hit.registrant.consent is False
        first = await door.scan("C2")
        assert (first.outcome, first.registrant and first.registrant.id) == (Outcome.ADMITTED, one.id)
        assert first.introductions == (), "any no wins"
        second = await door.scan("C1")
        assert second.outcome is Outcome.ALREADY_IN and second.first and "No 13" in second.reason
        rows = await attendance(door.turns.database)
        assert [(each.registrant.id, each.came) for each in rows if "Runa" in each.registrant.name] == [(one.id, True)]
    async with open_door(event, clock=LeapingClock()) as door:
        await door.persons.part(one.id, other.id)
        assert [(await door.guests.whom(code)).consent for code in ("C1", "C2")] == [True, False]
        assert await door.persons.alike(one) == [], "nobody asks again"
        assert (await door.scan("C2")).outcome is Outcome.ADMITTED


async def test_somebody_else_comes_on_the_second_ticket_of_a_person(tmp_path: Path) -> None:
    twice = [row("Runa Vik", "r@x.example", codes=(f"C{n}",), order="A7", ref=f"tito:{n}") for n in (1, 2)]
    event = await make_event(tmp_path, [*registrations(6), *twice])
    async with open_door(event, clock=LeapingClock()) as door:
        assert (await door.scan("C2")).outcome is Outcome.ADMITTED
        again = await door.scan("C2")
        assert again.outcome is Outcome.ALREADY_IN and again.registrant
        friend = await door.crew.substitute(again.registrant.id, row("Odo Hart", consent=True))
        assert friend.outcome is Outcome.ADMITTED and friend.registrant and friend.registrant.name == "Odo Hart"
        rows = await attendance(door.turns.database)
        assert {each.registrant.name for each in rows if each.came} == {"Runa Vik", "Odo Hart"}
        assert (await door.scan("C1")).outcome is Outcome.ALREADY_IN


async def test_who_goes_out_and_in_does_so_with_any_of_their_tickets(tmp_path: Path) -> None:
    twice = [row("Runa Vik", "r@x.example", codes=(f"C{n}",), ref=f"tito:{n}") for n in (1, 2)]
    event = await make_event(tmp_path, twice, '[door]\nre_entry = "in_and_out"\n')
    async with open_door(event, clock=LeapingClock()) as door:
        found = [(await door.scan(code)).outcome.value for code in ("C1", "C2", "C2", "C1")]
        assert found == ["admitted", "left", "admitted", "left"]


async def test_a_walk_in_who_is_on_the_list(tmp_path: Path) -> None:
    guests = [*registrations(3), row("Runa Vik", "r@x.example"), row("Odo Hart", status=Status.CANCELLED)]
    event = await make_event(tmp_path, guests)
    async with open_door(event, clock=LeapingClock()) as door:
        asked = await door.walk_in(row("vik runa"))
        assert (asked.outcome, asked.ask) == (Outcome.PENDING, Ask.LISTED) and "No 4" in asked.reason
        assert asked.registrant and (await door.counts()).admitted == 0
        assert (await door.admit(asked.registrant.id)).outcome is Outcome.ADMITTED
        for newcomer in (row("Runa Vik"), row("Odo Hart"), row("Somebody New")):
            assert (await door.walk_in(newcomer)).outcome is Outcome.ADMITTED
        assert (await door.walk_in(row("Ana B", guests[0].email))).ask is Ask.LISTED
        assert (await door.walk_in(row("Ana B", guests[0].email), insist=True)).outcome is Outcome.ADMITTED


async def test_a_walk_in_and_a_ticket_are_one_person_afterwards(tmp_path: Path) -> None:
    event = await make_event(tmp_path, [*registrations(3), row("Runa Vik", codes=("C1",), offers=("knots",))])
    async with open_door(event, clock=LeapingClock()) as door:
        walked = await door.walk_in(row("Runa Vik", company="Oak"), insist=True)
        assert walked.registrant
        listed = await door.guests.whom("C1")
        main, _further = await door.persons.join(listed.id, walked.registrant.id)
        assert (main.id, main.offers, main.company) == (walked.registrant.id, ("knots",), "Oak")
        assert (await door.scan("C1")).outcome is Outcome.ALREADY_IN
        rows = [each for each in await attendance(door.turns.database) if each.registrant.name == "Runa Vik"]
        assert [(each.came, each.registrant.number) for each in rows] == [(True, main.number)]


async def test_a_no_at_the_door_is_one_for_guests_and_for_every_ticket_of_a_person(tmp_path: Path) -> None:
    host = row("Runa Vik", "r@x.example", codes=("C1",), order="A7", consent=True)
    guests = [host, row("", order="A7", codes=("C2",)), replace(host, order="B8", codes=("C3",))]
    event = await make_event(tmp_path, [*registrations(3), *guests])
    async with open_door(event) as door:
        await door.crew.edit((await door.guests.whom("C1")).id, {"consent": False})
        assert [(await door.guests.whom(code)).consent for code in ("C1", "C2", "C3")] == [False, False, False]
        await door.crew.edit((await door.guests.whom("C3")).id, {"consent": True})
        assert [(await door.guests.whom(code)).consent for code in ("C1", "C2", "C3")] == [True, False, True]


async def test_whom_to_tell_when_somebody_does_not_want_to_be_named_any_more(tmp_path: Path) -> None:
    event = await make_event(tmp_path, registrations(12))
    async with open_door(event, clock=LeapingClock()) as door:
        first = await door.scan("CODE0001")
        named = first.introductions[0]
        assert await door.persons.misled(await door.guests.whom(f"{named.number}")) == []
        after = await door.crew.edit(named.registrant, {"consent": False})
        assert [each.reader.number for each in await door.persons.misled(after)] == [1]
        assert (named.name, 1) in [(each.absent, each.reader.number) for each in await door.crew.exceptions()]


def test_files_of_earlier_versions_are_gone_on_with() -> None:
    texts: list[dict[str, Any]] = [
        {"ref": "pretix:K1", "name": "Runa Vik", "email": "r@x.example", "order": "A7", "codes": ["K1"]},
        {"ref": "generic:odo hart", "name": "Odo Hart", "order": "generic:odo hart"},
        {"ref": "generic:odo hart+1", "order": "generic:odo hart"},
        {"ref": "generic:i@x.example", "name": "Io Lund", "email": "i@x.example"},
        {"ref": "generic:i@x.example#2", "name": "Io Lund", "email": "i@x.example"},
        {"ref": "luma:g1", "name": "Bo Lee", "codes": ["G1"]},
    ]
    again = [
        row("Runa Vik", "r@x.example", ref="pretix:A7-1", order="A7", codes=("K2",)),
        *(row("Odo Hart", order="Odo Hart"), row("", guest=1, order="Odo Hart"), row("Io Lund", "i@x.example")),
        row("Bo Lee", ref="luma:g1", codes=("G1",)),
    ]
    with new_file() as file:
        turn = file.turn()
        said = []
        for n, text in enumerate(texts):
            person = f"p{3 if n == 4 else n}"
            body = Listed(registrant=f"r{n}", person=person, number=n, source=Source.IMPORT)
            said.append((turn.stamp(body, f"t{n}"), text))
        people.save_listings(file.connection, said, fresh=False)
        assert len(file.persons()) == 5, "who shared an id of old is one person"
        (taken,) = file.take((SHEET, again))
        assert taken.new == () and not taken.substituted
        assert file.listed()[0].codes == ("K1", "K2")
        (taken,) = file.take((SHEET, again))
        assert (taken.new, taken.updated) == ((), ())


def test_somebody_with_two_tickets_is_given_one_code() -> None:
    with new_file() as file:
        file.take((SHEET, [row("Runa Vik", "r@x.example", order="A1"), row("Runa Vik", "r@x.example", order="A2")]))
        assert len(file.listed()) == 2 and len({one.person for one in file.listed()}) == 1
        codes = iter(["OURS1", "OURS2"])
        assert [one.codes for one in register.issue_codes(file.turn(), lambda: next(codes))] == [("OURS1",)]
