"""A seating as a plan, as cards and as a file: everybody at one place a round, what is over stays as it was."""

from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from kiosk.config import EventFolder, load
from kiosk.errors import InputError
from kiosk.event.mixer.company import Company
from kiosk.event.mixer.plan_file import read_rounds
from kiosk.event.mixer.planning import rounds_of
from kiosk.event.mixer.seatcards import names_of, seat_cards, table_sheets
from kiosk.event.mixer.seating import Earlier, Seat, Seating, seat
from kiosk.event.mixer.state import Terms
from kiosk.model import Registrant


def person(number: int, name: str = "") -> Registrant:
    ident = f"r{number}"
    return Registrant(ref=ident, id=ident, ticket=ident, person=ident, number=number, name=name or f"P{number} Last")


PEOPLE = tuple(person(n) for n in range(8))


def company(count: int = 8, **more: object) -> Company:
    weights = 1 - np.eye(count)
    return Company(PEOPLE[:count], weights, **{"forbidden": (), "together": (), "hosts": (), "notes": (), **more})  # type: ignore[arg-type]  # by name


def planned(found: Company, size: int, rounds: int, earlier: Earlier | None = None) -> Seating:
    return seat(found, size, rounds, seconds=5, moves=300, earlier=earlier)


def tables(seating: Seating) -> dict[int, list[set[str]]]:
    """The tables of every round."""
    found: dict[tuple[int, int], set[str]] = {}
    for each in seating.seats:
        found.setdefault((each.round, each.table), set()).add(each.person.id)
    by_round: dict[int, list[set[str]]] = {}
    for (round_, _table), ids in sorted(found.items()):
        by_round.setdefault(round_, []).append(ids)
    return by_round


def met(some: Sequence[set[str]]) -> set[frozenset[str]]:
    return {frozenset(pair) for table in some for pair in combinations(sorted(table), 2)}


def test_everybody_has_one_seat_a_round_and_seats_are_counted_from_one() -> None:
    seating = planned(company(), 4, 2)
    assert [(each.round, each.table, each.seat) for each in seating.seats] == [
        (r, t, s) for r in (1, 2) for t in (1, 2) for s in (1, 2, 3, 4)
    ]
    for round_ in tables(seating).values():
        assert set().union(*round_) == {one.id for one in PEOPLE}
    assert seating.played == 0


def test_pairs_that_must_and_must_not_meet() -> None:
    seating = planned(company(together=((0, 1),), forbidden=((2, 3),)), 4, 3)
    everybody = met([table for round_ in tables(seating).values() for table in round_])
    assert frozenset(("r0", "r1")) in everybody and frozenset(("r2", "r3")) not in everybody
    assert (seating.assessment.forbidden, seating.assessment.apart) == ((), ())


def test_what_can_not_be_kept_is_told() -> None:
    """Three people at one table, two of whom must not meet; and two who may only sit in pairs, with others."""
    seating = planned(company(3, forbidden=((0, 1),)), 3, 1)
    assert (seating.assessment.forbidden, seating.assessment.apart) == (((0, 1),), ())
    torn = planned(company(3, together=((0, 1), (0, 2), (1, 2))), 2, 1).assessment
    assert torn.forbidden == () and len(torn.apart) == 2
    met_before = planned(company(2), 2, 2).assessment
    assert met_before.repeats.count == 1


def test_who_came_together_is_seated_apart() -> None:
    seating = planned(company(acquainted=((0, 1), (2, 3), (4, 5), (6, 7))), 2, 3)
    everybody = met([table for round_ in tables(seating).values() for table in round_])
    assert everybody.isdisjoint({frozenset(("r0", "r1")), frozenset(("r2", "r3")), frozenset(("r4", "r5"))})


def test_hosts_stay_at_their_tables_as_far_as_there_are_tables() -> None:
    seating = planned(company(hosts=(5, 2, 7)), 4, 3)
    for ident in ("r5", "r2"):
        assert len({each.table for each in seating.seats if each.person.id == ident}) == 1
    assert len({each.table for each in seating.seats if each.person.id in ("r5", "r2")}) == 2


