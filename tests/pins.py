"""Every version that the README's commands install, and CI: pinned in pyproject.toml, for every system and Python.

To renew them: python -m tests.pins (asks for the newest versions within our bounds, and rewrites the pins).
"""

import re
import subprocess
import tempfile
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PROJECT = ROOT / "pyproject.toml"
CI = ROOT / ".ci" / "run"
INSTALLING = (ROOT / "README.md", CI)
"""What pip and uv are told to install by hand, for it can't be named in pyproject.toml."""
VERSIONS = "constraint-dependencies"
BUILDING = "build-constraint-dependencies"
_AT_BUILDING = ("editables", "setuptools")
"""What our own backend asks for once it runs, and what a package that comes as source is built with."""
_LINE = re.compile(r"(?P<name>[a-z0-9-]+)==(?P<version>[\w.!+]+)(?: ; (?P<where>.+))?")
_BY_HAND = re.compile(r"pip install (?:--quiet )?\"?(?P<name>[\w.-]+)==(?P<version>[\w.]+)")


def pins(exported: str) -> list[str]:
    """The pins in a list of resolved requirements; it matters where one counts only if there are several of a name."""
    found: defaultdict[str, list[re.Match[str]]] = defaultdict(list)
    for line in exported.splitlines():
        pin = _LINE.fullmatch(line)
        if not pin:
            raise ValueError(f"not a name and a version: {line}")
        found[pin["name"]].append(pin)
    return [
        f"{pin['name']}=={pin['version']}" + (f" ; {pin['where']}" if len(versions) > 1 else "")
        for _, versions in sorted(found.items())
        for pin in versions
    ]


def rewritten(project: str, key: str, new: Iterable[str]) -> str:
    """The text of pyproject.toml with other pins under a key of [tool.uv]."""
    lines = "".join(f'    "{pin}",\n' for pin in new)
    text, count = re.subn(rf"^{key} = \[\n.*?^\]$", f"{key} = [\n{lines}]", project, flags=re.DOTALL | re.MULTILINE)
    if count != 1:
        raise ValueError(f"pyproject.toml has no {key}")
    return text


def by_hand(text: str) -> dict[str, str]:
    """What a README or a script installs by name and version."""
    return {found["name"]: found["version"] for found in _BY_HAND.finditer(text)}


def plain(name: str) -> str:
    """A package's name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def resolved(project: str, extra: Iterable[str]) -> tuple[list[str], list[str]]:
    """The newest versions within our bounds, of everything and of what builds it, whatever is pinned now."""
    bare = rewritten(rewritten(project, VERSIONS, ()), BUILDING, ())
    settings: dict[str, Any] = tomllib.loads(bare)
    oldest = settings["project"]["requires-python"].removeprefix(">=")
    with tempfile.TemporaryDirectory(prefix="mixer-kiosk-") as scratch:
        # A folder of its own, because a lock file names hosts.
        (Path(scratch) / PROJECT.name).write_text(bare, "utf-8")
        _uv(scratch, "add", "--frozen", "--group", "ci", *extra)
        _uv(scratch, "lock")
        everything = _uv(
            scratch, "export", "--frozen", "--all-groups", "--all-extras", "--no-emit-project", "--no-hashes",
            "--no-header", "--no-annotate",
        )  # fmt: skip
        needed = "\n".join((*settings["build-system"]["requires"], *_AT_BUILDING))
        building = _uv(
            scratch, "pip", "compile", "--universal", "--python-version", oldest, "--no-header", "--no-annotate", "-",
            typed=needed,
        )  # fmt: skip
    return pins(everything), pins(building)


def _uv(folder: str, *arguments: str, typed: str = "") -> str:
    return subprocess.run(
        ["uv", "--quiet", *arguments], cwd=folder, input=typed, stdout=subprocess.PIPE, text=True, check=True
    ).stdout


def renew() -> None:
    """Resolves anew and writes every place that names a version."""
    before = PROJECT.read_text("utf-8")
    names = list(by_hand(CI.read_text("utf-8")))
    versions, building = resolved(before, names)
    PROJECT.write_text(rewritten(rewritten(before, VERSIONS, versions), BUILDING, building), "utf-8")
    newest = dict(pin.split("==") for pin in versions if ";" not in pin)
    for path in INSTALLING:
        path.write_text(renamed(path.read_text("utf-8"), {name: newest[plain(name)] for name in names}), "utf-8")
    was, now = (set(tomllib.loads(text)["tool"]["uv"][VERSIONS]) for text in (before, PROJECT.read_text("utf-8")))
    for sign, changed in (("-", was - now), ("+", now - was)):
        for pin in sorted(changed):
            print(sign, pin)
    print(f"{len(versions)} versions, {len(building)} for building; now run all tests: .ci/run")


def renamed(text: str, newest: Mapping[str, str]) -> str:
    """A README or a script that installs other versions by hand."""
    for name, version in newest.items():
        text = re.sub(rf"(?<![\w.-]){re.escape(name)}==[\w.]+", f"{name}=={version}", text)
    return text


if __name__ == "__main__":
    renew()
