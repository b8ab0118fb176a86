"""The house's shape: no circle between files or between rooms, and none of them too large to take in at a glance."""

import ast
from collections import Counter
from collections.abc import Iterator, Sequence
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import grimp
import pytest

HOUSE = Path(__file__).parents[2]
ROOMY = ("kiosk/ui/screens", "printing/printers")
"""One file a screen, one a kind of printer: these may grow."""
WINGS = ("kiosk", "matcher", "printing")
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
HOUSES = ("kiosk", "kiosk.event", "kiosk.store", "kiosk.ui", "matcher", "printing", "printing.printers")


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph(*WINGS, cache_dir=None)


def test_no_circle_between_files(graph: grimp.ImportGraph) -> None:
    assert circle_of_files(graph) == []


@pytest.mark.parametrize("house", HOUSES)
def test_no_circle_between_rooms(graph: grimp.ImportGraph, house: str) -> None:
    assert graph.find_children(house), "this house has no rooms"
    assert graph.nominate_cycle_breakers(house) == set()


def test_no_room_is_crowded() -> None:
    assert crowded(HOUSE, WINGS) == {}


def test_no_file_is_long() -> None:
    # Tables have a row for every topic.
    lines = (path for path in written(HOUSE, WINGS) if path.suffix not in (".npz", ".tsv"))
    lengths = {path: len(path.read_bytes().splitlines()) for path in lines}
    assert {path: length for path, length in lengths.items() if length > 400} == {}


def test_no_function_is_long() -> None:
    assert [each for path in written(HOUSE, WINGS) if path.suffix == ".py" for each in long_functions(path)] == []


def test_what_is_too_large_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "wing" / "room" / "__pycache__").mkdir(parents=True)
    for number in range(15):
        (tmp_path / "wing" / "room" / f"{number}.toml").touch()
        (tmp_path / "wing" / "room" / "__pycache__" / f"{number}.pyc").touch()
    assert crowded(tmp_path, ["wing"]) == {"wing/room": 15}
    sixty, more = ("    pass\n" * lines for lines in (59, 60))
    (tmp_path / "sample.py").write_text(f"def fits():\n{sixty}async def long():\n{more}")
    assert long_functions(tmp_path / "sample.py") == [("long", 61)]


HIDDEN = {
    "under TYPE_CHECKING": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from {} import thing\n",
    "inside a function": "def later():\n    from {} import thing\n    return thing\n",
    "in plain sight": "import {}\n",
}


@pytest.mark.parametrize("kind", HIDDEN)
def test_a_circle_is_found_however_it_is_hidden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    house = f"built_{list(HIDDEN).index(kind)}"
    for room, file, other in (("attic", "box", "cellar.rack"), ("cellar", "rack", "attic.box")):
        (tmp_path / house / room).mkdir(parents=True)
        (tmp_path / house / room / "__init__.py").touch()
        (tmp_path / house / room / f"{file}.py").write_text(HIDDEN[kind].format(f"{house}.{other}"))
    (tmp_path / house / "__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    graph = grimp.build_graph(house, cache_dir=None)
    assert set(circle_of_files(graph)) == {f"{house}.attic.box", f"{house}.cellar.rack"}
    assert len(graph.nominate_cycle_breakers(house)) == 1


def circle_of_files(graph: grimp.ImportGraph) -> list[str]:
    """The modules of one circle, the first again at the end; nothing where there is none."""
    imports = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as error:
        circle: list[str] = error.args[1]
        return circle
    return []


def written(house: Path, wings: Sequence[str]) -> Iterator[Path]:
    """Every file that somebody wrote: not what Python keeps, nor what a translator's program does."""
    for wing in wings:
        for path in (house / wing).rglob("*"):
            if path.is_file() and path.parent.name != "__pycache__" and path.suffix not in (".po", ".mo"):
                yield path


def crowded(house: Path, wings: Sequence[str]) -> dict[str, int]:
    """Folders of more than fourteen files, and how many."""
    files = Counter(path.parent.relative_to(house).as_posix() for path in written(house, wings))
    return {folder: count for folder, count in files.items() if count > 14 and folder not in ROOMY}


def long_functions(path: Path) -> list[tuple[str, int]]:
    """Functions of more than sixty lines, and how many."""
    found = (node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, FUNCTIONS))
    lengths = ((node.name, (node.end_lineno or node.lineno) - node.lineno + 1) for node in found)
    return [(name, length) for name, length in lengths if length > 60]
