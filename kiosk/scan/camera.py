"""A webcam as scanner: OpenCV takes the pictures, ZXing reads the codes, also dim, turned and inverted ones."""

from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from time import monotonic
from typing import TYPE_CHECKING

from kiosk.language import _
from kiosk.scan.capture import Capture, Rate, hush
from kiosk.scan.scanner_state import Health, Heard, State, Told, changes, not_installed, ready, unplugged
from kiosk.scan.wedge import bare

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Picture = NDArray[np.uint8]
    Shown = Callable[[Picture], None]

AWAY = 2.0
"""Seconds that a code must be out of view before it counts as held up again."""
_SHOWING = 1 / 5
_PAUSE = 1.0
_SHOWN_WIDTH = 160
_LEAST_LIGHT = 10 * 16
"""Between dark and light in sums of sixteen pixels: in less there is only noise to read."""


def read_codes(picture: "Picture") -> list[str]:
    """The texts of all QR codes in a picture: grey, or with three colours."""
    return _read(picture) or _read(_calmed(picture))


def _read(picture: "Picture") -> list[str]:
    import zxingcpp

    # Unless told otherwise it looks at the picture turned, smaller and inverted as well.
    only_qr = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    found = zxingcpp.read_barcodes(picture, formats=only_qr, text_mode=zxingcpp.TextMode.Plain)
    return [text for text in (bare(each.text) for each in found) if text]


def _calmed(picture: "Picture") -> "Picture":
    """Neighbours averaged, against noise and a screen's own grid, and what light there is spread over all greys."""
    import numpy as np

    sums = (picture if picture.ndim == 2 else picture[:, :, 1]).astype(np.uint16)
    for _again in range(2):
        sums = sums[:-1] + sums[1:]
        sums = sums[:, :-1] + sums[:, 1:]
    low, high = np.percentile(sums[::8, ::8], (1, 99.5))
    spread = np.float32(255 / max(high - low, _LEAST_LIGHT))
    calmed: Picture = np.clip((sums - np.float32(low)) * spread, 0, 255).astype(np.uint8)
    return calmed


@dataclass(slots=True)
class View:
    """The codes in front of the camera: one that stays there is new only once."""

    _seen: dict[str, float] = field(default_factory=dict)

    def new(self, codes: Iterable[str], at: float) -> list[str]:
        """Those of `codes` that were not in view shortly before."""
        self._seen = {code: last for code, last in self._seen.items() if at - last < AWAY}
        found = list(dict.fromkeys(codes))
        came = [code for code in found if code not in self._seen]
        self._seen |= dict.fromkeys(found, at)
        return came


class CameraScanner:
    """Watches one camera, or plays one video file; `clock` and `wait` make a video play as fast as it can be read."""

    watched = False
    """Whether somebody looks at the picture: only then it is made."""

    def __init__(
        self,
        source: int | str | Path,
        mirror: bool = False,
        *,
        name: str = "",
        clock: Callable[[], float] = monotonic,
        wait: Callable[[float], object] | None = None,
    ) -> None:
        self.name = name or (f"camera {source}" if isinstance(source, int) else str(source))
        self._source, self._mirror, self._clock, self._wait = source, mirror, clock, wait
        self._view = View()
        self._showing = Rate(_SHOWING)

    def run(self, heard: Heard, told: Told, stop: Event, picture: "Shown | None" = None) -> None:
        """Blocks until `stop` is set or a video ends; every new code is heard, every change of its health told once.

        `picture` gets a small grey picture, at most five a second, while `watched`.
        """
        told = changes(told)
        wait = self._wait or stop.wait
        try:
            import cv2  # noqa: F401
            import zxingcpp  # noqa: F401
        except ImportError:
            told(not_installed(self.name, "camera"))
            return
        hush()
        while not stop.is_set():
            self._session(heard, told, stop, wait, picture)
            if self._is_video:
                return
            wait(_PAUSE)

    def _session(
        self, heard: Heard, told: Told, stop: Event, wait: Callable[[float], object], picture: "Shown | None"
    ) -> None:
        """Opens the camera and watches it as long as it is there."""
        with closing(Capture(self._source)) as capture:
            looked = False
            for at, grey in capture.video(self._clock, wait) if self._is_video else capture.live(self._clock):
                if stop.is_set():
                    return
                # Only now: a camera that another program uses can be opened, but shows nothing.
                looked = True
                told(ready(self.name))
                self._look(grey, at, heard, picture)
        if self._is_video:
            told(self._ended())
        else:
            told(unplugged(self.name) if looked else self._missing())

    def _look(self, grey: "Picture", at: float, heard: Heard, picture: "Shown | None") -> None:
        for code in self._view.new(read_codes(grey), at):
            heard(code)
        if picture and self.watched and self._showing.due(at):
            picture(_small(grey, self._mirror))

    @property
    def _is_video(self) -> bool:
        return not isinstance(self._source, int) and Path(self._source).is_file()

    def _missing(self) -> State:
        said = _("There is no camera “{name}”: plug it in, close other programs that use it, or correct its address.")
        return State(Health.MISSING, said.format(name=self.name))

    def _ended(self) -> State:
        return State(Health.ENDED, _("The video “{name}” is over.").format(name=self.name))


def _small(grey: "Picture", mirror: bool) -> "Picture":
    import cv2
    import numpy as np

    height = round(grey.shape[0] * _SHOWN_WIDTH / grey.shape[1])
    small = cv2.resize(grey, (_SHOWN_WIDTH, height), interpolation=cv2.INTER_AREA)
    shown: Picture = np.asarray(small[:, ::-1] if mirror else small, np.uint8)
    return shown
