"""Scanners on pseudo terminals: whatever they send, and however often they are unplugged, codes come out whole."""

import errno
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue

import pytest
from hypothesis import given
from hypothesis import strategies as st
from serial import Serial
from serial.tools.list_ports_common import ListPortInfo

from kiosk.scan.scanner_state import Health, State
from kiosk.scan.serial import LONGEST, Lines, SerialScanner, find

if sys.platform == "win32":
    pytest.skip("needs pseudo terminals", allow_module_level=True)

CODE, OTHER = "BCDEFGHJKLNOPRSTUV", "https://luma.com/check-in/evt-X?pk=Oool8D"
NEVER = 60.0
"""Silence that no test waits for: there, only the end of a line ends a code."""


class Plug:
    """A scanner's cable: the end in our hand, under a name that stays the same."""

    def __init__(self, link: Path) -> None:
        self.link = link
        self._ours, theirs = os.openpty()
        self.device = os.ttyname(theirs)
        link.unlink(missing_ok=True)
        link.symlink_to(self.device)
        self._theirs: int | None = theirs

    def send(self, piece: bytes) -> None:
        """Writes it all at once."""
        os.write(self._ours, piece)

    def pull(self) -> None:
        """Nobody holds the line any longer: what reads it fails."""
        self.link.unlink(missing_ok=True)
        if self._theirs is not None:
            os.close(self._ours)
            os.close(self._theirs)
            self._theirs = None


@dataclass
class Desk:
    """What a running scanner said so far; each is waited for."""

    codes: SimpleQueue[str] = field(default_factory=SimpleQueue)
    states: SimpleQueue[State] = field(default_factory=SimpleQueue)

    def heard(self, count: int) -> list[str]:
        return [self.codes.get(timeout=30) for _ in range(count)]

    def told(self) -> Health:
        return self.states.get(timeout=30).health


@contextmanager
def running(scanner: SerialScanner, *plugs: Plug) -> Iterator[Desk]:
    desk, stop = Desk(), threading.Event()
    thread = threading.Thread(target=scanner.run, args=(desk.codes.put, desk.states.put, stop))
    thread.start()
    try:
        yield desk
    finally:
        stop.set()
        for plug in plugs:
            plug.pull()
        thread.join(30)
    assert not thread.is_alive()
    assert desk.codes.empty() and desk.states.empty()


@pytest.fixture
def plug(tmp_path: Path) -> Iterator[Plug]:
    plug = Plug(tmp_path / "scanner")
    yield plug
    plug.pull()


def on(plug: Plug, silence: float = NEVER) -> SerialScanner:
    return SerialScanner(str(plug.link), silence=silence, pause=0.01)


@pytest.mark.parametrize("end", [b"\r", b"\n", b"\r\n", b"\t"])
def test_every_end_of_a_line_ends_a_code(plug: Plug, end: bytes) -> None:
    with running(on(plug), plug) as desk:
        assert desk.told() is Health.READY
        plug.send(CODE.encode() + end + OTHER.encode() + end)
        assert desk.heard(2) == [CODE, OTHER]


def test_silence_ends_a_code_too(plug: Plug) -> None:
    with running(on(plug, silence=0.05), plug) as desk:
        assert desk.told() is Health.READY
        plug.send(CODE.encode())
        assert desk.heard(1) == [CODE]


def test_pieces_become_one_code_and_one_piece_several(plug: Plug) -> None:
    with running(on(plug), plug) as desk:
        assert desk.told() is Health.READY
        for letter in CODE:
            plug.send(letter.encode())
        plug.send(f"\r{OTHER}\r\n{CODE}\tA1".encode())
        assert desk.heard(3) == [CODE, OTHER, CODE]
        plug.send(b"B2\r")
        assert desk.heard(1) == ["A1B2"]


def test_what_scanners_send_around_a_code_is_left_out(plug: Plug) -> None:
    with running(on(plug), plug) as desk:
        assert desk.told() is Health.READY
        plug.send(f"]Q1{CODE}\r\x02{CODE[:9]}\x1d{CODE[9:]}\x03\r\r\n {OTHER} \n".encode())
        assert desk.heard(3) == [CODE, CODE, OTHER]


def test_a_scanner_that_is_unplugged_comes_back_by_itself(plug: Plug, tmp_path: Path) -> None:
    plugs = [plug]
    with running(on(plug)) as desk:
        assert desk.told() is Health.READY
        for _ in range(3):
            plugs[-1].send(f"{CODE}\r".encode())
            assert desk.heard(1) == [CODE]
            # Half a code is on its way: nobody gets it, nor the next code's beginning.
            plugs[-1].send(b"HALF")
            plugs[-1].pull()
            assert desk.told() is Health.MISSING
            plugs.append(Plug(plug.link))
            assert desk.told() is Health.READY
        for each in plugs:
            each.pull()
        assert desk.told() is Health.MISSING


def test_one_that_is_not_there_yet_is_told_once_and_waited_for(tmp_path: Path) -> None:
    scanner = SerialScanner(str(tmp_path / "scanner"), name="left desk", silence=NEVER, pause=0.001)
    with running(scanner) as desk:
        state = desk.states.get(timeout=30)
        assert state.fault and state.said == "There is no scanner “left desk”: plug it in, or correct its address."
        plug = Plug(tmp_path / "scanner")
        assert desk.told() is Health.READY
        plug.pull()
        assert desk.told() is Health.MISSING


