"""The runner of changes: it makes them, and tells which of them the tests don't notice."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.mutants.changes import mutants

ROOT = Path(__file__).parents[2]


def changes(tmp_path: Path, source: str) -> set[str]:
    """Every line that a change of a module puts in another's place."""
    module = tmp_path / "module.py"
    module.write_text(source, "utf-8")
    diffs = (line for mutant in mutants(tmp_path, module) for line in mutant.diff().splitlines())
    return {line[1:].strip() for line in diffs if line.startswith("+")}


@pytest.mark.parametrize(
    ("source", "some"),
    [
        ("x = a < b", {"x = a <= b"}),
        ("x = a is not b", {"x = a is b"}),
        ("x = (a) in (b)", {"x = (a) not in (b)"}),
        ("x = 0 < a < b", {"x = 0 <= a < b", "x = 0 < a <= b", "x = 1 < a < b"}),
        ("x = a and b or c", {"x = a or b or c", "x = a and b and c", "x = True and b or c", "x = a and b or False"}),
        ("x = not a", {"x = a"}),
        ("x = [a for a in b if a]", {"x = [a for a in b if True]"}),
        ("x = 1 if a else 2", {"x = 1 if (not (a)) else 2", "x = 2 if a else 2", "x = 1 if a else 3"}),
        ("x = a - b", {"x = a + b"}),
        ("x = -a", {"x = a"}),
        ("x = 1.5", {"x = 3.0"}),
        ("x = True", {"x = False"}),
        ("x = 'kept'", {"x = 'keptXX'"}),
        ("f(a, b=1, c=2)", {"f(a, c=2)", "f(a, b=1, )", "pass"}),
        ("x = sorted(a)", {"x = (a)"}),
        ("x = 'Ähm' if a.strip() else b", {"x = 'Ähm' if (a) else b"}),
        ("await asyncio.shield(running)", {"await (running)"}),
        ("def f(self):\n    self.x = a\n    return a", {"pass", "return None"}),
        ("x = min(a, b)", {"x = max(a, b)"}),
        ("a += b", {"a -= b", "pass"}),
        ("for a in b:\n    continue", {"break"}),
        ("for a in b:\n    raise a", {"pass"}),
    ],
)
def test_ways_of_getting_it_wrong(tmp_path: Path, source: str, some: set[str]) -> None:
    assert some <= changes(tmp_path, source)


@pytest.mark.parametrize(
    "source",
    [
        '"""What it does."""',
        "x: Literal['a'] = y",
        "def f(a: 'str') -> 'int': ...",
        "x = _('Scan it again.')",
        "x = 'SELECT body FROM fact'",
        "@decorated(a=1)\ndef f(): ...",
        "x = f'{a:>3} {b + 1}'",
        "assert a",
        "return None",
        "open(path, encoding=a)",
    ],
)
def test_what_is_left_alone(tmp_path: Path, source: str) -> None:
    assert not changes(tmp_path, source) - {"pass"}


def test_every_change_of_our_own_code_is_python_and_one_change() -> None:
    for name in ("kiosk/store/facts.py", "kiosk/event/door/door.py"):
        found = mutants(ROOT, ROOT / name)
        assert len(found) > 50 and len({mutant.changed for mutant in found}) == len(found)
        for mutant in found:
            compile(mutant.changed, name, "exec")


MODULE = """
MOST = 3


def grade(n: int) -> str:
    if n > MOST:
        return "many"
    return "few"


def unasked(n: int) -> int:
    return n + 1
"""
TESTS = """
import subprocess
import sys

from small.module import grade


def test_many() -> None:
    assert grade(4) == "many"


def test_few_from_outside() -> None:
    words = [sys.executable, "-c", "from small.module import grade; print(grade(3))"]
    assert subprocess.run(words, capture_output=True, text=True, check=True, cwd={root!r}).stdout == "few\\n"
"""


@pytest.mark.slow
def test_survivors_are_told_and_the_rest_is_noticed(tmp_path: Path) -> None:
    """Also what only a program notices that a test starts."""
    pytest.importorskip("coverage", reason="the ci group has it")
    (tmp_path / "small").mkdir()
    (tmp_path / "small" / "module.py").write_text(MODULE, "utf-8")
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_module.py").write_text(TESTS.format(root=str(tmp_path)), "utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\npythonpath = .\n", "utf-8")
    words = [sys.executable, "-m", "tests.mutants", "--root", str(tmp_path), "small"]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr
    survived = [line for line in done.stdout.splitlines() if line.startswith("SURVIVED")]
    noticed = [line for line in done.stdout.splitlines() if line.startswith("noticed")]
    assert {line.split()[1] for line in survived} == {"small/module.py:12"}, done.stdout
    assert {line.split()[1] for line in noticed} == {f"small/module.py:{n}" for n in (2, 6, 7, 8)}
    assert "test_few_from_outside" in done.stdout and (tmp_path / "small" / "module.py").read_text() == MODULE