PLAYED = ((("r0", "r1"), ("r2", "gone"), ("r3", "r4"), ("r5", "r6")),)


def test_rounds_that_are_over_stay_and_nobody_meets_again() -> None:
    seating = planned(company(), 2, 3, Earlier(PLAYED, ()))
    first, *rest = tables(seating).values()
    assert first == [{"r0", "r1"}, {"r2"}, {"r3", "r4"}, {"r5", "r6"}], "who has left is left out"
    assert seating.played == 1 and len(rest) == 2
    assert met(first).isdisjoint(met([table for round_ in rest for table in round_]))
    later = [(each.round, each.table) for each in seating.seats if each.round > 1]
    assert min(later) == (2, 1) and max(later) == (3, 4)


def test_a_plan_that_still_works_is_kept() -> None:
    before = planned(company(), 2, 4)
    rounds = rounds_of(before, ())
    again = planned(company(), 2, 4, Earlier(rounds[:1], rounds[1:]))
    assert tables(again) == tables(before)


def test_a_plan_of_uneven_rounds_is_kept_as_far_as_it_goes() -> None:
    """A table more in one round than in another, and tables of one who was left over."""
    rounds = ((("r0", "r1"), ("r2", "r3"), ("r4",)), (("r0", "r2"), ("r1", "r4"), ("r3", "gone")))
    longer = (*rounds, (("r0", "r3", "gone"), ("r1", "r2", "r4")))
    again = planned(company(5), 2, 3, Earlier((), rounds))
    assert tables(again)[1] == [{"r0", "r1"}, {"r2", "r3"}, {"r4"}]
    again = planned(company(5), 3, 3, Earlier((), longer))
    assert all(set().union(*round_) == {f"r{n}" for n in range(5)} for round_ in tables(again).values())


def test_the_same_seed_gives_the_same_plan_and_another_another() -> None:
    one, same, other = (tables(seat(company(), 4, 3, seconds=9, moves=50, seed=seed)) for seed in (1, 1, 2))
    assert one == same != other


def test_no_round_left_to_plan_is_said() -> None:
    with pytest.raises(InputError, match="1 of 1 rounds are played"):
        planned(company(), 2, 1, Earlier(PLAYED, ()))
    with pytest.raises(InputError):
        planned(company(), 1, 1)


def test_pairs_in_six_rounds_of_eight_minutes_where_nobody_says_otherwise() -> None:
    assert Terms() == Terms(size=2, rounds=6, minutes=8)


def test_rounds_as_tables_of_ids() -> None:
    seats = [Seat(r, t, s, PEOPLE[(s + 2 * t + r) % 8]) for r in (2, 3) for t in (2, 1) for s in (1, 2)]
    seating = Seating(tuple(seats), None, None, 1)  # type: ignore[arg-type]  # nobody looks at them here
    assert rounds_of(seating, PLAYED) == (*PLAYED, (("r5", "r6"), ("r7", "r0")), (("r6", "r7"), ("r0", "r1")))
    assert rounds_of(Seating((), None, None, 0), PLAYED) == PLAYED  # type: ignore[arg-type]


# -- cards

ANAS = (person(1, "Ana Rossi"), person(2, "Ana Blum"), person(3, "Bo Abel"), person(4, "Cy Dahl"), person(5, "bea Eng"))
SEATS = tuple(
    Seat(r, t, s, ANAS[n])
    for r, t, s, n in [
        (1, 1, 1, 0), (1, 1, 2, 1), (1, 2, 1, 2), (1, 2, 2, 3), (1, 3, 1, 4),
        (2, 1, 1, 2), (2, 1, 2, 0), (2, 2, 1, 4), (2, 2, 2, 1), (2, 3, 1, 3),
    ]
)  # fmt: skip
ON_CARDS = Seating(SEATS, None, None, 0)  # type: ignore[arg-type]


def event(folder: Path, language: str = "en") -> EventFolder:
    (folder / "config.toml").write_text(f"[event]\nname = 'Meet'\nlanguage = '{language}'\n", "utf-8")
    return load(folder / "config.toml")


def test_first_names_where_nobody_shares_them() -> None:
    assert names_of(ON_CARDS) == {"r1": "Ana Rossi", "r2": "Ana Blum", "r3": "Bo", "r4": "Cy", "r5": "bea"}