def test_garbage_is_told_and_survived(plug: Plug) -> None:
    with running(on(plug), plug) as desk:
        assert desk.told() is Health.READY
        plug.send(bytes(range(128, 256)) + b"\r\x00\xfe\xff\r\x00\r")
        assert desk.told() is Health.GARBLED
        plug.send(f"{CODE}\r".encode())
        assert desk.heard(1) == [CODE] and desk.told() is Health.READY


def test_what_is_too_long_for_a_code_is_dropped_whole(plug: Plug) -> None:
    with running(on(plug), plug) as desk:
        assert desk.told() is Health.READY
        plug.send(b"A" * (LONGEST + 1) + f"\r{CODE}\r".encode() + b"B" * LONGEST + b"\r")
        assert desk.heard(2) == [CODE, "B" * LONGEST]
        assert [desk.told(), desk.told()] == [Health.GARBLED, Health.READY]


def test_a_line_that_another_program_reads_is_waited_for(plug: Plug) -> None:
    other = Serial(plug.device, exclusive=True)
    with running(on(plug), plug) as desk:
        assert desk.told() is Health.BUSY
        other.close()
        assert desk.told() is Health.READY


def test_one_that_may_not_be_read_says_how_to_be_allowed() -> None:
    def ports() -> list[ListPortInfo]:
        raise PermissionError(errno.EACCES, "Permission denied")

    with running(SerialScanner("id:ABC123", ports=ports, pause=0.001)) as desk:
        state = desk.states.get(timeout=30)
        assert state.health is Health.REFUSED and "dialout" in state.said


def test_a_file_that_is_no_line_is_told(tmp_path: Path) -> None:
    (tmp_path / "scanner").write_text(CODE)
    with running(SerialScanner(str(tmp_path / "scanner"), pause=0.001)) as desk:
        assert desk.told() is Health.MISSING


def test_another_socket_is_no_matter_for_one_that_is_named_by_what_it_is(plug: Plug, tmp_path: Path) -> None:
    plugged: list[ListPortInfo] = []
    scanner = SerialScanner("id:ABC123", ports=lambda: list(plugged), silence=NEVER, pause=0.001)
    with running(scanner) as desk:
        assert desk.told() is Health.MISSING
        plugged.append(port(plug.device, serial_number="xabc123"))
        assert desk.told() is Health.READY
        plug.pull()
        plugged.clear()
        assert desk.told() is Health.MISSING
        elsewhere = Plug(tmp_path / "elsewhere")
        plugged.append(port(elsewhere.device, serial_number="xabc123"))
        assert desk.told() is Health.READY
        elsewhere.pull()
        assert desk.told() is Health.MISSING


def port(device: str, description: str = "n/a", serial_number: str | None = None, usb: str = "") -> ListPortInfo:
    made = ListPortInfo(device)
    made.description, made.serial_number = description, serial_number
    made.vid, made.pid = (int(part, 16) for part in usb.split(":")) if usb else (None, None)
    return made


@pytest.mark.parametrize(
    ("address", "device"),
    [
        ("/dev/ttyS9", "/dev/ttyS9"),
        ("COM3", "COM3"),
        ("id:honeywell", "/dev/ttyACM1"),
        ("id: 1A86:7523", "/dev/ttyUSB0"),
        ("id:sn-7", "/dev/ttyUSB0"),
        ("id:scanner", "/dev/ttyACM1"),
        ("id:zebra", None),
    ],
)
def test_a_port_is_found_by_what_it_says_of_itself(address: str, device: str | None) -> None:
    ports = [
        port("/dev/ttyUSB0", "USB Scanner", "SN-7", "1a86:7523"),
        port("/dev/ttyACM1", "Honeywell Scanner"),
        port("/dev/ttyS0"),
    ]
    assert find(address, ports) == device


def test_without_the_library_somebody_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "serial", None)
    told: list[State] = []
    SerialScanner("/dev/ttyACM0").run(print, told.append, threading.Event())
    assert [state.health for state in told] == [Health.NOT_INSTALLED] and "mixer-kiosk[serial]" in told[0].said


def assembled(pieces: list[bytes]) -> list[str | None]:
    lines = Lines()
    return [code for piece in pieces for code in lines.feed(piece)] + list(lines.flush())


TEXT = st.text(st.characters(codec="ascii", min_codepoint=33, max_codepoint=126), min_size=1, max_size=80)


@given(
    st.lists(st.tuples(TEXT.filter(lambda text: text[0] != "]"), st.sampled_from(["\r", "\n", "\r\n", "\t"]))),
    st.lists(st.integers(1, 40), min_size=1),
)
def test_codes_don_t_depend_on_how_they_arrive(sent: list[tuple[str, str]], lengths: list[int]) -> None:
    stream = "".join(code + end for code, end in sent).encode()
    pieces: list[bytes] = []
    start = 0
    while start < len(stream):
        length = lengths[len(pieces) % len(lengths)]
        pieces.append(stream[start : start + length])
        start += length
    assert assembled(pieces) == [code for code, _ in sent]


@given(st.lists(st.binary(max_size=700), max_size=5))
def test_nothing_that_arrives_is_more_than_a_printable_line(pieces: list[bytes]) -> None:
    for code in assembled(pieces):
        assert code is None or (code.isprintable() and code == code.strip() and 0 < len(code) <= LONGEST)
