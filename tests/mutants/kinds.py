"""The kinds of change: each looks at one node of a program and says what might stand there instead."""

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass

Place = tuple[int, int]
"""Line from 1, byte in it from 0."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Other text for a piece of a program."""

    what: str
    span: tuple[Place, Place]
    new: Callable[[str], str]


_COMPARING: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
_RECKONING: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
}  # fmt: skip
_OTHERS = {"min": "max", "max": "min", "any": "all", "all": "any", "add": "discard", "step_in": "step_out"}
_WRAPPERS = ("sorted", "reversed", "shield", "set", "frozenset", "abs", "round")
"""Calls that hand on what they were given, in another order or form."""
_CLEANERS = ("strip", "casefold", "lower", "upper", "removeprefix", "removesuffix", "copy")
"""Methods that give back nearly what they are called on."""
_MATTERS_NOT = ("strict", "encoding")
"""A check that holds anyhow, and what is the same on every machine the tests run on."""


def _whole(what: str, node: ast.expr | ast.stmt | ast.keyword, new: Callable[[str], str] | str) -> Edit:
    return Edit(what, _span(node), new if callable(new) else lambda _old: new)


def _span(node: ast.expr | ast.stmt | ast.keyword) -> tuple[Place, Place]:
    return (node.lineno, node.col_offset), (node.end_lineno or 0, node.end_col_offset or 0)


def _between(what: str, before: ast.expr, after: ast.expr, old: str, new: str) -> Edit:
    """Another operator between two operands; what else stands there, such as brackets, stays."""
    span = ((before.end_lineno or 0, before.end_col_offset or 0), (after.lineno, after.col_offset))
    return Edit(what, span, lambda text: text.replace(old, new, 1))


def comparisons(node: ast.AST) -> Iterator[Edit]:
    """== for !=, < for <=, in for not in."""
    if isinstance(node, ast.Compare):
        operands = [node.left, *node.comparators]
        for k, operator in enumerate(node.ops):
            other = _COMPARING[type(operator)]()
            yield _between("comparison", operands[k], operands[k + 1], _sign(operator), _sign(other))


def _sign(operator: ast.cmpop | ast.operator) -> str:
    """An operator as it is written."""
    one, other = ast.Name("a"), ast.Name("b")
    pair: ast.expr = (
        ast.Compare(one, [operator], [other]) if isinstance(operator, ast.cmpop) else ast.BinOp(one, operator, other)
    )
    return ast.unparse(pair)[2:-2]


def conditions(node: ast.AST) -> Iterator[Edit]:
    """and for or, one condition of several left out, a condition the other way round."""
    if isinstance(node, ast.BoolOp):
        old, new = ("and", "or") if isinstance(node.op, ast.And) else ("or", "and")
        for before, after in zip(node.values, node.values[1:], strict=False):
            yield _between("and/or", before, after, old, new)
        neutral = str(isinstance(node.op, ast.And))
        yield from (_whole("condition left out", value, neutral) for value in node.values)
    if isinstance(node, ast.If | ast.IfExp | ast.While):
        yield _whole("condition turned", node.test, lambda old: f"(not ({old}))")
    if isinstance(node, ast.comprehension):
        yield from (_whole("filter left out", test, "True") for test in node.ifs)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield _whole("not left out", node, lambda old: old.removeprefix("not").lstrip())


def reckoning(node: ast.AST) -> Iterator[Edit]:
    """+ for -, | for &, min for max; a sign left out."""
    if isinstance(node, ast.BinOp) and type(node.op) in _RECKONING:
        other = _RECKONING[type(node.op)]()
        yield _between("operator", node.left, node.right, _sign(node.op), _sign(other))
    if isinstance(node, ast.AugAssign) and type(node.op) in _RECKONING:
        other = _RECKONING[type(node.op)]()
        yield _between("operator", node.target, node.value, _sign(node.op), _sign(other))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        yield _whole("sign left out", node, lambda old: old.removeprefix("-"))


def constants(node: ast.AST) -> Iterator[Edit]:
    """Another number, another truth, another word; texts that somebody reads, and SQL, are left alone."""
    if not isinstance(node, ast.Constant):
        return
    value = node.value
    if isinstance(value, bool):
        yield _whole("constant", node, str(not value))
    elif isinstance(value, int):
        yield _whole("constant", node, str(value + 1))
    elif isinstance(value, float):
        yield _whole("constant", node, repr(value * 2 or 1.0))
    elif isinstance(value, str) and not _is_text(value):
        yield _whole("constant", node, repr(f"{value}XX"))


def _is_text(value: str) -> bool:
    return " " in value and any(letter.isalpha() for letter in value)


def calls(node: ast.AST) -> Iterator[Edit]:
    """A keyword left out, a call that hands on its argument as it is, another function of the same shape."""
    if not isinstance(node, ast.Call):
        return
    name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
    arguments: list[ast.expr | ast.keyword] = [*node.args, *node.keywords]
    ends = sorted(_span(each) for each in arguments)
    for keyword in node.keywords:
        if keyword.arg and keyword.arg not in _MATTERS_NOT:
            start, end = _span(keyword)
            after = next((place for place, _end in ends if place > start), end)
            yield Edit("keyword left out", (start, after), lambda _old: "")
    if name in _OTHERS:
        yield _whole("another function", node.func, lambda old: old.removesuffix(name) + _OTHERS[name])
    if name in _WRAPPERS and len(node.args) == 1:
        yield _whole("call left out", node, f"({ast.unparse(node.args[0])})")
    if name in _CLEANERS and isinstance(node.func, ast.Attribute):
        yield _whole("call left out", node, f"({ast.unparse(node.func.value)})")


def statements(node: ast.AST) -> Iterator[Edit]:
    """A call, a change of something kept, or an error left out; None for an answer; break for continue."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call | ast.Await):
        yield _whole("statement left out", node, "pass")
    if isinstance(node, ast.AugAssign | ast.Delete | ast.Raise):
        yield _whole("statement left out", node, "pass")
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name != "__init__":
        yield from (_whole("statement left out", each, "pass") for each in _kept(node))
    if isinstance(node, ast.Return) and node.value and not _is_none(node.value):
        yield _whole("None returned", node, "return None")
    if isinstance(node, ast.Break | ast.Continue):
        yield _whole("break/continue", node, "continue" if isinstance(node, ast.Break) else "break")


def _kept(node: ast.AST) -> Iterator[ast.Assign]:
    """Where something is kept in an object, as opposed to a name that would be missed at once."""
    for each in ast.walk(node):
        if isinstance(each, ast.Assign) and all(isinstance(to, ast.Attribute | ast.Subscript) for to in each.targets):
            yield each


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


KINDS = (comparisons, conditions, reckoning, constants, calls, statements)
