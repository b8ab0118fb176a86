"""What the package offers, and what it loads to offer it."""

import subprocess
import sys

import pytest

import matcher


def test_everything_offered_is_there() -> None:
    assert matcher.__all__ == sorted(matcher.__all__)
    for name in matcher.__all__:
        assert getattr(matcher, name).__module__.startswith("matcher.")
    with pytest.raises(AttributeError):
        _ = matcher.nothing_of_the_kind


@pytest.mark.parametrize(
    ("statement", "never"),
    [
        ("import matcher, matcher.profile", {"numpy", "scipy", "rapidfuzz", "tomllib"}),
        ("from matcher import Affinity, Arrivals, Vocabulary, line", {"scipy", "sparse_dot_topn", "rapidfuzz"}),
        ("import matcher.evening.simulate", {"scipy", "sparse_dot_topn", "rapidfuzz"}),
    ],
)
def test_a_room_loads_only_what_it_needs(statement: str, never: set[str]) -> None:
    program = f"import sys; {statement}; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    assert not never & set(loaded)
