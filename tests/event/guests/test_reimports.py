"""However lists come again: never a person twice, never an answer of one on another, and a no stays a no."""

import random
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from kiosk.config import DoorSettings
from kiosk.event.guests import register
from kiosk.event.guests.identity import linking
from kiosk.event.guests.identity.imports import Shape
from kiosk.event.guests.private import Private
from kiosk.model import LEAVES, Registration
from kiosk.store import people
from tests.event.crowds import FORM, TICKETS, File, Soul, new_file, souls

SOULS = souls()
WHO = st.sets(st.sampled_from(SOULS), min_size=1)
SEED = st.randoms(use_true_random=False)
FORM_COLUMNS = st.sampled_from([FORM, (*FORM, "diet"), (*FORM, "pronouns", "shirt"), FORM[1:], FORM[:-1]])


class Evening(RuleBasedStateMachine):
    """An organiser who imports a form's answers and a ticket list, over and over, and a crew that edits."""

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        self.file: File = self.stack.enter_context(new_file())
        self.known: set[Soul] = set()
        self.ticketed: set[Soul] = set()
        self.formed: set[Soul] = set()
        self.version = 0
        self.answers: dict[Soul, tuple[str, ...]] = {}
        self.standing: dict[Soul, bool] = {}
        """Who has a no standing."""
        self.last_no: set[Soul] = set()
        """... and whose last answer in the form is one."""
        self.codes: dict[Soul, str] = {}
        self.void: dict[str, Soul] = {}

    def teardown(self) -> None:
        self.stack.close()

    def answer(self, who: Soul, chance: random.Random) -> Registration:
        """What somebody writes into the form; the same as last time, mostly."""
        if who not in self.answers or chance.random() < 0.2:
            self.version += 1
            self.answers[who] = (who.skill(self.version),)
        return Registration(
            ref="google_forms:", name=who.name, email=who.email, company=who.firm, offers=self.answers[who]
        )

    @initialize(chance=SEED)
    def begin(self, chance: random.Random) -> None:
        self.form(set(SOULS[:6]), set(), FORM, chance, parts=1)

    @rule(who=WHO, no=st.sets(st.sampled_from(SOULS), max_size=3), columns=FORM_COLUMNS, chance=SEED,
          parts=st.integers(1, 3), replace_edits=st.booleans(), addresses=st.booleans())  # fmt: skip
    def form(
        self, who: set[Soul], no: set[Soul], columns: tuple[str, ...], chance: random.Random, parts: int,
        replace_edits: bool = False, addresses: bool = True,
    ) -> None:  # fmt: skip
        """The form's answers: in any order, with other columns, in several files, some people twice."""
        rows: list[Registration] = []
        if not addresses:
            # A name by itself means somebody only where this form has named nobody else by it.
            who = {one for one in who if one in self.formed and one.n not in (2, 3)}
            columns = tuple(column for column in columns if column != "address")
        for one in sorted(who, key=lambda soul: soul.n):
            said = self.answer(one, chance)
            if "agree" in columns:
                said = replace(said, consent=one not in no)
            if not addresses:
                said = replace(said, email="")
            if "firm" not in columns:
                said = replace(said, company="")
            rows.append(said)
            if chance.random() < 0.15:
                self.version += 1
                self.answers[one] = (one.skill(self.version),)
                # Whoever answers twice stands twice, the newer answer below.
                rows.append(replace(said, offers=self.answers[one]))
            if "agree" in columns:
                if one in no and one not in self.last_no:
                    self.standing[one] = True
                # What the form said before is nothing new: a yes at the door outlives it.
                (self.last_no.add if one in no else self.last_no.discard)(one)
        singles = [row for row in rows if [each.name for each in rows].count(row.name) == 1]
        chance.shuffle(singles)
        doubles = [row for row in rows if row not in singles]
        spread = [*singles, *doubles]
        shape = Shape.of("google_forms", columns)
        # People who stand twice stay in one file: which answer is newer, only its order tells.
        cut = max(1, len(singles) // parts)
        files = [spread[at : at + cut] for at in range(0, len(singles), cut)] or [[]]
        files[-1] = [*files[-1], *[row for row in doubles if row not in files[-1]]]
        self.file.take(*((shape, part) for part in files if part), replace_edits=replace_edits)
        self.known |= who
        self.formed |= who

    @rule(who=WHO, positions=st.booleans(), addresses=st.booleans(), secrets=st.booleans(), anew=st.booleans(),
          chance=SEED)  # fmt: skip
    def tickets(
        self, who: set[Soul], positions: bool, addresses: bool, secrets: bool, anew: bool, chance: random.Random
    ) -> None:
        """The ticket list: with and without positions, addresses and secrets, some of which were issued anew."""
        rows = []
        for one in who:
            if secrets and (one not in self.codes or (anew and chance.random() < 0.3)):
                self.version += 1
                if one in self.codes:
                    self.void[self.codes[one]] = one
                self.codes[one] = f"SECRET-{one.n}-{self.version}"
            rows.append(
                Registration(
                    ref=f"pretix:O{one.n}-1" if positions else "pretix:", order=f"O{one.n}", name=one.name,
                    email=one.email if addresses or one not in self.ticketed else "",
                    codes=(self.codes[one],) if secrets else (), paid=True,
                )
            )  # fmt: skip
        chance.shuffle(rows)
        columns = (*TICKETS, *(["position"] if positions else []))
        self.file.take((Shape.of("pretix", columns), rows))
        self.known |= who
        self.ticketed |= who

    @rule(one=st.sampled_from(SOULS), agree=st.booleans())
    def say_at_the_door(self, one: Soul, agree: bool) -> None:
        """Somebody says themselves whether they want to be matched."""
        if one in self.known:
            register.edit(self.file.turn(), self.ticket_of(one), {"consent": agree})
            self.standing[one] = not agree

    @rule(one=st.sampled_from(SOULS))
    def edit(self, one: Soul) -> None:
        """The crew writes down what somebody says: no list takes it back."""
        if one in self.known:
            register.edit(self.file.turn(), self.ticket_of(one), {"pronouns": f"they {one.n}"})

    @rule(one=st.sampled_from(SOULS), other=st.sampled_from(SOULS))
    def join_and_part(self, one: Soul, other: Soul) -> None:
        """Two are taken for one by mistake, and it is put right."""
        if one in self.known and other in self.known and one != other:
            first, second = self.ticket_of(one), self.ticket_of(other)
            linking.link(self.file.turn(), first, second)
            if self.standing.get(one) or self.standing.get(other):
                assert not any(may_match(each) for each in self.tickets_of(first.person))
            linking.part(self.file.turn(), first, second)

    @rule()
    def restart(self) -> None:
        """What is derived is derived anew."""
        people.replay(self.file.connection)

    def ticket_of(self, one: Soul) -> Any:
        found = [each for each in self.file.persons() if each.name == one.name and each.email == one.email]
        assert len(found) == 1, (one, [(each.number, each.name, each.email) for each in self.file.listed()])
        return found[0]

    def tickets_of(self, person: str) -> Iterator[Any]:
        return (each for each in self.file.listed() if each.person == person)

    @invariant()
    def nobody_is_there_twice(self) -> None:
        assert sorted(one.name for one in self.file.persons()) == sorted(one.name for one in self.known)

    @invariant()
    def nobody_says_what_another_said(self) -> None:
        for one in self.known:
            ticket = self.ticket_of(one)
            assert ticket.company in ("", one.firm) and ticket.pronouns in ("", f"they {one.n}")
            assert all(skill.startswith(f"skill {one.n}.") for skill in ticket.offers)
            assert ticket.offers == self.answers.get(one, ()), "the newest answer counts"
            assert ticket.order in ("", f"O{one.n}")

    @invariant()
    def a_no_stands(self) -> None:
        for one, standing in self.standing.items():
            if standing:
                assert not may_match(self.ticket_of(one))

    @invariant()
    def only_the_newest_secret_opens(self) -> None:
        for one, code in self.codes.items():
            assert people.ticket_of_code(self.file.connection, code) == self.ticket_of(one).ticket
        for code in self.void:
            assert people.ticket_of_code(self.file.connection, code) is None
            assert people.ticket_of_void_code(self.file.connection, code)


PRIVATE = Private(DoorSettings())


def may_match(one: Any) -> bool:
    return PRIVATE.may_match(one)


def test_lists_again_and_again() -> None:
    run_state_machine_as_test(
        Evening,
        settings=settings(
            max_examples=15, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )


@pytest.mark.slow
def test_lists_again_and_again_at_length() -> None:
    run_state_machine_as_test(
        Evening,
        settings=settings(
            max_examples=300, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([True, False, None]), min_size=1, max_size=5), st.sampled_from(LEAVES), st.data())
def test_any_no_wins_whatever_comes_later(answers: list[bool | None], leave: str, data: st.DataObject) -> None:
    one = SOULS[4]
    with new_file() as file:
        for n, answer in enumerate(answers):
            again = data.draw(st.booleans()) if n else False
            shape = Shape.of(f"list {0 if again else n}", FORM)
            answered: dict[str, Any] = {leave: answer}
            row = Registration(ref=f"list {n}:", name=one.name, email=one.email, **answered)
            file.take((shape, [row]), replace_edits=data.draw(st.booleans()))
        said = getattr(file.named(one.name), leave)
        assert said is (False if False in answers else True if True in answers else None)
