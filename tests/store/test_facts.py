"""Whatever order facts arrive in, and however often: the same state."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.model import FoundBy, Kind, Outcome, Status
from kiosk.store import bodies, facts, people
from kiosk.store.bodies import (
    Admitted,
    Body,
    Given,
    Imported,
    Introduced,
    Joined,
    Left,
    Listed,
    Parted,
    Planned,
    Prepared,
    Refused,
    Reprinted,
    Reviewed,
    RoundBegun,
    Same,
    Source,
    Together,
    Undone,
    Unknown,
)  # fmt: skip
from kiosk.store.database import migrations
from kiosk.store.facts import Fact
from kiosk.store.listing import listing
from kiosk.store.search import index

TICKETS = ["t1", "t2", "t3"]
DERIVED = ("registrant", "former", "code", "presence", *index.TABLES)
NAMES = (("r-t1", Kind.MUTUAL), ("r-t2", Kind.HERE))
BADGES = st.sampled_from(["B1", "B2"])
PERSONS = st.sampled_from(["p-r-t1", "p-r-t2", "p-s-t3", "p-of-nobody"])
ABOUT_NO_TICKET = (Imported.kind, Same.kind)
BODIES: dict[type[Body], Callable[[str], st.SearchStrategy[Body]]] = {
    Admitted: lambda who: st.builds(
        Admitted, registrant=st.just(who), found_by=st.sampled_from(FoundBy), badge=BADGES | st.none(),
        introductions=st.sampled_from([(), NAMES]),
    ),
    Refused: lambda who: st.builds(Refused, registrant=st.just(who) | st.none(), outcome=st.sampled_from(Outcome)),
    Left: lambda who: st.just(Left(registrant=who)),
    Reprinted: lambda who: st.builds(Reprinted, registrant=st.just(who), badge=BADGES, replaces=st.just("B0")),
    Introduced: lambda who: st.builds(
        Introduced, registrant=st.just(who), introductions=st.just(NAMES), card=BADGES | st.none()
    ),
    Reviewed: lambda who: st.just(Reviewed(verdict="keep")),
    Prepared: lambda who: st.builds(Prepared, registrant=st.just(who), badge=BADGES),
    Given: lambda who: st.builds(Given, registrant=st.just(who), how=st.just("tray"), badge=BADGES | st.none()),
    Joined: lambda who: st.just(Joined(registrant=who)),
    Parted: lambda who: st.just(Parted(registrant=who)),
    Planned: lambda who: st.just(Planned(size=2, rounds=1, minutes=5, plan=((("r-t1", "r-t2"),),))),
    RoundBegun: lambda who: st.builds(RoundBegun, round=st.integers(1, 9), ends_ms=st.integers(0, 10**13)),
    Together: lambda who: st.just(Together(registrants=("r-t1", who))),
    Imported: lambda who: st.just(
        Imported(list_id="L1", batch="I1", platform="generic", columns=("a1", "b2"), tickets=("t1", "t2"))
    ),
    Same: lambda who: st.builds(Same, one=PERSONS, other=PERSONS),
}  # fmt: skip
"""Every kind but the two that speak of tickets and of other facts."""


@contextmanager
def new_file() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        for script in migrations():
            connection.executescript(script)
        yield connection


def derived(connection: sqlite3.Connection) -> dict[str, list[Any]]:
    return {table: sorted(connection.execute(f"SELECT * FROM {table}").fetchall()) for table in DERIVED}


def receive(connection: sqlite3.Connection, told: Sequence[tuple[Fact, dict[str, Any]]]) -> None:
    """Takes facts in one by one, as a door does from its own scans and from others."""
    for fact, text in told:
        if isinstance(fact.body, Listed):
            people.save_listings(connection, [(fact, text)], fresh=False)
        else:
            if fact.ticket is None:
                people.say_same(connection, [fact])
                continue
            facts.insert(connection, [fact])
            if isinstance(fact.body, facts.MOVES):
                people.refresh(connection, [str(fact.ticket)])


@st.composite
def listings(draw: st.DrawFn, ticket: str, *, substitute: bool) -> Listed:
    """What a list, the door or a walk-in says of a ticket; a substitute is somebody else on it."""
    who = f"s-{ticket}" if substitute else f"r-{ticket}"
    state = draw(st.sampled_from([(None, None), (Status.PENDING, "unpaid"), (Status.REGISTERED, "")]))
    return Listed(
        registrant=who, person=f"p-{who}", number=TICKETS.index(ticket) + (11 if substitute else 1),
        source=draw(st.sampled_from(Source)), replace=draw(st.booleans()), status=state[0], reason=state[1],
    )  # fmt: skip


@st.composite
def evenings(draw: st.DrawFn) -> list[tuple[Fact, dict[str, Any]]]:
    """Some facts of every kind about three tickets, by doors whose clocks can tie."""
    told: list[tuple[Fact, dict[str, Any]]] = []
    earlier = ["nothing known here"]
    aside: set[str] = set()
    for n in range(draw(st.integers(1, 12))):
        ticket = TICKETS[n] if n < len(TICKETS) else draw(st.sampled_from(TICKETS))
        kind = draw(st.sampled_from([*bodies.KINDS, "of-a-newer-version"])) if n >= len(TICKETS) else Listed.kind
        text: dict[str, Any] = {}
        body: Body | Unknown
        if kind == Listed.kind:
            body = draw(listings(ticket, substitute=n >= len(TICKETS) and draw(st.booleans())))
            text = draw(
                st.sampled_from([{"name": "Ana"}, {"name": "Bo", "company": "Fjord"}, {"codes": [f"c{n}"]}, {}])
            )
        elif kind == Undone.kind:
            body = Undone(registrant=f"r-{ticket}", undoes=draw(st.sampled_from(earlier)))
        elif kind in bodies.KINDS:
            body = draw(BODIES[bodies.KINDS[kind]](f"r-{ticket}"))
        else:
            body = Unknown(kind, '{"registrant":"r-t1","sings":true}')
        aside.update({f"f{n:02}"} if kind in ABOUT_NO_TICKET else ())
        about_none = kind in ABOUT_NO_TICKET or (isinstance(body, Undone) and body.undoes in aside)
        fact = Fact(
            id=f"f{n:02}", ticket=None if about_none else ticket, body=body, door=draw(st.sampled_from(["A", "B"])),
            at_ms=draw(st.integers(1_000, 1_004)),
        )  # fmt: skip
        earlier.append(fact.id)
        told.append((fact, text))
    return told


@settings(max_examples=300, deadline=None)
@given(evenings())
def test_every_fact_is_read_as_it_was_written(told: list[tuple[Fact, dict[str, Any]]]) -> None:
    with new_file() as connection:
        facts.insert(connection, (fact for fact, _ in told))
        assert sorted(facts.since(connection, 0)[0], key=lambda fact: fact.id) == [fact for fact, _ in told]


@pytest.mark.parametrize("raw", ["{}", "[]", '{"registrant":7}', '{"found_by":"telepathy","registrant":"r"}', "null"])
def test_another_shape_of_a_kind_is_kept_and_passed_over(raw: str) -> None:
    with new_file() as connection:
        fact = Fact(id="f1", ticket="t1", body=Unknown("admitted", raw), door="A", at_ms=1, v=9)
        facts.insert(connection, [fact])
        assert facts.of_ticket(connection, "t1") == [fact]
        assert connection.execute("SELECT body FROM fact").fetchone() == (raw,)
        assert not facts.presence([fact]).inside and listing([fact], {}) is None


@settings(max_examples=150, deadline=None)
@given(evenings(), st.data())
def test_any_order_and_repetition_gives_the_same_state(
    told: list[tuple[Fact, dict[str, Any]]], data: st.DataObject
) -> None:
    with new_file() as straight, new_file() as shuffled:
        receive(straight, told)
        repeated = told + data.draw(st.lists(st.sampled_from(told), max_size=5))
        receive(shuffled, data.draw(st.permutations(repeated)))
        assert derived(straight) == derived(shuffled)


@settings(max_examples=50, deadline=None)
@given(evenings())
def test_what_is_derived_can_be_dropped_and_replayed(told: list[tuple[Fact, dict[str, Any]]]) -> None:
    with new_file() as connection:
        receive(connection, told)
        before = derived(connection)
        people.replay(connection)
        assert derived(connection) == before


def test_facts_can_be_neither_changed_nor_deleted() -> None:
    with new_file() as connection:
        fact = Fact(id="f1", ticket="t1", body=Left(registrant="r1"), door="A", at_ms=1)
        facts.insert(connection, [fact])
        for statement in ("UPDATE fact SET body = '{}'", "DELETE FROM fact"):
            try:
                connection.execute(statement)
            except sqlite3.IntegrityError as error:
                assert "append-only" in str(error)
            else:
                raise AssertionError(f"{statement} went through")
        connection.execute("UPDATE fact SET seq = 7")
        assert facts.of_ticket(connection, "t1") == [fact]


def test_facts_hold_no_personal_text() -> None:
    with new_file() as connection:
        text = {"name": "Ana Sousa", "email": "ana@example.org", "codes": ["SECRET"]}
        body = Listed(registrant="r1", person="p1", number=1, source=Source.IMPORT)
        people.save_listings(connection, [(Fact(id="f1", ticket="t1", body=body, door="A", at_ms=1), text)], fresh=True)
        (stored,) = connection.execute("SELECT body FROM fact").fetchone()
        assert not any(word in stored for word in ("Ana", "example", "SECRET"))
