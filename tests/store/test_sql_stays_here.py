"""SQL is nowhere but in the store: whoever asks what the file holds asks a function with a name."""

import ast
from pathlib import Path

import kiosk

HOUSE = Path(kiosk.__file__).parent


def test_nothing_outside_the_store_speaks_sql() -> None:
    paths = [path for path in HOUSE.rglob("*.py") if "store" not in path.relative_to(HOUSE).parts[:1]]
    assert len(paths) > 100
    assert [f"{path.relative_to(HOUSE)}:{line}" for path in paths for line in executed(path.read_text("utf-8"))] == []


def test_sql_is_noticed() -> None:
    assert executed("def f(c):\n    return c.execute('SELECT 1')\n") == [2]
    assert executed("rows = db.executemany(query, values)\n") == [1]


def executed(source: str) -> list[int]:
    """The lines in which something is executed."""
    calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    named = {"execute", "executemany", "executescript"}
    return [each.lineno for each in calls if isinstance(each.func, ast.Attribute) and each.func.attr in named]
