"""Every version that the README's commands install is pinned: what others release next year stops nobody here."""

import re
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.pins import BUILDING, CI, INSTALLING, PROJECT, VERSIONS, by_hand, pins, plain, renamed, rewritten

SETTINGS = tomllib.loads(PROJECT.read_text("utf-8"))
PINNED = [Requirement(pin) for pin in SETTINGS["tool"]["uv"][VERSIONS]]
BUILT_BY = [Requirement(pin) for pin in SETTINGS["tool"]["uv"][BUILDING]]
_PIN = re.compile(r"[a-z0-9-]+==[\w.!+]+( ; [\w\s<>='.()]+)?")


def asked_for() -> list[Requirement]:
    """What this project names itself, for everybody, for an option, for its tests and for CI."""
    project = SETTINGS["project"]
    groups = [*project["optional-dependencies"].values(), *SETTINGS["dependency-groups"].values()]
    return [Requirement(text) for group in (project["dependencies"], *groups) for text in group]


def pinned_here(name: str) -> str:
    """The version that is pinned for the Python and the system of this process."""
    counts = [pin for pin in PINNED if plain(pin.name) == plain(name) and (not pin.marker or pin.marker.evaluate())]
    assert len(counts) == 1, f"{name} is pinned {len(counts)} times: python -m tests.pins"
    return str(counts[0].specifier).removeprefix("==")


def installed() -> dict[str, str]:
    """What is installed of all that the project asks for, and of what that asks for in turn, with its version."""
    found: dict[str, str] = {}
    waiting = [(asked, extra) for asked in asked_for() for extra in ("", *asked.extras)]
    seen = set()
    while waiting:
        asked, extra = waiting.pop()
        if (asked.name, extra) in seen:
            continue
        seen.add((asked.name, extra))
        try:
            here = metadata.distribution(asked.name)
        except metadata.PackageNotFoundError:
            continue
        found[plain(asked.name)] = here.version
        needed = [Requirement(text) for text in here.requires or ()]
        waiting += [
            (each, its_extra)
            for each in needed
            if not each.marker or each.marker.evaluate({"extra": extra})
            for its_extra in ("", *each.extras)
        ]
    return found


def test_what_runs_here_is_what_is_pinned() -> None:
    here = installed()
    assert {"textual", "babel", "pytest", "pluggy", "linkify-it-py"} <= here.keys()
    assert here == {name: pinned_here(name) for name in here}


def test_everything_that_is_asked_for_is_pinned_within_its_bounds() -> None:
    for asked in asked_for():
        versions = [str(pin.specifier).removeprefix("==") for pin in PINNED if plain(pin.name) == plain(asked.name)]
        assert versions and all(asked.specifier.contains(version) for version in versions), asked
    for text in SETTINGS["build-system"]["requires"]:
        asked = Requirement(text)
        assert [pin.name for pin in BUILT_BY if asked.specifier.contains(str(pin.specifier)[2:])].count(asked.name) == 1


def test_a_pin_is_a_name_and_a_version() -> None:
    for pin in (*SETTINGS["tool"]["uv"][VERSIONS], *SETTINGS["tool"]["uv"][BUILDING]):
        assert _PIN.fullmatch(pin), f"{pin}: no hosts, no files, no ranges"


@pytest.mark.parametrize("path", INSTALLING, ids=lambda path: path.name)
def test_what_is_installed_by_hand_is_pinned_too(path: Path) -> None:
    text = path.read_text("utf-8")
    told = by_hand(text)
    assert told and told == {name: pinned_here(name) for name in told}
    assert text.count("pip install ") == len(re.findall(r"pip install (--quiet )?\"?[\w.-]+==", text)), "no version"


def test_a_list_of_resolved_requirements_becomes_pins() -> None:
    exported = (
        "a-b==1.0 ; sys_platform == 'win32'\nc==1 ; python_full_version < '3.12'\nc==2 ; python_full_version >= '3.12'"
    )
    assert pins(exported) == ["a-b==1.0", *exported.splitlines()[1:]], "where it matters, only of several versions"
    for line in ("a>=1", "a @ file:///a.whl", "--find-links x"):
        with pytest.raises(ValueError, match="not a name and a version"):
            pins(line)


def test_pins_take_the_place_of_the_old_ones_and_of_nothing_else() -> None:
    project = PROJECT.read_text("utf-8")
    again = rewritten(project, VERSIONS, [str(pin) for pin in SETTINGS["tool"]["uv"][VERSIONS]])
    assert again == project
    other = tomllib.loads(rewritten(project, BUILDING, ["a==1"]))
    assert other["tool"]["uv"].pop(BUILDING) == ["a==1"]
    assert other["tool"]["uv"] == {VERSIONS: SETTINGS["tool"]["uv"][VERSIONS]}
    assert other["project"] == SETTINGS["project"]
    with pytest.raises(ValueError, match="has no"):
        rewritten("[tool.uv]\n", VERSIONS, [])


def test_other_versions_are_written_where_something_is_installed_by_hand() -> None:
    text = CI.read_text("utf-8")
    other = renamed(text, {"uv": "99.1", "brother_ql-inventree": "7"})
    assert by_hand(other) == {"uv": "99.1", "brother_ql-inventree": "7"}
    assert renamed(other, by_hand(text)) == text
