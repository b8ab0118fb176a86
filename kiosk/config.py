"""config.toml into typed settings; errors name the key and the line."""

import re
import tomllib
from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal, TypeVar

import msgspec
from msgspec import Meta, Struct, field

from kiosk.errors import ConfigError
from kiosk.toml_errors import explain

AnyStruct = TypeVar("AnyStruct", bound=Struct)

Share = Annotated[float, Meta(gt=0, le=1)]
Count = Annotated[int, Meta(ge=0)]
_LINE = re.compile(r"tcp://[^:/\s]+(:\d{1,5})?/?|tcp://\[[0-9a-fA-F:]+\](:\d{1,5})?|/\S+")
"""Where a printer is reached."""
_PORT = re.compile(r"^tcp://(?:[^:/\s]+|\[[0-9a-fA-F:]+\]):(\d+)")
_HIGHEST_PORT = 65_535
_SERIAL = re.compile(r"/\S+|COM\d+|id:.*\S")
"""Where a scanner on a serial line is reached."""
_CAMERA = re.compile(r"\d{1,2}|.*[/\\.].+")
"""A number, or what looks like a path."""
Offset = Annotated[float, Meta(ge=-50, le=50)]
Waits = Literal["unpaid", "unapproved", "waitlisted", "cancelled"]
Moment = Annotated[datetime, Meta(tz=True)]


class EventSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """[event]"""

    name: str = "Our meetup"
    starts: Moment | None = None
    ends: Moment | None = None
    capacity: Count = 0
    """How many people the room may hold; 0 = no limit shown."""
    language: Literal["en", "de", "fr", "es"] = "en"
    """Of badges and conversation starters."""

    def __post_init__(self) -> None:
        if self.starts and self.ends and self.ends <= self.starts:
            raise ValueError("ends must be later than starts")


