"""config.toml into typed settings; errors name the key and the line."""

import re
import tomllib
from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal, TypeVar

import msgspec
from msgspec import Meta, Struct, field

from kiosk.errors import ConfigError

AnyStruct = TypeVar("AnyStruct", bound=Struct)

Share = Annotated[float, Meta(gt=0, le=1)]
Count = Annotated[int, Meta(ge=0)]


class EventSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """[event]"""

    name: str = "Our meetup"
    starts: datetime | None = None
    ends: datetime | None = None
    capacity: Count = 0
    """How many people the room may hold; 0 = no limit shown."""
    language: Literal["en"] = "en"


class Denied(Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody who is not to be admitted, and whom the door calls instead."""

    who: str
    """E-mail address, ticket code or full name."""
    call: str
    """Who at the event takes it from there."""


class DoorSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """[door]"""

    name: str = "main"
    re_entry: Literal["once", "in_and_out"] = "once"
    do_not_admit: tuple[Denied, ...] = ()
    keep_apart: tuple[tuple[str, str], ...] = ()
    """Pairs of e-mail addresses, codes or full names that are never introduced."""
    private_file: str = ""
    """A file beside config.toml with the two keys above, for what not everybody may read."""


class ScanSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """[scan]"""

    repeat_seconds: Annotated[float, Meta(ge=0, le=60)] = 2
    prefix: str = "f9"
    """The key the scanner sends first, if it is set up to."""
    max_gap_ms: Annotated[int, Meta(ge=10, le=500)] = 60
    min_length: Annotated[int, Meta(ge=3, le=64)] = 6


class BadgeSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """[badge]"""

    folder: str = "badges"
    cuts: Literal[1, 2] = 1
    show_company: bool = True


class MatchingSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """[matching]"""

    names: Annotated[int, Meta(ge=1, le=5)] = 3
    most_names: Annotated[int, Meta(ge=1, le=5)] = 5
    most_named: Annotated[int, Meta(ge=1, le=20)] = 5
    turn_up: Share = 0.65
    """Share of registrants who usually come."""
    connectors: tuple[str, ...] = ()
    """First names of crew who introduce people."""
    topics: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Topics of your own: name = [words that mean it]."""


class ImportSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """[import]"""

    columns: dict[str, str] = field(default_factory=dict)
    """Field = column header: the last word over what was recognised."""


class Settings(Struct, frozen=True, forbid_unknown_fields=True, rename={"import_": "import"}):
    """The whole of config.toml."""

    event: EventSettings = EventSettings()
    door: DoorSettings = DoorSettings()
    scan: ScanSettings = ScanSettings()
    badge: BadgeSettings = BadgeSettings()
    matching: MatchingSettings = MatchingSettings()
    import_: ImportSettings = ImportSettings()


class PrivateFile(Struct, frozen=True, forbid_unknown_fields=True):
    """The private file that [door] private_file names."""

    do_not_admit: tuple[Denied, ...] = ()
    keep_apart: tuple[tuple[str, str], ...] = ()


class EventFolder(Struct, frozen=True):
    """An event's folder: its settings and where its files lie."""

    path: Path
    settings: Settings

    @property
    def database(self) -> Path:
        """The event file."""
        return self.path / "event.db"

    @property
    def badges(self) -> Path:
        """Where badge pictures appear."""
        return self.path / self.settings.badge.folder


def load(path: Path) -> EventFolder:
    """Reads config.toml and the private file it names; raises ConfigError with the line of what is wrong."""
    settings = _read(path, Settings)
    if settings.door.private_file:
        private = _read(path.parent / settings.door.private_file, PrivateFile)
        door = msgspec.structs.replace(
            settings.door,
            do_not_admit=settings.door.do_not_admit + private.do_not_admit,
            keep_apart=settings.door.keep_apart + private.keep_apart,
        )
        settings = msgspec.structs.replace(settings, door=door)
    return EventFolder(path=path.resolve().parent, settings=settings)


def _read(path: Path, kind: type[AnyStruct]) -> AnyStruct:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise ConfigError(
            f"There is no {path}: run 'kiosk init DIR' to make an event folder, or name one with --config."
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} can't be read ({error}): save it as plain UTF-8 text.") from None
    try:
        return msgspec.convert(tomllib.loads(text), kind)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: {error}.") from None
    except msgspec.ValidationError as error:
        raise ConfigError(_explain(path.name, text, str(error), kind)) from None


_WHERE = re.compile(r"^(?P<what>.*?)(?: - at `\$(?P<path>[^`]*)`)?$", re.DOTALL)
_UNKNOWN = re.compile(r"unknown field `(?P<key>[^`]+)`")


def _explain(file: str, text: str, message: str, kind: type[Struct]) -> str:
    """Turns a validation error into "config.toml, line 12, [badge] cuts: what is wrong and what is allowed"."""
    found = _WHERE.match(message)
    assert found is not None
    what = found["what"]
    path = [
        part for part in re.split(r"[.\[\]]+", found["path"] or "") if part and not part.isdigit() and part != "..."
    ]
    unknown = _UNKNOWN.search(what)
    if unknown:
        known = ", ".join(_fields(kind, path))
        path.append(unknown["key"])
        what = f"there is no such key here (known: {known})" if known else "there is no such key here"
    line = _line_of(text, path)
    section, key = (
        (path[0], ".".join(path[1:]))
        if len(path) > 1 or f"[{path[0] if path else ''}]" in text
        else ("", ".".join(path))
    )
    place = f"[{section}] {key}".strip() if section else key
    return f"{file}{f', line {line}' if line else ''}, {place}: {what[0].lower()}{what[1:]}."


def _fields(kind: type[Struct], path: list[str]) -> list[str]:
    """The keys that are known at `path`."""
    inner: object = kind
    for part in path:
        if not (isinstance(inner, type) and issubclass(inner, Struct)):
            return []
        inner = next((f.type for f in msgspec.structs.fields(inner) if f.encode_name == part), None)
    if not (isinstance(inner, type) and issubclass(inner, Struct)):
        return []
    return [f.encode_name for f in msgspec.structs.fields(inner)]


def _line_of(text: str, path: list[str]) -> int | None:
    """The line of the last key of `path`, or of its section."""
    section: list[str] = []
    best: int | None = None
    for number, line in enumerate(text.splitlines(), 1):
        bare = line.split("#", 1)[0].strip()
        if bare.startswith("["):
            section = [part.strip(" \"'") for part in bare.strip("[]").split(".")]
            here = section
        elif "=" in bare:
            here = section + [part.strip(" \"'") for part in bare.split("=", 1)[0].split(".")]
        else:
            continue
        if here == path:
            return number
        if path[: len(here)] == here:
            best = number
    return best
