"""Codes in front of a camera: how many are read, none wrongly, and each is heard once."""

import os
import sys
import threading
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from queue import SimpleQueue

import numpy as np
import pytest

from kiosk.scan.camera import AWAY, CameraScanner, View, read_codes
from kiosk.scan.scanner_state import Health, State
from tests.scan.frames import HEIGHT, KINDS, WIDTH, Picture, Scene, draw, empty, frames

CODES = ("BCDEFGHJKLNOPRSTUV", "CDEFGHJKLNOPRSTUVX", "DEFGHJKLNOPRSTUVXB")
RATE = 30
"""Pictures a second of the videos here."""


@pytest.mark.parametrize(("count", "share"), [(3, 0.75), pytest.param(50, 0.85, marks=pytest.mark.slow)])
def test_most_codes_are_read_and_none_is_read_wrongly(count: int, share: float) -> None:
    read, wrong = Counter[str](), Counter[str]()
    for kind in KINDS:
        for frame in frames(kind, count):
            found = read_codes(frame.picture)
            read[kind] += frame.text in found
            wrong[kind] += any(text != frame.text for text in found)
    figures = ", ".join(f"{kind} {read[kind]}" for kind in KINDS) + f" of {count} each; wrong {dict(wrong)}"
    assert wrong.total() == 0, figures
    assert read.total() >= share * count * len(KINDS), figures


@pytest.mark.parametrize("light", [1.0, 0.1, 0.0])
def test_in_an_empty_room_nothing_is_read(light: float) -> None:
    random = np.random.default_rng(1)
    assert [read_codes(empty(random, light)) for _ in range(5)] == [[]] * 5


def test_several_codes_and_colours_are_read() -> None:
    random = np.random.default_rng(2)
    one, other = (draw(code, Scene(width=200), random) for code in CODES[:2])
    both = np.concatenate([one, other], axis=1)
    assert sorted(read_codes(both)) == list(CODES[:2])
    assert read_codes(np.stack([one] * 3, axis=2)) == [CODES[0]]
    dim = draw(CODES[0], Scene(width=120, light=0.1), random)
    assert read_codes(np.stack([dim] * 3, axis=2)) == read_codes(dim) == [CODES[0]]


def test_a_mirrored_code_is_read_too() -> None:
    picture = draw(CODES[0], Scene(width=200), np.random.default_rng(3))
    assert read_codes(np.ascontiguousarray(picture[:, ::-1])) == [CODES[0]]


def test_a_code_is_new_when_it_comes_into_view() -> None:
    view = View()
    assert view.new(["A"], 0.0) == ["A"]
    assert view.new(["A", "B", "B"], 0.1) == ["B"]
    assert view.new([], 1.0) == []
    assert view.new(["A"], 0.1 + AWAY - 0.01) == []
    assert view.new(["B"], 0.1 + AWAY) == ["B"]
    assert view.new(["A"], 0.1 + 2 * AWAY) == ["A"]


class Time:
    """Passes only where somebody waits, and at once."""

    def __init__(self) -> None:
        self.now = 0.0

    def clock(self) -> float:
        return self.now

    def wait(self, seconds: float) -> None:
        self.now += seconds


def film(path: Path, scenes: Sequence[tuple[str | None, float]], rate: int = RATE) -> Path:
    """Writes a video: what is held up, and for how many seconds."""
    cv2 = pytest.importorskip("cv2")
    random = np.random.default_rng(4)
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter_fourcc(*"MJPG"), rate, (WIDTH, HEIGHT))
    assert writer.isOpened()
    for text, seconds in scenes:
        picture = empty(random) if text is None else draw(text, Scene(width=250), random)
        for _ in range(round(seconds * rate)):
            writer.write(np.stack([picture] * 3, axis=2))
    writer.release()
    return path


def play(scanner: CameraScanner) -> tuple[list[str], list[Health]]:
    heard: list[str] = []
    told: list[State] = []
    scanner.run(heard.append, told.append, threading.Event())
    return heard, [state.health for state in told]


def test_codes_of_a_video_are_heard_once_each_in_order(tmp_path: Path) -> None:
    path = film(tmp_path / "evening.avi", [(code, 0.5) for code in CODES])
    time = Time()
    scanner = CameraScanner(path, clock=time.clock, wait=time.wait)
    assert play(scanner) == (list(CODES), [Health.READY, Health.ENDED])
    assert time.now == pytest.approx(1.4), "played at its own speed"


