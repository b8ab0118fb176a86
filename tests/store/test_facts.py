"""Whatever order facts arrive in, and however often: the same state."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.store import facts, index, people
from kiosk.store.database import migrations
from kiosk.store.facts import Fact, FactKind
from kiosk.store.people import Source

TICKETS = ["t1", "t2", "t3"]
DERIVED = ("registrant", "code", "presence", *index.TABLES)


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
        if fact.kind == FactKind.LISTED:
            people.save_listings(connection, [(fact, text)], fresh=False)
        else:
            facts.insert(connection, [fact])
            if fact.kind in facts.MOVES:
                people.refresh_presence(connection, str(fact.ticket))


@st.composite
def evenings(draw: st.DrawFn) -> list[tuple[Fact, dict[str, Any]]]:
    """Some listings, admissions, exits, undos and reprints of three tickets, by doors whose clocks can tie."""
    told: list[tuple[Fact, dict[str, Any]]] = []
    actions: list[str] = []
    for n in range(draw(st.integers(1, 12))):
        ticket = draw(st.sampled_from(TICKETS))
        kind = draw(st.sampled_from([*FactKind, "of-a-newer-version"])) if n >= len(TICKETS) else FactKind.LISTED
        ticket = TICKETS[n] if n < len(TICKETS) else ticket
        text: dict[str, Any] = {}
        body: dict[str, Any] = {"registrant": f"r-{ticket}"}
        match kind:
            case FactKind.LISTED:
                source = draw(st.sampled_from(list(Source)))
                number = TICKETS.index(ticket) + 1
                body = people.listed_body(f"r-{ticket}", f"p-{ticket}", number, source, replace=draw(st.booleans()))
                body |= draw(st.sampled_from([{}, {"status": "pending", "reason": "unpaid"}, {"status": "registered"}]))
                text = draw(
                    st.sampled_from([{"name": "Ana"}, {"name": "Bo", "company": "Fjord"}, {"codes": [f"c{n}"]}, {}])
                )
            case FactKind.ADMITTED | FactKind.REPRINTED:
                body |= {"found_by": "scan", "badge": draw(st.sampled_from([f"B{n}", None])), "introductions": []}
            case FactKind.UNDONE if actions:
                body["undoes"] = draw(st.sampled_from(actions))
            case FactKind.UNDONE:
                body["undoes"] = "nothing known here"
        fact = Fact(
            id=f"f{n:02}", kind=kind, ticket=ticket, body=body, door=draw(st.sampled_from(["A", "B"])),
            at_ms=draw(st.integers(1_000, 1_004)),
        )  # fmt: skip
        if kind in (FactKind.ADMITTED, FactKind.LEFT):
            actions.append(fact.id)
        told.append((fact, text))
    return told


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
        fact = Fact(id="f1", kind=FactKind.LEFT, ticket="t1", body={"registrant": "r1"}, door="A", at_ms=1)
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
        body = people.listed_body("r1", "p1", 1, Source.IMPORT)
        people.save_listings(
            connection,
            [(Fact(id="f1", kind=FactKind.LISTED, ticket="t1", body=body, door="A", at_ms=1), text)],
            fresh=True,
        )
        (stored,) = connection.execute("SELECT body FROM fact").fetchone()
        assert not any(word in stored for word in ("Ana", "example", "SECRET"))
