"""SQL as every Python takes it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

HOUSE = Path(__file__).parents[2] / "kiosk"
_SQL = re.compile(r"\b(?:SELECT|INSERT|UPDATE|DELETE|VALUES)\b")
_NUMBERED = re.compile(r"\?\d")


def numbered(source: str) -> Iterator[str]:
    """Statements with placeholders that have numbers."""
    for node in ast.walk(ast.parse(source)):
        text = node.value if isinstance(node, ast.Constant) else None
        if isinstance(text, str) and _SQL.search(text) and _NUMBERED.search(text):
            yield text


def test_no_placeholder_has_a_number() -> None:
    told = [(path.name, text) for path in HOUSE.rglob("*.py") for text in numbered(path.read_text("utf-8"))]
    assert told == [], "Python 3.12.0 to 3.12.3 warns where a sequence fills ?1: write ? or :name"
    assert list(numbered("run('SELECT a'\n ' WHERE b = ?1', (c,))")) and not list(numbered("run('[?1]', 'SELECT ?')"))
