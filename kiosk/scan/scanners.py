"""The scanners that config.toml names, beside those that type like a keyboard."""

from threading import Event
from typing import Protocol

from kiosk.config import EventFolder, ScannerSettings
from kiosk.errors import ConfigError
from kiosk.scan.scanner_state import Heard, Told


class Scanner(Protocol):
    """Anything that hears codes."""

    name: str

    def run(self, heard: Heard, told: Told, stop: Event) -> None:
        """Blocks until `stop` is set; every code is heard, every change of its health told once."""


def scanners(folder: EventFolder) -> list[Scanner]:
    """In the order of config.toml. Raises ConfigError if two have one name."""
    made = [_scanner(folder, each) for each in folder.settings.scanner]
    names = [scanner.name for scanner in made]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice:
        raise ConfigError(f"config.toml: two scanners are called {twice!r}: give each [[scanner]] a name of its own.")
    return made


def _scanner(folder: EventFolder, settings: ScannerSettings) -> Scanner:
    name, address = settings.name, settings.address
    match settings.kind:
        case "serial":
            from kiosk.scan.serial import SerialScanner

            return SerialScanner(address, settings.baud, name=name)
        case "camera":
            from kiosk.scan.camera import CameraScanner

            if not address or address.isdecimal():
                return CameraScanner(int(address or 0), settings.mirror, name=name)
            return CameraScanner(folder.path / address, settings.mirror, name=name or address)
