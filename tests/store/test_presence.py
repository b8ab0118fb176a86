"""Where somebody is, and what they hold, from what happened to one ticket."""

from collections.abc import Sequence

import pytest

from kiosk.model import FoundBy, Kind, Presence
from kiosk.store import facts
from kiosk.store.bodies import Admitted, Body, Given, Introduced, Left, Reprinted, Undone
from kiosk.store.facts import Fact

OUT = Left(registrant="r1")
CARD = Introduced(registrant="r1", introductions=(("r2", Kind.HERE),), card="C1")


def came(badge: str | None = None, found_by: FoundBy = FoundBy.SCAN) -> Admitted:
    return Admitted(registrant="r1", found_by=found_by, badge=badge)


def given(badge: str | None) -> Given:
    return Given(registrant="r1", badge=badge, how="tray")


def again(badge: str) -> Reprinted:
    return Reprinted(registrant="r1", badge=badge, replaces="?")


def undo(number: int) -> Undone:
    return Undone(registrant="r1", undoes=f"f{number}")


def told(*bodies: Body) -> list[Fact]:
    """Facts f1, f2, ... a second apart, at doors A, B, A, B."""
    return [
        Fact(id=f"f{n}", ticket="t1", body=body, door="BA"[n % 2], at_ms=n * 1000) for n, body in enumerate(bodies, 1)
    ]


def after(*bodies: Body) -> Presence:
    return facts.presence(told(*bodies))


def seconds(moment: object) -> float | None:
    """Which fact's moment that is."""
    return moment.timestamp() if hasattr(moment, "timestamp") else None


@pytest.mark.parametrize(
    ("bodies", "when"),
    [
        ([came("B1")], None),
        ([came("B1"), given("B1")], 2),
        ([came("B1"), given("B1"), given("B1")], 2),
        ([came("B1"), given("B1"), again("B2")], None),
        ([came("B1"), given("B1"), again("B2"), given("B2")], 4),
        ([came("B1"), again("B2"), given("B1")], None),
        ([came("B1"), CARD, given("C1")], None),
        ([came(), given(None)], 2),
        ([came("B1"), given(None)], 2),
        ([came("B1"), undo(1), given("B1")], 3),
    ],
)
def test_which_badge_counts_as_given(bodies: Sequence[Body], when: int | None) -> None:
    """The badge they hold now, or one that was written by hand before any was printed; never a card."""
    assert seconds(after(*bodies).given) == when


@pytest.mark.parametrize(
    ("bodies", "badge"),
    [
        ([], None),
        ([came("B1")], "B1"),
        ([came("B1"), OUT, came()], "B1"),
        ([came("B1"), again("B2")], "B2"),
        ([came("B1"), undo(1)], "B1"),
        ([came("B1"), undo(1), came("B2")], "B2"),
        ([came("B1"), CARD], "B1"),
    ],
)
def test_which_badge_they_hold(bodies: Sequence[Body], badge: str | None) -> None:
    assert after(*bodies).badge == badge


@pytest.mark.parametrize(
    ("bodies", "inside", "first", "last_in", "last_out", "undone"),
    [
        ([], False, None, None, None, 0),
        ([came("B1")], True, 1, 1, None, 0),
        ([came("B1"), OUT], False, 1, 1, 2, 0),
        ([came("B1"), OUT, came()], True, 1, 3, 2, 0),
        ([came("B1"), OUT, came(), OUT], False, 1, 3, 4, 0),
        ([came("B1"), OUT, undo(2)], True, 1, 1, None, 0),
        ([came("B1"), undo(1)], False, None, None, None, 1),
        ([came("B1"), undo(1), came("B2")], True, 3, 3, None, 1),
        ([came("B1"), OUT, came(), undo(3)], False, 1, 1, 2, 1),
    ],
)
def test_where_somebody_is_and_since_when(
    bodies: Sequence[Body], inside: bool, first: int | None, last_in: int | None, last_out: int | None, undone: int
) -> None:
    state = after(*bodies)
    assert state.inside is inside and state.undone == undone
    assert [seconds(each) for each in (state.first_in, state.last_in, state.last_out)] == [first, last_in, last_out]
    assert state.admission == (f"f{first}" if first else None)
    if first:
        assert state.first_door == "BA"[first % 2]


def test_an_exit_in_the_same_moment_is_told_apart_by_id() -> None:
    """Two doors may tie; every door then says the same."""
    came_in = Fact(id="f2", ticket="t1", body=came("B1"), door="A", at_ms=5)
    for ident, inside in (("f1", True), ("f3", False)):
        left = Fact(id=ident, ticket="t1", body=OUT, door="B", at_ms=5)
        assert facts.presence(facts.in_order([came_in, left])).inside is inside


def test_how_somebody_was_found_is_how_they_were_found_first() -> None:
    assert after(came("B1", FoundBy.SEARCH), OUT, came()).found_by is FoundBy.SEARCH


@pytest.mark.parametrize(
    ("bodies", "last"),
    [
        ([], None), ([CARD], None), ([came("B1")], 1), ([came("B1"), OUT], 2), ([came("B1"), OUT, undo(2)], 1),
        ([came("B1"), undo(1)], None), ([came("B1"), given("B1")], 1),
    ],
)  # fmt: skip
def test_what_an_undo_takes_back(bodies: Sequence[Body], last: int | None) -> None:
    found = facts.last_action(told(*bodies))
    assert (found.id if found else None) == (f"f{last}" if last else None)


@pytest.mark.parametrize(
    ("bodies", "last"),
    [
        ([came()], None), ([came("B1"), OUT, came()], 1), ([came("B1"), again("B2")], 2), ([came("B1"), CARD], 2),
        ([came("B1"), Introduced(registrant="r1", introductions=())], 1), ([came("B1"), undo(1)], 1),
    ],
)  # fmt: skip
def test_what_was_printed_last(bodies: Sequence[Body], last: int | None) -> None:
    found = facts.last_paper(told(*bodies), "r1")
    assert (found.id if found else None) == (f"f{last}" if last else None)
