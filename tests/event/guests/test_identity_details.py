"""What the rules of identity say in the cases that nobody thinks of: each a change that no test had noticed."""

import pytest

from kiosk.errors import NotDoneError
from kiosk.event.guests.identity.assigning import assign
from kiosk.event.guests.identity.claims import Claim, of_row
from kiosk.event.guests.identity.repeated import merged, one_each
from kiosk.event.guests.identity.undoing import undo_last
from kiosk.event.guests.saying import say
from kiosk.model import LEAVES, Registration
from kiosk.store import people
from kiosk.store.bodies import Listed, Source
from tests.event.crowds import new_file
from tests.event.guests.test_one_person import SHEET, row


def claim(said: Registration) -> Claim:
    return of_row(said, frozenset())


@pytest.mark.parametrize("leave", LEAVES)
@pytest.mark.parametrize("answers", [(True, True), (True, None), (None, True), (False, True), (True, False)])
def test_of_several_lines_of_one_person_a_no_wins_and_nothing_else_is_one(
    leave: str, answers: tuple[bool | None, ...]
) -> None:
    one = merged([row("Runa Vik", "r@x.example", **{leave: answer}) for answer in answers])
    assert getattr(one, leave) is (False not in answers)


def test_a_guest_without_a_name_of_their_own_is_nobody_else() -> None:
    host = row("Runa Vik", "r@x.example")
    rows, twice = one_each([host, row("Runa Vik", "r@x.example", guest=1), row("Odo Hart", "o@x.example")])
    assert (len(rows), twice) == (3, 0) and rows[1].host == 0


def test_a_ticket_that_was_passed_on_takes_over_no_refusal_that_was_never_said() -> None:
    before = row("Runa Vik", "r@x.example", ref="pretix:A7-1", **dict.fromkeys(LEAVES, True))
    after = row("Odo Hart", "r@x.example", ref="pretix:A7-1", **dict.fromkeys(LEAVES, True))
    with new_file() as file:
        file.take((SHEET, [before]))
        file.take((SHEET, [after]))
        (one,) = file.listed()
        assert one.name == "Odo Hart" and all(getattr(one, leave) for leave in LEAVES)


@pytest.mark.parametrize("said", [{"order": "A7"}, {"codes": ("Q1",)}])
def test_order_and_code_weigh_more_than_any_other_answer(said: dict[str, object]) -> None:
    plain = row("Sam Ray", "s@x.example", company="Oak", role="Pilot", offers=("kites",), interests=("rain",))
    rows = {0: claim(row("Sam Ray", "s@x.example", **said)), 1: claim(plain)}
    known = {
        "first": claim(row("Sam Ray", "s@x.example", company="Oak", role="Pilot", offers=("kites",), **said)),
        "second": claim(row("Sam Ray", "s@x.example")),
    }
    assert assign(rows, known, kin=()) == {0: "first", 1: "second"}


def test_of_hundreds_that_nothing_tells_apart_nobody_is_taken_for_another() -> None:
    many = [claim(row("Sam Ray", "s@x.example")) for _ in range(301)]
    tickets = {f"t{n}": one for n, one in enumerate(many)}
    assert assign(dict(enumerate(many)), tickets, kin=()) == {}
    few = assign(dict(enumerate(many[:20])), dict(list(tickets.items())[:20]), kin=())
    assert sorted(few) == list(range(20)) and len(set(few.values())) == 20


def test_an_import_is_taken_back_though_somebody_it_only_updated_was_changed_at_the_door() -> None:
    with new_file() as file:
        file.take((SHEET, [row("Runa Vik", "r@x.example")]))
        file.take((SHEET, [row("Runa Vik", "r@x.example", company="Oak"), row("Odo Hart", "o@x.example")]))
        turn = file.turn()
        one = next(each for each in file.listed() if each.name == "Runa Vik")
        own = people.marks_of(turn.connection, one.ticket).own
        body = Listed(registrant=one.id, person=own, number=one.number, source=Source.DOOR)
        people.save_listings(turn.connection, [say(turn, one.ticket, body, {"role": "Pilot"})], fresh=False)
        taken = undo_last(file.turn())
        assert [each.name for each in taken.gone] == ["Odo Hart"] and [each.role for each in file.listed()] == ["Pilot"]
        with pytest.raises(NotDoneError, match="Runa Vik"):
            undo_last(file.turn())
