"""Small changes to a module, each a way in which somebody might get it wrong."""

import ast
import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.mutants.kinds import KINDS, Edit

_TEXTS = ("_", "plural", "later")
"""What is said to people goes through these: tests hold meanings, not wordings."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """A module with one change."""

    path: str
    """From the project's root."""
    line: int
    statement: int
    """The line where the statement begins that holds it."""
    imported: bool
    """Whether it runs when the module is imported, as a table does."""
    what: str
    source: str
    changed: str

    def diff(self) -> str:
        """The lines that differ, old and new."""
        lines = difflib.unified_diff(self.source.splitlines(), self.changed.splitlines(), n=0, lineterm="")
        return "\n".join(line for line in lines if not line.startswith(("---", "+++", "@@")))


def mutants(root: Path, path: Path) -> list[Mutant]:
    """Every change of one module that is still Python."""
    source, name = path.read_text("utf-8"), path.relative_to(root).as_posix()
    raw, starts = source.encode(), _starts(source.encode())
    found: dict[str, Mutant] = {}
    tree = ast.parse(source)
    called = _lines_of_functions(tree)
    for node, statement in _nodes(tree):
        for edit in _edits(node):
            start, end = (starts[line - 1] + column for line, column in edit.span)
            changed = (raw[:start] + edit.new(raw[start:end].decode()).encode() + raw[end:]).decode()
            if changed != source and _is_python(changed):
                line = edit.span[0][0]
                mutant = Mutant(name, line, statement, line not in called, edit.what, source, changed)
                found.setdefault(changed, mutant)
    return sorted(found.values(), key=lambda mutant: (mutant.line, mutant.changed))


def _edits(node: ast.AST) -> Iterator[Edit]:
    for kind in KINDS:
        yield from kind(node)


def _nodes(node: ast.AST, statement: int = 1) -> Iterator[tuple[ast.AST, int]]:
    """Every node that says what the program does, with the line where its statement begins."""
    if isinstance(node, ast.stmt):
        statement = node.lineno
    yield node, statement
    for name, value in ast.iter_fields(node):
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and not _is_passed_over(node, name, child):
                yield from _nodes(child, statement)


def _lines_of_functions(tree: ast.Module) -> set[int]:
    """Lines that run when something is called, not when the module is imported."""
    functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    bodies = ((each.body[0].lineno, each.body[-1].end_lineno or 0) for each in functions)
    return {line for first, last in bodies for line in range(first, last + 1)}


def _is_passed_over(node: ast.AST, name: str, child: ast.AST) -> bool:
    """Types and decorators; docstrings; words for people; inside of f-strings, whose places Python 3.11 gets wrong."""
    return (
        name in ("annotation", "returns", "decorator_list", "bases")
        or isinstance(child, ast.JoinedStr | ast.Assert)
        or (isinstance(node, ast.Expr) and isinstance(child, ast.Constant))
        or (isinstance(node, ast.Call) and name == "args" and _called(node.func) in _TEXTS)
        or (isinstance(node, ast.Subscript) and _called(node.value) == "Literal")
    )


def _called(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else ""


def _starts(raw: bytes) -> list[int]:
    starts = [0]
    for line in raw.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    return starts


def _is_python(text: str) -> bool:
    try:
        ast.parse(text)
    except SyntaxError:
        return False
    return True
