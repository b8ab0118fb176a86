"""SQL as every Python takes it."""

import ast
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

STORE = Path(__file__).parents[2] / "kiosk" / "store"
_SQL = re.compile(r"\b(?:SELECT|INSERT|UPDATE|DELETE|VALUES)\b")
_NUMBERED = re.compile(r"\?\d")


def numbered(source: str) -> Iterator[str]:
    """Placeholders with numbers: in a statement, or put together for one."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if _SQL.search(node.value) and _NUMBERED.search(node.value):
                yield node.value
        elif isinstance(node, ast.JoinedStr):
            for before, value in pairwise(node.values):
                alone = isinstance(before, ast.Constant) and before.value == "?"
                if alone and isinstance(value, ast.FormattedValue):
                    yield ast.unparse(node)


def test_no_placeholder_has_a_number() -> None:
    told = [(path.name, text) for path in STORE.rglob("*.py") for text in numbered(path.read_text("utf-8"))]
    assert told == [], "Python 3.12.0 to 3.12.3 warns where a sequence fills ?1: write ? or :name"


def test_a_placeholder_with_a_number_is_seen() -> None:
    seen = "run('SELECT a'\n ' WHERE b = ?1', (c,))", "marks = ', '.join(f'?{n}' for n in numbers)"
    assert [len(list(numbered(each))) for each in seen] == [1, 1]
    assert not list(numbered("run('[?1]', 'SELECT ?', f'SELECT {what} WHERE b = ?{more}')"))