def test_a_code_is_heard_again_after_it_was_out_of_view(tmp_path: Path) -> None:
    one, other, _ = CODES
    path = film(
        tmp_path / "again.avi", [(one, 0.4), (None, 1.0), (one, 0.4), (other, 0.4), (None, 1.8), (one, 0.4)], 10
    )
    time = Time()
    assert play(CameraScanner(path, clock=time.clock, wait=time.wait))[0] == [one, other, one]


def test_ten_pictures_a_second_are_looked_at(tmp_path: Path) -> None:
    path = film(tmp_path / "fast.avi", [(f"PICTURE{n:02}", 1 / RATE) for n in range(7)])
    time = Time()
    heard, _ = play(CameraScanner(path, clock=time.clock, wait=time.wait))
    assert heard == [f"PICTURE{n:02}" for n in range(0, 7, 3)]


def test_the_picture_is_made_only_while_somebody_watches(tmp_path: Path) -> None:
    path = film(tmp_path / "watched.avi", [(CODES[0], 2.0)], 10)
    seen: list[Picture] = []
    for watched in (False, True):
        time = Time()
        scanner = CameraScanner(path, clock=time.clock, wait=time.wait)
        scanner.watched = watched
        scanner.run(print, print, threading.Event(), seen.append)
        assert len(seen) == (10 if watched else 0)
    assert {(picture.shape, picture.dtype) for picture in seen} == {((90, 160), np.dtype(np.uint8))}


def test_the_picture_is_turned_round_as_in_a_mirror(tmp_path: Path) -> None:
    path = film(tmp_path / "mirror.avi", [(CODES[0], 0.1)], 10)
    seen: list[Picture] = []
    for mirror in (False, True):
        scanner = CameraScanner(path, mirror, clock=Time().clock, wait=Time().wait)
        scanner.watched = True
        scanner.run(print, print, threading.Event(), seen.append)
    straight, turned = seen
    assert (straight[:, ::-1] == turned).all() and (straight != turned).any()


def test_a_camera_that_is_not_there_is_told_once_and_tried_again(capfd: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("cv2")
    stop = threading.Event()
    told: list[State] = []
    waited: list[float] = []

    def wait(seconds: float) -> None:
        waited.append(seconds)
        if len(waited) == 3:
            stop.set()

    CameraScanner(99, name="hall", wait=wait).run(print, told.append, stop)
    assert waited == [1.0] * 3
    assert [state.health for state in told] == [Health.MISSING] and "“hall”" in told[0].said
    assert capfd.readouterr() == ("", ""), "nothing may be written into the middle of the screen"


def test_a_file_that_is_no_video_is_over_at_once(tmp_path: Path) -> None:
    pytest.importorskip("cv2")
    path = tmp_path / "evening.mp4"
    path.write_bytes(bytes(range(256)) * 10)
    assert play(CameraScanner(path)) == ([], [Health.ENDED])


@pytest.mark.skipif(sys.platform == "win32", reason="needs named pipes")
def test_a_camera_that_is_unplugged_comes_back_by_itself(tmp_path: Path) -> None:
    """A named pipe is a camera to OpenCV: live, of unknown length, and gone when its other end is."""
    pipe, stop = tmp_path / "camera.mjpeg", threading.Event()
    os.mkfifo(pipe)
    # OpenCV writes no video while it waits for another to be opened.
    streams = [_jpegs(film(tmp_path / f"{code}.avi", [(code, 1.0)]).read_bytes()) for code in CODES[:2]]
    heard: SimpleQueue[str] = SimpleQueue()
    told: SimpleQueue[State] = SimpleQueue()
    pauses: list[float] = []

    def wait(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == 2:
            stop.set()

    scanner = CameraScanner(pipe, wait=wait)
    thread = threading.Thread(target=scanner.run, args=(heard.put, told.put, stop), daemon=True)
    thread.start()
    for code, stream in zip(CODES[:2], streams, strict=True):
        threading.Thread(target=pipe.write_bytes, args=(stream,), daemon=True).start()
        assert told.get(timeout=30).health is Health.READY
        assert heard.get(timeout=30) == code
        assert told.get(timeout=30).health is Health.MISSING
    thread.join(30)
    assert not thread.is_alive()


def _jpegs(avi: bytes) -> bytes:
    """The pictures of a video, one after the other, as a camera sends them."""
    return b"".join(b"\xff\xd8" + part.split(b"\xff\xd9")[0] + b"\xff\xd9" for part in avi.split(b"\xff\xd8")[1:])


def test_without_the_libraries_somebody_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "cv2", None)
    told: list[State] = []
    CameraScanner(0).run(print, told.append, threading.Event())
    assert [state.health for state in told] == [Health.NOT_INSTALLED] and "mixer-kiosk[camera]" in told[0].said
