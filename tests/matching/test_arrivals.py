"""The promise, by construction: if the person you were told about comes, they were told about you."""

import numpy as np
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, multiple, rule

from matcher import Arrivals, Name
from matcher.simulate import average, evening, measure, world

PEOPLE, NAMES, MOST, NAMED = 14, 3, 5, 5


def random_weights(seed: int, density: float) -> np.ndarray:
    chance = np.random.default_rng(seed)
    table = np.triu(chance.random((PEOPLE, PEOPLE)) * (chance.random((PEOPLE, PEOPLE)) < density), 1)
    return table + table.T


class Evening(RuleBasedStateMachine):
    """Arrivals, undos, returns, walk-ins and cancellations in any order."""

    absent = Bundle("absent")
    present = Bundle("present")
    gone = Bundle("gone")

    def __init__(self) -> None:
        super().__init__()
        self.weights = random_weights(7, 0.5)
        self.door = Arrivals(self.weights, [0.6] * PEOPLE, names=NAMES, most_names=MOST, most_named=NAMED)
        self.badges: dict[int, tuple[Name, ...]] = {}
        self.told: list[tuple[int, tuple[Name, ...] | None]] = []
        self.walk_ins: list[np.ndarray] = []

    @rule(target=absent)
    def everybody(self) -> object:
        return multiple(*(person for person in range(PEOPLE) if person not in self.badges))

    @rule(target=present, person=absent, progress=st.floats(0, 1))
    def arrive(self, person: int, progress: float) -> object:
        if person in self.badges:
            return multiple()
        before = self.door.propose(person, progress)
        assert self.door.propose(person, progress) == before, "proposing changes nothing"
        promised = {other for other, names in self.badges.items() if Name(person, "coming") in names}
        assert promised <= {name.person for name in before}, "the promise"
        assert len(before) <= MOST
        self.note(person, before)
        return person

    @rule(target=gone, person=consumes(present))
    def undo(self, person: int) -> int:
        self.door.withdraw(person)
        self.told.append((person, None))
        return person

    @rule(target=present, person=consumes(gone), progress=st.floats(0, 1))
    def come_back(self, person: int, progress: float) -> int:
        names = self.door.propose(person, progress)
        assert names[: len(self.badges[person])] == self.badges[person], "the badge in their hand stays true"
        self.note(person, names)
        return person

    @rule(target=present, seed=st.integers(0, 1000), progress=st.floats(0, 1))
    def walk_in(self, seed: int, progress: float) -> int:
        row = np.random.default_rng(seed).random(PEOPLE + len(self.walk_ins)).round(1)
        person = self.door.walk_in(row)
        self.walk_ins.append(row)
        names = self.door.propose(person, progress)
        self.note(person, names)
        return person

    @rule(person=st.integers(0, PEOPLE - 1), chance=st.sampled_from([0.0, 0.3, 1.0]))
    def other_chance(self, person: int, chance: float) -> None:
        self.door.set_chance(person, chance)

    def note(self, person: int, names: tuple[Name, ...]) -> None:
        self.door.apply(person, names)
        self.badges[person] = names
        self.told.append((person, names))

    @invariant()
    def nobody_is_named_too_often(self) -> None:
        for person in range(PEOPLE + len(self.walk_ins)):
            assert sum(person in {n.person for n in names} for names in self.badges.values()) <= NAMED + 1

    @invariant()
    def only_people_who_fit_are_named(self) -> None:
        for person, names in self.badges.items():
            assert person not in {name.person for name in names}
            assert len({name.person for name in names}) == len(names)
            for name in names:
                if person < PEOPLE and name.person < PEOPLE:
                    assert self.weights[person, name.person] > 0

    @invariant()
    def kinds_tell_the_truth(self) -> None:
        for person, names in self.badges.items():
            for name in names:
                if name.kind == "mutual":
                    assert person in {n.person for n in self.badges[name.person]}
                elif name.kind == "here":
                    assert name.person in self.badges

    def teardown(self) -> None:
        """A restart that replays what was printed proposes what the old process would have."""
        restored = Arrivals(self.weights, [0.6] * PEOPLE, names=NAMES, most_names=MOST, most_named=NAMED)
        rows = iter(self.walk_ins)
        for person, names in self.told:
            if person == len(restored._near):
                restored.walk_in(next(rows))
            if names is None:
                restored.withdraw(person)
            else:
                restored.apply(person, names)
        restored._chances = list(self.door._chances)
        for person in range(PEOPLE):
            assert restored.propose(person, 0.4) == self.door.propose(person, 0.4)


TestEvening = Evening.TestCase
TestEvening.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)


def test_named_at_most_as_often_as_agreed() -> None:
    """Over whole evenings nobody is named by more badges than agreed, but for one rescue."""
    for seed in range(3):
        night = world(80, seed)
        _, badges = evening(night)
        result = measure(night, badges)
        assert result.promise_kept == 1 and result.most_named <= 6


def test_an_evening_can_be_repeated_to_the_byte() -> None:
    night = world(60, 5)
    assert evening(night)[1] == evening(night)[1]


def test_exactly_as_many_names_as_asked_for() -> None:
    night = world(100, 1)
    _, badges = evening(night, names=3, most_names=3)
    assert max(map(len, badges.values())) == 3


def test_sparse_and_dense_weights_give_the_same_badges() -> None:
    from scipy.sparse import csr_matrix

    weights = random_weights(3, 0.4)
    dense, sparse = (Arrivals(w, [0.5] * PEOPLE) for w in (weights, csr_matrix(weights)))
    for n, person in enumerate(range(PEOPLE)):
        assert dense.arrive(person, n / PEOPLE) == sparse.arrive(person, n / PEOPLE)


@pytest.mark.slow
@pytest.mark.parametrize(("people", "evenings"), [(100, 20), (300, 6)])
def test_how_good_the_policy_is(people: int, evenings: int) -> None:
    """Means over fixed evenings, against an optimum that knows beforehand who comes."""
    mean = average(people, range(1000, 1000 + evenings), lambda night: measure(night, evening(night)[1]))
    assert mean["promise_kept"] == 1
    assert mean["most_named"] <= 6
    assert mean["mutual_share"] >= 0.84
    assert mean["useful_share"] >= 0.89
    assert mean["nobody_present_share"] <= 0.02
    assert mean["nobody_either_way_share"] <= 0.005
