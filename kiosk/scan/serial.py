"""A scanner on a serial line: no keyboard layout in between, and it may be unplugged at any time."""

import errno
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Event
from typing import Any, Protocol

from kiosk.language import _
from kiosk.scan.scanner_state import Health, Heard, State, Told, changes, not_installed, ready, unplugged
from kiosk.scan.wedge import bare

SILENCE = 0.1
"""Seconds without a byte that end a code too."""
LONGEST = 512
"""Bytes of a line that may be a code."""
PAUSE = 1.0
"""Seconds between two tries to open a line that is not there."""
_ENDS = re.compile(rb"[\r\n\t]")
_AIM = re.compile(r"^\][A-Za-z]\d")
"""The symbology that some scanners send before the code."""
_BY_ID = "id:"


class Port(Protocol):
    """What pyserial tells of a port, as far as we look at it."""

    device: str
    description: str
    serial_number: str | None
    vid: int | None
    pid: int | None


@dataclass(slots=True)
class Lines:
    """Assembles bytes into codes; what is no text, or too long to be a code, comes out as None."""

    _line: bytearray = field(default_factory=bytearray)

    def feed(self, piece: bytes) -> Iterator[str | None]:
        """The codes that `piece` completes."""
        *ended, rest = _ENDS.split(piece)
        for each in ended:
            self._take(each)
            yield from self.flush()
        self._take(rest)

    def flush(self) -> Iterator[str | None]:
        """The code that nothing more is coming for, if there is one."""
        line = bytes(self._line)
        self._line.clear()
        if len(line) > LONGEST:
            yield None
            return
        try:
            text = _AIM.sub("", bare(line.decode()))
        except UnicodeDecodeError:
            yield None
            return
        if text:
            yield text

    def _take(self, piece: bytes) -> None:
        # One byte more than a code may have says that it was too long; the rest needs no memory.
        self._line += piece[: LONGEST + 1 - len(self._line)]


def find(address: str, ports: Iterable[Port]) -> str | None:
    """The device file or port that an address means now; "id:PART" is looked up in what the ports say of themselves."""
    if not address.startswith(_BY_ID):
        return address
    part = address.removeprefix(_BY_ID).strip().casefold()
    return next((port.device for port in sorted(ports, key=lambda port: port.device) if part in _identity(port)), None)


def _identity(port: Port) -> str:
    usb = "" if port.vid is None or port.pid is None else f"{port.vid:04x}:{port.pid:04x}"
    return "\n".join((port.description or "", port.serial_number or "", usb)).casefold()


def _plugged() -> Iterable[Port]:
    from serial.tools.list_ports import comports

    found: Iterable[Port] = comports()
    return found


class SerialScanner:
    """Reads one scanner, and waits for it while it is unplugged; `ports` lists what is plugged in."""

    def __init__(
        self,
        address: str,
        baud: int = 9600,
        *,
        name: str = "",
        ports: Callable[[], Iterable[Port]] = _plugged,
        silence: float = SILENCE,
        pause: float = PAUSE,
    ) -> None:
        self.name = name or address
        self._address, self._baud, self._ports = address, baud, ports
        self._silence, self._pause = silence, pause

    def run(self, heard: Heard, told: Told, stop: Event) -> None:
        """Blocks until `stop` is set; every code is heard, every change of its health told once."""
        told = changes(told)
        try:
            import serial  # noqa: F401
        except ImportError:
            told(not_installed(self.name, "serial"))
            return
        while not stop.is_set():
            self._session(heard, told, stop)
            stop.wait(self._pause)

    def _session(self, heard: Heard, told: Told, stop: Event) -> None:
        """Opens the line and reads it as long as it is there."""
        faults = _faults()
        try:
            line = self._open()
        except faults as error:
            told(self._unopened(error))
            return
        with line:
            told(ready(self.name))
            with suppress(*faults):
                self._listen(line, heard, told, stop)
        if not stop.is_set():
            told(unplugged(self.name))

    def _open(self) -> Any:
        from serial import Serial

        device = find(self._address, self._ports())
        if device is None:
            raise FileNotFoundError(errno.ENOENT, self._address)
        # Two programs that read one line would get half of every code each.
        return Serial(device, self._baud, timeout=self._silence, exclusive=True)

    def _listen(self, line: Any, heard: Heard, told: Told, stop: Event) -> None:
        lines = Lines()
        while not stop.is_set():
            piece = line.read(max(1, line.in_waiting))
            for code in lines.feed(piece) if piece else lines.flush():
                told(self._garbled() if code is None else ready(self.name))
                if code:
                    heard(code)

    def _garbled(self) -> State:
        said = _("The scanner “{name}” sent no text: scan again. If that goes on, set it to {baud} baud.")
        return State(Health.GARBLED, said.format(name=self.name, baud=self._baud))

    def _unopened(self, error: Exception) -> State:
        number = getattr(error, "errno", None)
        if number in (errno.EACCES, errno.EPERM):
            health, said = Health.REFUSED, _("You may not read the scanner “{name}”: on Linux run sudo usermod -aG "
                                             "dialout $USER, then log in again.")  # fmt: skip
        elif number in (errno.EBUSY, errno.EWOULDBLOCK):
            health, said = Health.BUSY, _("Another program reads the scanner “{name}”: close that one.")
        else:
            health, said = Health.MISSING, _("There is no scanner “{name}”: plug it in, or correct its address.")
        return State(health, said.format(name=self.name))


def _faults() -> tuple[type[Exception], ...]:
    """What a line raises that is pulled out while it is opened or read."""
    try:
        from termios import error
    except ImportError:
        # Windows has no terminals.
        return (OSError,)
    return OSError, error
