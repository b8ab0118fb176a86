"""What is wrong in a TOML file, for somebody who does not program: the line, the key, and what is allowed."""

import re
from typing import Any, get_args

import msgspec
from msgspec import Struct

_WHERE = re.compile(r"^(?P<what>.*?)(?: - at `\$(?P<path>[^`]*)`)?$", re.DOTALL)
_STEP = re.compile(r"([^.\[\]]+)|\[(\.\.\.|\d+)\]")
_UNKNOWN = re.compile(r"Object contains unknown field `(?P<key>[^`]+)`")
_ENUM = re.compile(r"Invalid enum value (?P<value>.+)")
_TYPES = {
    "int": "a whole number", "float": "a number", "str": "text in quotes", "bool": "true or false",
    "array": "a list in [ ]",
    "str | array": "text in quotes, or a list of such in [ ]", "object": "a section of keys", "date": "a date alone",
    "datetime": "a moment with its zone, like 2026-11-26T18:00:00+01:00",
}  # fmt: skip


def explain(text: str, raw: dict[str, Any], message: str, kind: type[Struct]) -> str:
    """Turns a validation error into "line 12, [badge] cuts: what is wrong and what is allowed"."""
    found = _WHERE.match(message)
    assert found is not None
    path, entry = _resolve(raw, found["path"] or "", kind)
    unknown = _UNKNOWN.match(found["what"])
    what = _in_words(found["what"], _type_at(kind, path))
    if unknown:
        path = [*path, unknown["key"]]
    line = _line_of(text, path, entry or 0)
    in_section = len(path) > 1 or (path and isinstance(raw.get(path[0]), dict))
    place = f"[{path[0]}] {'.'.join(path[1:])}".strip() if in_section else ".".join(path)
    place += f", entry {entry + 1}" if entry is not None else ""
    return f"{f'line {line}, ' if line else ''}{place}: {what}"


def _resolve(raw: dict[str, Any], where: str, kind: type[Struct]) -> tuple[list[str], int | None]:
    """The keys down to what is wrong, and which entry of the outermost list it is in."""
    path: list[str] = []
    entry: int | None = None
    for key, index in _STEP.findall(where):
        if key:
            path.append(key)
        elif index == "...":
            path.append(_culprit(raw, path, kind))
        else:
            entry = int(index) if entry is None else entry
    return path, entry


def _culprit(raw: dict[str, Any], path: list[str], kind: type[Struct]) -> str:
    """The first key at `path` whose value is wrong on its own."""
    held: Any = raw
    for part in path:
        held = held[part]
    for key, value in held.items():
        alone: Any = {key: value}
        for part in reversed(path):
            alone = {part: alone}
        try:
            msgspec.convert(alone, kind)
        except msgspec.ValidationError:
            return str(key)
    return ""


def _in_words(what: str, kind: Any) -> str:
    """What is wrong, for somebody who doesn't program."""
    known = ", ".join(field.encode_name for field in msgspec.structs.fields(kind)) if _is_struct(kind) else ""
    if _UNKNOWN.match(what):
        return f"there is no such key here (known: {known})" if known else "there is no such key here"
    invalid = _ENUM.match(what)
    if invalid:
        return f"{invalid['value']} is not possible (choose {' or '.join(map(repr, get_args(kind)))})"
    if what.startswith("Invalid RFC3339"):
        return f"expected {_TYPES['datetime']}"
    what = what.replace("Object missing required field", "there is no").replace(" | null`", "`")
    for name, words in _TYPES.items():
        what = what.replace(f"`{name}`", words)
    return f"{what[:1].lower()}{what[1:]}".replace(" with a timezone component", "")


def _type_at(kind: Any, path: list[str]) -> Any:
    """The type that the settings expect at `path`, or in the lists that are there."""
    for part in path:
        fields = {field.encode_name: field.type for field in msgspec.structs.fields(kind)} if _is_struct(kind) else {}
        kind = fields.get(part)
        kind = next((inner for inner in get_args(kind) if _is_struct(inner)), kind)
    return kind


def _is_struct(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Struct)


def _line_of(text: str, path: list[str], entry: int) -> int | None:
    """The line of the last key of `path`, or of its section; `entry` counts the headings of a list of tables."""
    section: list[str] = []
    best: int | None = None
    heading = -1
    for number, line in enumerate(text.splitlines(), 1):
        bare = line.split("#", 1)[0].strip()
        if bare.startswith("["):
            here = section = _keys(bare.strip("[]"))
            heading += bare.startswith("[[") and path[: len(here)] == here
        elif "=" in bare:
            here = section + _keys(bare.split("=", 1)[0])
        else:
            continue
        if heading not in (-1, entry) or path[: len(here)] != here:
            continue
        best = number
        if here == path:
            break
    return best


def _keys(dotted: str) -> list[str]:
    return [part.strip(" \t\"'") for part in dotted.split(".")]
