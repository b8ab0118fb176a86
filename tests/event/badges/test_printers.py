"""The printers that config.toml names: one station each, with its layout, its dots and its manners."""

from pathlib import Path
from typing import Any

import pytest

from kiosk.config import EventFolder, load
from kiosk.errors import ConfigError
from kiosk.event.badges.printers import stations
from kiosk.event.matching.paper import template
from printing.badge import Badge
from printing.errors import DrawingError
from printing.printers.brother.ql import BrotherPrinter
from printing.printers.cups.queue import CupsPrinter
from printing.printers.folder import FolderPrinter
from printing.printers.receipt import ReceiptPrinter
from printing.printers.zebra import ZebraPrinter


def event(folder: Path, config: str) -> EventFolder:
    (folder / "config.toml").write_text(config, "utf-8")
    return load(folder / "config.toml")


def printer(kind: str, *lines: str) -> str:
    return "\n".join(["[[printer]]", f"kind = '{kind}'", *lines, ""])


LINE = "address = 'tcp://192.0.2.7'"
BADGE = Badge(id="B", number=7, first_name="Ana", last_name="Rossi")


@pytest.mark.parametrize(
    ("config", "kind", "name", "dpi"),
    [
        ("", FolderPrinter, "folder badges", 300),
        ("[badge]\nfolder = 'out'\n", FolderPrinter, "folder out", 300),
        (printer("folder", "address = 'here'", "dpi = 203"), FolderPrinter, "folder here", 203),
        (printer("folder", "name = 'shelf'"), FolderPrinter, "shelf", 300),
        (printer("cups", "address = 'Badges'"), CupsPrinter, "Badges", 300),
        (printer("cups", "address = 'Badges'", "name = 'desk'", "dpi = 600"), CupsPrinter, "desk", 600),
        (printer("zebra", LINE), ZebraPrinter, "zebra tcp://192.0.2.7", 203),
        (printer("zebra", LINE, "dpi = 300", "name = 'z'"), ZebraPrinter, "z", 300),
        (printer("receipt", LINE, "template = 'receipt'"), ReceiptPrinter, "receipt tcp://192.0.2.7", 203),
        (printer("receipt", LINE, "name = 'till'"), ReceiptPrinter, "till", 203),
        (printer("brother", LINE), BrotherPrinter, "brother tcp://192.0.2.7", 300),
        (printer("brother", LINE, "name = 'left'", "model = 'QL-810W'", "labels = '62'"), BrotherPrinter, "left", 300),
    ],
)
def test_one_station_per_printer(tmp_path: Path, config: str, kind: type, name: str, dpi: int) -> None:
    (station,) = stations(event(tmp_path, config))
    assert type(station.printer) is kind and station.printer.name == name
    assert station.printer.dpi == station.media.dpi == dpi and not station.spare


def test_what_a_setting_is_for(tmp_path: Path) -> None:
    config = printer("zebra", LINE, "answers = false", "spare = true") + printer("folder", "address = 'p'")
    zebra, folder = stations(event(tmp_path, config))
    assert zebra.spare and not folder.spare
    assert isinstance(folder.printer, FolderPrinter) and folder.printer.folder == tmp_path / "p"
    made: Any = zebra.printer
    assert made._answers is False and made._address == "tcp://192.0.2.7"
    (brother,) = stations(event(tmp_path, printer("brother", LINE, "model = 'QL-810W'", "labels = '62'")))
    made = brother.printer
    assert made._model == "QL-810W" and made._address == "tcp://192.0.2.7" and made._label.across == 696
    (cups,) = stations(event(tmp_path, printer("cups", "address = 'Badges'")))
    made = cups.printer
    assert made._queue == "Badges" and made._requests._folder == tmp_path / ".printing"


def test_layouts_are_the_events_or_a_printers_own(tmp_path: Path) -> None:
    config = (
        "[badge]\ntemplate = 'small'\n" + printer("folder") + printer("folder", "name = 'x'", "template = 'portrait'")
    )
    small, portrait = stations(event(tmp_path, config))
    assert (small.media.width_mm, small.media.height_mm) == (60, 86)
    assert portrait.media.height_mm > portrait.media.width_mm and portrait.media.width_mm == 62
    own = event(tmp_path, "[badge]\ntemplate = 'mine.toml'\n")
    with pytest.raises(ConfigError, match=r"mine\.toml"):
        template(own)
    from printing.layout.template import source

    (tmp_path / "mine.toml").write_text(source("address"), "utf-8")
    assert template(own).label.width == 90 and template(own, "a6").label.width == 105


@pytest.mark.parametrize(
    ("config", "said"),
    [
        (printer("folder") + printer("folder"), "two printers are called 'folder badges'"),
        (printer("brother", LINE, "model = 'QL-1'"), r"\[printer\] tcp://192.0.2.7: model 'QL-1' is none of"),
        (printer("brother", LINE, "name = 'left'", "labels = '9x9'"), r"\[printer\] left: labels '9x9'"),
        ("[badge]\ntemplate = 'avery-5392'\nstart_at = 7\n", r"start_at: .*has labels 1 to 6, not 7"),
    ],
)
def test_what_can_not_be_is_said(tmp_path: Path, config: str, said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        stations(event(tmp_path, config))


def test_the_last_label_of_a_sheet_may_be_the_first_free_one(tmp_path: Path) -> None:
    assert stations(event(tmp_path, "[badge]\ntemplate = 'avery-5392'\nstart_at = 6\n"))
    assert stations(event(tmp_path, "[badge]\nstart_at = 99\n")), "no sheet, nothing to count"


def test_a_badge_without_its_name_is_none(tmp_path: Path) -> None:
    (station,) = stations(event(tmp_path, ""))
    strange = Badge(id="B", number=7, first_name="\U00013000\U00013001")
    with pytest.raises(DrawingError, match=r"Badge 7: .* write it by hand"):
        station.draw(strange)
    assert len(station.draw(BADGE)) == 1
    assert len(station.draw(Badge(id="B", number=8, first_name="Ana \U0001fae8"))) == 1, "a picture may be missing"


def test_copies_of_a_badge(tmp_path: Path) -> None:
    (station,) = stations(event(tmp_path, "[badge]\ncopies = 2\n"))
    assert len(station.draw(BADGE)) == 2
