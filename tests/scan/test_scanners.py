"""[[scanner]] in config.toml: what is taken, what is refused and how, and what becomes of it."""

import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.config import EventFolder, ScannerSettings, load
from kiosk.errors import ConfigError
from kiosk.scan.camera import CameraScanner
from kiosk.scan.scanners import scanners
from kiosk.scan.serial import SerialScanner


def event(folder: Path, text: str) -> EventFolder:
    (folder / "config.toml").write_text(text, encoding="utf-8")
    return load(folder / "config.toml")


def test_scanners_come_in_the_order_of_config(tmp_path: Path) -> None:
    made = scanners(
        event(
            tmp_path,
            """
            [[scanner]]
            kind = "serial"
            address = "id:1a86:7523"
            baud = 115200
            [[scanner]]
            kind = "camera"
            [[scanner]]
            kind = "camera"
            address = "rehearsal.mp4"
            name = "by the lift"
            """,
        )
    )
    assert [type(each) for each in made] == [SerialScanner, CameraScanner, CameraScanner]
    assert [each.name for each in made] == ["id:1a86:7523", "camera 0", "by the lift"]


def test_without_any_there_is_none(tmp_path: Path) -> None:
    assert scanners(event(tmp_path, "")) == []


def test_two_of_one_name_could_not_be_told_apart(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="two scanners are called 'camera 0'"):
        scanners(event(tmp_path, "[[scanner]]\nkind = 'camera'\n[[scanner]]\nkind = 'camera'\naddress = '0'\n"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[[scanner]]\nkind = 'laser'\n", ["line 2", "[scanner] kind, entry 1", "'serial' or 'camera'"]),
        ("[[scanner]]\nkind = 'serial'\n", ["line 1", "entry 1", "needs an address"]),
        ("[[scanner]]\nkind = 'serial'\naddress = 'ttyACM0'\n", ["line 1", "'ttyACM0' is neither a device file"]),
        ("[[scanner]]\nkind = 'serial'\naddress = 'id: '\n", ["line 1", "neither a device file"]),
        ("[[scanner]]\nkind = 'camera'\naddress = 'lobby'\n", ["'lobby' is neither a camera's number nor a device"]),
        ("[[scanner]]\nkind = 'camera'\naddress = 0\n", ["line 3", "address", "text in quotes, got a whole number"]),
        (
            "[[scanner]]\nkind = 'camera'\n[[scanner]]\nkind = 'serial'\naddress = 'COM3'\nbaud = 9601\n",
            ["line 6", "[scanner] baud, entry 2", "9601 is not possible", "9600 or 19200"],
        ),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path: Path, text: str, words: list[str]) -> None:
    with pytest.raises(ConfigError) as caught:
        event(tmp_path, text)
    assert all(word in str(caught.value) for word in words), caught.value


@pytest.mark.parametrize("address", ["/dev/ttyACM0", "/dev/serial/by-id/usb-Honeywell-if00", "COM12", "id:Honeywell"])
def test_lines_that_are_taken(address: str) -> None:
    assert ScannerSettings(kind="serial", address=address).baud == 9600


@pytest.mark.parametrize("address", ["", "0", "12", "/dev/video2", "/dev/v4l/by-id/usb-Cam-index0", "evening.mp4"])
def test_cameras_that_are_taken(address: str) -> None:
    assert not ScannerSettings(kind="camera", address=address).mirror


def test_whoever_only_names_scanners_loads_none_of_their_libraries() -> None:
    program = "import sys, kiosk.scan.scanners, kiosk.scan.serial, kiosk.scan.camera; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    assert not {"serial", "cv2", "zxingcpp", "numpy", "textual"} & set(loaded)