def test_a_card_says_where_and_with_whom_in_every_round(tmp_path: Path) -> None:
    cards = seat_cards(ON_CARDS, event(tmp_path))
    assert [card.title for card in cards] == ["Ana Blum", "Ana Rossi", "bea Eng", "Bo Abel", "Cy Dahl"]
    assert {card.event for card in cards} == {"Meet"}
    rossi, cy = cards[1], cards[4]
    assert [row[:2] for row in rossi.rows] == [("Round 1 · Table 1", "with Ana Blum"), ("Round 2 · Table 1", "with Bo")]
    assert cy.rows[0][:2] == ("Round 1 · Table 2", "with Bo") and cy.rows[1].line == ""
    assert cy.rows[1][0] == "Round 2 · Table 3" and "on your own" in cy.rows[1][1]


def test_a_sheet_says_who_sits_there_in_every_round(tmp_path: Path) -> None:
    first, second, third = table_sheets(ON_CARDS, event(tmp_path))
    assert (first.title, first.event) == ("Table 1", "Meet")
    assert [row[:2] for row in first.rows] == [("Round 1", "Ana Rossi, Ana Blum"), ("Round 2", "Bo, Ana Rossi")]
    assert [row[:2] for row in second.rows] == [("Round 1", "Bo, Cy"), ("Round 2", "bea, Ana Blum")]
    assert third.rows == (("Round 1", "bea", ""), ("Round 2", "Cy", ""))


@pytest.mark.parametrize(
    ("language", "place", "company_", "alone"),
    [
        ("de", "Runde 2 · Tisch 3", "mit Bo", "Pause"), ("fr", "Tour 2 · Table 3", "avec Bo", "pause"),
        ("es", "Ronda 2 · Mesa 3", "con Bo", "descanso"),
    ],
)  # fmt: skip
def test_cards_speak_the_events_language(
    tmp_path: Path, language: str, place: str, company_: str, alone: str
) -> None:  # fmt: skip
    rows = seat_cards(ON_CARDS, event(tmp_path, language))[4].rows
    assert rows[1][0] == place and rows[0][1] == company_ and alone in rows[1][1]
    round_, _, table = place.partition(" · ")
    sheet = table_sheets(ON_CARDS, event(tmp_path, language))[2]
    assert (sheet.title, sheet.rows[1]) == (table, (round_, "Cy", ""))


# -- the file

HEAD = "round,table,seat,registrant_id,name\n"


def test_a_plan_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    file = tmp_path / "plan.csv"
    rows = ["2,1,1,c,", "1,2,1,d,", "1,1,2,b,", "1,1,1,a,", "2,1,2,a,", "3,1,1,b,", "3,2,1,d,"]
    file.write_text(HEAD + "\n".join(rows), "utf-8-sig")
    earlier = read_rounds(file, 2)
    assert earlier == Earlier(((("a", "b"), ("d",)), (("c", "a"),)), ((("b",), ("d",)),))
    assert read_rounds(file, 3).planned == () and len(read_rounds(file, 1).planned) == 2


@pytest.mark.parametrize("played", [0, -1, 4])
def test_rounds_that_the_plan_has_not_were_not_played(tmp_path: Path, played: int) -> None:
    file = tmp_path / "plan.csv"
    file.write_text(HEAD + "1,1,1,a,\n2,1,1,a,\n3,1,1,a,\n", "utf-8")
    with pytest.raises(InputError, match=r"plan\.csv holds 3 rounds, so between 1 and 3"):
        read_rounds(file, played)


@pytest.mark.parametrize("text", ["", "what,ever\n1,2\n", HEAD + "one,1,1,a,\n", HEAD + "1\n"])
def test_another_file_is_no_plan(tmp_path: Path, text: str) -> None:
    file = tmp_path / "plan.csv"
    file.write_text(text, "utf-8")
    with pytest.raises(InputError, match=r"is no plan|holds 0 rounds"):
        read_rounds(file, 1)
    with pytest.raises(InputError, match="is no plan"):
        read_rounds(tmp_path / "nowhere.csv", 1)
