"""What several lists and the door say of one ticket, merged field by field."""

from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest

from kiosk.model import Registrant, Status
from kiosk.store import listing
from kiosk.store.bodies import Listed, Source, Undone
from kiosk.store.facts import Fact
from kiosk.store.listing import Listing

DOOR, LIST, OVER = Source.DOOR, Source.IMPORT, "a list that overwrites"
Said = tuple[Any, dict[str, Any]]


def merged(*said: Said, undone: tuple[int, ...] = ()) -> Listing | None:
    """What one ticket's holder is after all this was said of them, in this order."""
    facts, texts = [], {}
    numbers: Iterator[int] = count(1)
    for source, words in said:
        number = next(numbers)
        of_fact = {key: words[key] for key in ("status", "reason") if key in words}
        body = Listed(
            registrant=words.get("who", "r1"), person="p1", number=7, replace=source == OVER,
            source=LIST if source == OVER else source, **of_fact,
        )  # fmt: skip
        facts.append(Fact(id=f"f{number}", ticket="t1", body=body, door="main", at_ms=number))
        texts[f"f{number}"] = {key: value for key, value in words.items() if key not in ("status", "reason", "who")}
    for number in undone:
        body_of_undo = Undone(registrant="r1", undoes=f"f{number}")
        facts.append(Fact(id=f"u{number}", ticket="t1", body=body_of_undo, door="main", at_ms=90 + number))
    return listing.listing(facts, texts)


def holder(*said: Said, undone: tuple[int, ...] = ()) -> Registrant:
    found = merged(*said, undone=undone)
    assert found
    return found.registrant


FIRST: Said = (LIST, {"name": "Ana", "company": "Fjord"})


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ([FIRST, (LIST, {"name": "Anna"})], "Anna"),
        ([FIRST, (DOOR, {"name": "Door"}), (LIST, {"name": "List"})], "Door"),
        ([FIRST, (DOOR, {"company": "Door & Co"}), (LIST, {"name": "List"})], "List"),
        ([FIRST, (DOOR, {"name": "Door"}), (OVER, {"name": "List"})], "List"),
        ([FIRST, (DOOR, {"name": "Door"}), (OVER, {"name": "Once"}), (LIST, {"name": "Later"})], "Later"),
        ([FIRST, (DOOR, {"name": "Door"}), (OVER, {"company": "Other"}), (LIST, {"name": "Later"})], "Door"),
        ([FIRST, (DOOR, {"name": "Door"}), (OVER, {"name": "Once"}), (DOOR, {"name": "Again"}),
          (LIST, {"name": "Later"})], "Again"),
    ],
)  # fmt: skip
def test_who_has_the_last_word_on_a_name(said: list[Said], name: str) -> None:
    assert holder(*said).name == name


def test_what_was_set_at_the_door_is_known_until_a_list_overwrites_it() -> None:
    door: Said = (DOOR, {"name": "Door", "company": "Door & Co"})
    assert (found := merged(FIRST, door)) and found.edited == {"name", "company"}
    assert (found := merged(FIRST, door, (OVER, {"name": "List"}))) and found.edited == {"company"}


def test_what_one_list_does_not_say_stays() -> None:
    found = holder(FIRST, (LIST, {"email": "ana@example.org"}))
    assert (found.name, found.company, found.email) == ("Ana", "Fjord", "ana@example.org")
    assert (found.id, found.person, found.number, found.ticket) == ("r1", "p1", 7, "t1")


def test_codes_add_up_each_once() -> None:
    codes = [(LIST, {"codes": ["A", "B"]}), (LIST, {"codes": ["B", "C"]})]
    assert holder(FIRST, *codes).codes == ("A", "B", "C")


def test_a_state_is_said_in_the_fact_and_lasts_until_another_is_said() -> None:
    unpaid: Said = (LIST, {"status": Status.PENDING, "reason": "unpaid"})
    assert (found := holder(FIRST, unpaid, (LIST, {"company": "Other"}))).status is Status.PENDING
    assert found.reason == "unpaid"
    paid = holder(FIRST, unpaid, (LIST, {"status": Status.REGISTERED, "reason": ""}))
    assert (paid.status, paid.reason) == (Status.REGISTERED, "")


def test_what_was_taken_back_was_not_said() -> None:
    assert holder(FIRST, (DOOR, {"name": "Door"}), (LIST, {"company": "Other"}), undone=(2,)).name == "Ana"
    assert merged(FIRST, undone=(1,)) is None


def test_who_had_the_ticket_before_is_kept_without_it() -> None:
    found = merged((LIST, {"name": "Ana", "codes": ["A"]}), (DOOR, {"who": "r2", "name": "Bo"}))
    assert found and (found.registrant.id, found.registrant.codes) == ("r2", ("A",))
    (gone,) = found.former
    assert (gone.id, gone.name, gone.ticket, gone.codes) == ("r1", "Ana", "r1", ())
    assert (gone.status, gone.reason) == (Status.CANCELLED, listing.SUBSTITUTED)


def test_who_gets_the_ticket_back_is_not_gone() -> None:
    found = merged(FIRST, (DOOR, {"who": "r2", "name": "Bo"}), (DOOR, {"name": "Ana"}))
    assert found and found.registrant.id == "r1" and [one.id for one in found.former] == ["r2"]


def test_a_field_of_a_newer_version_is_passed_over() -> None:
    assert holder(FIRST, (LIST, {"sings": True})) == holder(FIRST)
