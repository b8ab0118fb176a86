"""Whatever happens at a door in whatever order: disk, room, export, search, tray and paper agree."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.event.door.over_time.evening import Evening

_CHECKS = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


def play(evenings: int, steps: int) -> None:
    """Plays so many evenings."""
    chosen = settings(max_examples=evenings, stateful_step_count=steps, deadline=None, suppress_health_check=_CHECKS)
    run_state_machine_as_test(Evening, settings=chosen)


def test_a_few_evenings() -> None:
    play(25, 12)


@pytest.mark.slow
def test_two_thousand_evenings() -> None:
    play(2000, 14)
