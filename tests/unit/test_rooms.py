"""The house's shape: no circle between files or between rooms, whatever kind of import it is made of."""

from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import grimp
import pytest

WINGS = ("kiosk", "matcher", "printing")
LEFT = {("kiosk.event.mixer.joining", "kiosk.event.door.admitting")}
"""Goes with the base class that the mixer's work shares with the door's."""
HOUSES = ("kiosk", "kiosk.event", "kiosk.store", "kiosk.ui", "matcher", "printing", "printing.printers")


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph(*WINGS, cache_dir=None)


def test_no_circle_between_files(graph: grimp.ImportGraph) -> None:
    assert circle_of_files(graph) == []


@pytest.mark.parametrize("house", HOUSES)
def test_no_circle_between_rooms(graph: grimp.ImportGraph, house: str) -> None:
    assert graph.find_children(house), "this house has no rooms"
    assert graph.nominate_cycle_breakers(house) <= LEFT


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
