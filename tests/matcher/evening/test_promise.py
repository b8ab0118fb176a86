"""The promise on paper, attacked by any sequence of arrivals, undone admissions, walk-ins and cancellations."""

from typing import Any

import numpy as np
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from matcher import Arrivals, Name


class Evening(RuleBasedStateMachine):
    """Plays an evening, keeps its own record of badges, and checks what was promised on them."""

    def __init__(self) -> None:
        super().__init__()
        self.weights: dict[tuple[int, int], float] = {}
        self.badges: dict[int, list[Name]] = {}
        self.here: set[int] = set()
        self.gone: set[int] = set()
        self.ever_gone: set[int] = set()
        self.log: list[tuple[str, tuple[Any, ...]]] = []
        self.evening = Arrivals(np.zeros((0, 0)), [])
        self.people = 0
        self.start: dict[str, Any] = {}

    @initialize(
        people=st.integers(2, 10),
        seed=st.integers(0, 2**32 - 1),
        density=st.sampled_from([0.3, 0.8, 1.0]),
        limits=st.sampled_from([(3, 5, 5), (3, 3, 5), (1, 2, 2), (5, 5, 3), (2, 4, 4)]),
    )
    def doors_open(self, people: int, seed: int, density: float, limits: tuple[int, int, int]) -> None:
        random = np.random.default_rng(seed)
        table = np.triu(random.random((people, people)) * (random.random((people, people)) < density), 1)
        table = (table + table.T).astype(np.float32)
        self.start = {**dict(zip(("names", "most_names", "most_named"), limits, strict=True)), "price": 0.05}
        self.table, self.chances = table, random.choice([0.0, 0.6, 0.95, 0.95], people).tolist()
        self.evening = Arrivals(table, self.chances, **self.start)
        self.people = people
        self.weights = {(i, j): float(table[i, j]) for i in range(people) for j in range(people)}

    @rule(data=st.data(), progress=st.floats(0, 1))
    def somebody_arrives(self, data: st.DataObject, progress: float) -> None:
        self._arrive(data.draw(st.integers(0, self.people - 1)), progress)

    @rule(progress=st.floats(0, 1))
    def everybody_else_arrives(self, progress: float) -> None:
        for person in sorted(set(range(self.people)) - self.here):
            self._arrive(person, progress)

    def _arrive(self, person: int, progress: float) -> None:
        before = self.badges.get(person)
        proposed = self.evening.propose(person, progress)
        assert self.evening.propose(person, progress) == proposed, "to propose changes nothing"
        self._check_promises(person, proposed)
        self._check_kinds(person, proposed, before)
        self.evening.apply(person, proposed)
        self.log.append(("apply", (person, proposed)))
        self.badges[person] = list(proposed)
        self.here.add(person)
        self.gone.discard(person)

    def _check_promises(self, person: int, proposed: tuple[Name, ...]) -> None:
        told = {name.person for name in proposed}
        promised = {
            namer
            for namer, names in self.badges.items()
            if Name(person, "coming") in names and namer not in self.gone and namer != person
        }
        assert promised <= told, "who was promised this person is on their badge"
        assert len(told) == len(proposed)
        assert person not in told
        assert all(self.weights[person, other] > 0 for other in told), "never a pair with nothing in common"

    def _check_kinds(self, person: int, proposed: tuple[Name, ...], before: list[Name] | None) -> None:
        if before is not None:
            assert list(proposed[: len(before)]) == before, "who comes again keeps their names, and their kinds"
            # Who cancelled and came after all is owed their name, even where the paper was given to others meanwhile.
            revived = sum(name.person in self.ever_gone for name in proposed)
            assert len(proposed) <= max(len(before), self.start["most_names"]) + revived, "a badge holds no more"
        else:
            assert len(proposed) <= self.start["most_names"]
        for name in proposed[len(before or ()) :]:
            assert name.person not in self.gone, "a cancelled person is never named"
            names_me = any(
                name.person == namer and person in {n.person for n in names} for namer, names in self.badges.items()
            )
            assert (
                name.kind == ("mutual" if names_me else "here") if name.person in self.here else name.kind == "coming"
            )

    @precondition(lambda self: self.here)
    @rule(data=st.data())
    def an_admission_is_undone(self, data: st.DataObject) -> None:
        person = data.draw(st.sampled_from(sorted(self.here)))
        self.evening.withdraw(person)
        self.log.append(("withdraw", (person,)))
        self.here.discard(person)

    @rule(seed=st.integers(0, 2**32 - 1), sparse=st.booleans())
    def somebody_walks_in(self, seed: int, sparse: bool) -> None:
        random = np.random.default_rng(seed)
        row = (random.random(self.people) * (random.random(self.people) < 0.7)).astype(np.float32)
        given: Any = (np.flatnonzero(row), row[np.flatnonzero(row)]) if sparse else row
        newcomer = self.evening.walk_in(given)
        self.log.append(("walk_in", (given,)))
        self._admit_to_the_list(newcomer, row)

    def _admit_to_the_list(self, newcomer: int, row: Any) -> None:
        assert newcomer == self.people
        self.weights |= {(newcomer, j): float(w) for j, w in enumerate(row)}
        self.weights |= {(j, newcomer): float(w) for j, w in enumerate(row)}
        self.weights[newcomer, newcomer] = 0.0
        self.people += 1

    @rule(data=st.data(), seed=st.integers(0, 2**32 - 1))
    def a_ticket_passes_to_somebody_else(self, data: st.DataObject, seed: int) -> None:
        person = data.draw(st.integers(0, self.people - 1))
        if person not in self.here:
            row = (np.random.default_rng(seed).random(self.people)).astype(np.float32)
            newcomer = self.evening.substitute(person, row)
            self.log.append(("substitute", (person, row)))
            self.gone.add(person)
            self.ever_gone.add(person)
            self._admit_to_the_list(newcomer, row)

    @rule(data=st.data())
    def a_ticket_is_cancelled(self, data: st.DataObject) -> None:
        person = data.draw(st.integers(0, self.people - 1))
        self.evening.drop(person)
        self.log.append(("drop", (person,)))
        self.gone.add(person)
        self.ever_gone.add(person)

    @rule(data=st.data(), chance=st.sampled_from([0.0, 0.5, 1.0]))
    def a_chance_changes(self, data: st.DataObject, chance: float) -> None:
        person = data.draw(st.integers(0, self.people - 1))
        self.evening.set_chance(person, chance)
        self.log.append(("set_chance", (person, chance)))
        if chance > 0:
            self.gone.discard(person)

    @rule(data=st.data(), progress=st.floats(0, 1))
    def the_program_restarts(self, data: st.DataObject, progress: float) -> None:
        restored = Arrivals(self.table, self.chances, **self.start)
        for what, values in self.log:
            getattr(restored, what)(*values)
        for person in range(self.people):
            assert restored.propose(person, progress) == self.evening.propose(person, progress)
        self.evening = restored

    @invariant()
    def nobody_is_a_star(self) -> None:
        named = [name.person for names in self.badges.values() for name in names]
        assert all(named.count(person) <= self.start["most_named"] + 1 for person in set(named))


Evening.TestCase.settings = settings(max_examples=100, stateful_step_count=40, deadline=None)
TestEvening = Evening.TestCase


@pytest.mark.slow
def test_a_thousand_evenings() -> None:
    run_state_machine_as_test(Evening, settings=settings(max_examples=1000, stateful_step_count=40, deadline=None))