class Denied(Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody who is not to be admitted, and whom the door calls instead."""

    who: str
    """E-mail address, ticket code or full name."""
    call: str
    """Who at the event takes it from there."""


class DoorSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """[door]"""

    name: Annotated[str, Meta(min_length=1)] = "main"
    re_entry: Literal["once", "in_and_out"] = "once"
    do_not_admit: tuple[Denied, ...] = ()
    keep_apart: tuple[tuple[str, str], ...] = ()
    """Pairs of e-mail addresses, codes or full names that are never introduced."""
    private_file: str = ""
    """A file beside config.toml with the two keys above, for what not everybody may read."""
    may_let_in: tuple[Waits, ...] = ("unpaid", "unapproved", "waitlisted")
    """Whom the crew may let in although their ticket waits for something, or was cancelled."""
    hand_over: dict[str, str | dict[str, str]] = field(default_factory=dict)
    """What to hand over, by column header: a text with {} for the answer, or a text per answer."""
    topics: tuple[str, ...] = ()
    """Chips that walk-ins pick from; none = the commonest topics of your list."""


class ScanSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """[scan]"""

    repeat_seconds: Annotated[float, Meta(ge=0, le=60)] = 2
    prefix: str = "f9"
    """The key the scanner sends first, if it is set up to."""
    max_gap_ms: Annotated[int, Meta(ge=10, le=500)] = 60
    min_length: Annotated[int, Meta(ge=3, le=64)] = 6
    layout: Literal[
        "", "us", "gb", "de", "fr", "be", "ch", "cz", "hu", "es", "it", "pt", "pl", "se", "dk", "no", "tr"
    ] = ""
    """The keyboard layout that changes what the scanner types; what is typed by hand stays as it is."""


class ScannerSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """[[scanner]]"""

    kind: Literal["serial", "camera"]
    name: str = ""
    """What the screen calls it; without one, its address."""
    address: str = ""
    """serial: a device file, COM3, or id: and a part of what the port says of itself; camera: a number or a path."""
    baud: Literal[1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200] = 9600
    """serial: as the scanner is set up."""
    mirror: bool = False
    """camera: its picture on the screen is turned round, as in a mirror."""

    def __post_init__(self) -> None:
        if self.kind == "serial" and not self.address:
            raise ValueError("a scanner of kind 'serial' needs an address")
        if self.kind == "serial" and not _SERIAL.fullmatch(self.address):
            raise ValueError(
                f"address {self.address!r} is neither a device file nor COM3 nor id: and a part of its name"
            )
        if self.kind == "camera" and self.address and not _CAMERA.fullmatch(self.address):
            raise ValueError(f"address {self.address!r} is neither a camera's number nor a device or video file")


class ScreenSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """[screen]"""

    language: Literal["", "en", "de", "fr", "es"] = ""
    """Of the door's screens, and of what import and doctor say; empty = the event's."""
    theme: Literal["dark", "light", "contrast", "terminal"] = "dark"
    sounds: Literal["tones", "bell", "off"] = "bell"
    logo: str = ""
    """A picture beside config.toml, shown where people welcome themselves and on the wall."""


class SelfServiceSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """[self_service]"""

    pin: str = ""
    """What `kiosk pin` gave; without one nobody could leave self-service, so it does not start."""
    crew: str = ""
    """Whom people are sent to, such as "Ana at the blue table"."""
    back_after: Annotated[float, Meta(ge=2, le=60)] = 8
    """Seconds until the welcome comes back."""


class BadgeSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """[badge]"""

    folder: str = "badges"
    template: str = "landscape"
    """A packaged one's name, or a .toml file beside config.toml."""
    cuts: Literal[1, 2] = 1
    copies: Literal[1, 2] = 1
    """2: the name badge twice, for both sides of a holder."""
    show_company: bool = True
    show_role: bool = False
    """Off, because people meet as peers, whatever their rank."""
    start_at: Annotated[int, Meta(ge=1)] = 1
    """The first free label of a sheet that was used in part."""
    offset_mm: tuple[Offset, Offset] = (0.0, 0.0)
    """How far everything moves right and down, as the ruler page shows."""


class PrinterSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """[[printer]]"""

    kind: Literal["folder", "cups", "brother", "zebra", "receipt"]
    name: str = ""
    """What the screen calls it; without one, its address or kind."""
    address: str = ""
    """cups: the queue's name; folder: a folder; else tcp://192.168.1.20 or /dev/usb/lp0."""
    model: str = "QL-820NWB"
    """brother: as it stands on the printer."""
    labels: str = "62x100"
    """brother: the roll's size in millimetres, "62" for a continuous one."""
    answers: bool = True
    """zebra: false for one that never says how it is."""
    dpi: Literal[0, 203, 300, 600] = 0
    """Dots per inch; 0 = what such printers usually have."""
    template: str = ""
    """Another one than [badge] template names."""
    spare: bool = False
    """Prints only while no other printer does."""

    def __post_init__(self) -> None:
        if self.kind != "folder" and not self.address:
            raise ValueError(f"a printer of kind {self.kind!r} needs an address")
        if self.kind in ("brother", "zebra", "receipt") and not _LINE.fullmatch(self.address):
            raise ValueError(f"address {self.address!r} is neither tcp://host, tcp://host:port nor a device file")
        port = _PORT.search(self.address)
        if port and not 0 < int(port[1]) <= _HIGHEST_PORT:
            raise ValueError(f"address {self.address!r}: a port is 1 to {_HIGHEST_PORT}; printers usually have 9100")


class MatchingSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """[matching]"""

    names: Annotated[int, Meta(ge=1, le=5)] = 3
    """People to meet on a badge; of these three, never more counts than the event's templates surely print."""
    most_names: Annotated[int, Meta(ge=1, le=5)] = 5
    mean_names: Annotated[float, Meta(ge=1, le=5)] = 4.0
    """Names on a badge on average, where most_names is above names."""
    most_named: Annotated[int, Meta(ge=1, le=20)] = 5
    turn_up: Share = 0.65
    """Share of registrants who usually come."""
    strict: bool = False
    """Prints only names that were told about you, or will be."""
    introductions: Literal["at_door", "at_time"] = "at_door"
    """On every badge; or on cards for those who are there, printed in one run by `kiosk cards`."""
    connectors: tuple[str, ...] = ()
    """First names of crew who introduce people."""
    most_per_connector: Count = 10
    """People who are sent to one connector; the rest may ask anybody of the crew."""
    earlier: tuple[str, ...] = ()
    """Attendance of earlier events, as `kiosk export` wrote it: .json or .csv files beside config.toml."""
    met_before: Literal["avoid", "prefer", "ignore"] = "avoid"
    """Whether people who were introduced at those events are introduced again."""
    meaning: Literal["", "local"] = ""
    """local: by the small models of the extra [meaning], on this computer; empty = vocabulary only, or a server."""
    embeddings_url: str = ""
    """An OpenAI-compatible server for meaning, such as http://localhost:11434/v1; empty = vocabulary only."""
    embeddings_model: str = ""
    embeddings_key: str = ""
    """The environment variable that holds the server's key; empty = none is needed."""
    topics: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Topics of your own: name = [words that mean it]."""

    def __post_init__(self) -> None:
        if self.most_names < self.names:
            raise ValueError(f"most_names ({self.most_names}) must not be below names ({self.names})")
        if self.embeddings_url and not self.embeddings_model:
            raise ValueError("embeddings_url needs embeddings_model, the name of a model on that server")
        if self.embeddings_url and self.meaning:
            raise ValueError('meaning = "local" and embeddings_url exclude each other: leave one of them empty')


class MixerSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """[mixer]"""

    hosts: tuple[str, ...] = ()
    """Who stays at a table of their own in every round: e-mail addresses, codes or full names."""
    must_meet: tuple[tuple[str, str], ...] = ()
    """Pairs who sit together in one round at least."""
    must_not_meet: tuple[tuple[str, str], ...] = ()
    """Pairs who never sit together, beside those of keep_apart."""


class WallSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """[wall]"""

    show: bool = False
    """Off until somebody decides that the room may see who has come."""
    names: Literal["agreed", "numbers"] = "agreed"
    """First names of those who said yes to it on the form, or nobody's."""
    meeting_point: str = ""
    """Where people find each other: "by the plant"."""
    high_contrast: bool = False
    """Black, white and yellow only: for a bright room or a weak projector."""


class ImportSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """[import]"""

    columns: dict[str, str | tuple[str, ...]] = field(default_factory=dict)
    """Field = column header or headers, and ignore = headers: the last word over what was recognised."""
    yes: dict[str, str | tuple[str, ...]] = field(default_factory=dict)
    """Column header = the answer or answers that mean yes; every other one then means no."""
    states: dict[str, Literal["registered", "unpaid", "unapproved", "waitlisted", "cancelled"]] = field(
        default_factory=dict
    )
    """What a word for a ticket's state means that is not known here."""


class Settings(Struct, frozen=True, forbid_unknown_fields=True, rename={"import_": "import"}):
    """The whole of config.toml."""

    event: EventSettings = EventSettings()
    door: DoorSettings = DoorSettings()
    scan: ScanSettings = ScanSettings()
    scanner: tuple[ScannerSettings, ...] = ()
    """Beside those that type like a keyboard, which need no entry."""
    badge: BadgeSettings = BadgeSettings()
    screen: ScreenSettings = ScreenSettings()
    self_service: SelfServiceSettings = SelfServiceSettings()
    matching: MatchingSettings = MatchingSettings()
    printer: tuple[PrinterSettings, ...] = ()
    """The pool; none = pictures in the badge folder."""
    mixer: MixerSettings = MixerSettings()
    wall: WallSettings = WallSettings()
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
    def language(self) -> str:
        """What the screens speak."""
        return self.settings.screen.language or self.settings.event.language

    @property
    def badges(self) -> Path:
        """Where badge pictures appear."""
        return self.path / self.settings.badge.folder


def load(path: Path) -> EventFolder:
    """Reads config.toml and the private file it names; raises ConfigError with the line of what is wrong."""
    settings = _read(path, Settings)
    if settings.door.private_file:
        private = _read(path.parent / settings.door.private_file, PrivateFile, _NO_PRIVATE_FILE)
        door = msgspec.structs.replace(
            settings.door,
            do_not_admit=settings.door.do_not_admit + private.do_not_admit,
            keep_apart=settings.door.keep_apart + private.keep_apart,
        )
        settings = msgspec.structs.replace(settings, door=door)
    return EventFolder(path=path.resolve().parent, settings=settings)


_NO_CONFIG = "run 'kiosk init DIR' to make an event folder, or name one with --config."
_NO_PRIVATE_FILE = "put it there, or take its name out of private_file in config.toml."


def _read(path: Path, kind: type[AnyStruct], missing: str = _NO_CONFIG) -> AnyStruct:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise ConfigError(f"There is no {path}: {missing}") from None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} can't be read ({error}): save it as plain UTF-8 text.") from None
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: {error}.") from None
    try:
        return msgspec.convert(raw, kind)
    except msgspec.ValidationError as error:
        raise ConfigError(f"{path.name}, {explain(text, raw, str(error), kind)}.") from None
