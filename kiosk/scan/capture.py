"""OpenCV's pictures of a camera or a video, as often as somebody should look."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Picture = NDArray[np.uint8]

LOOKING = 1 / 10
"""Seconds between two looks: ten a second leave the screen as quick as it is without a camera."""
_SIZE = (1280, 720)
"""Cameras start with 640 by 480, where a phone must be held twice as near."""
_USUAL_RATE = 25
_SOON = 1e-6
"""Video times are sums of fractions."""


def hush() -> None:
    """Whatever OpenCV and FFmpeg write to the terminal would stand in the middle of the screen."""
    import cv2

    os.environ.setdefault("OPENCV_FFMPEG_LOGLEVEL", "-8")
    # It moved in OpenCV 5.
    set_level = getattr(cv2, "setLogLevel", None) or cv2.utils.logging.setLogLevel
    set_level(0)


class Rate:
    """Lets one through every `seconds`, in the long run also where pictures come a little late."""

    def __init__(self, seconds: float) -> None:
        self._seconds, self._next = seconds, float("-inf")

    def due(self, at: float) -> bool:
        """Whether it is time again."""
        if at < self._next - _SOON:
            return False
        late = at - self._next > self._seconds
        self._next = (at if late else self._next) + self._seconds
        return True


class Capture:
    """OpenCV's capture, as the moments to look and what is seen then."""

    def __init__(self, source: int | str | Path) -> None:
        import cv2

        if isinstance(source, int):
            self._capture = cv2.VideoCapture(source)
        elif Path(source).is_char_device():
            # As a camera, through whatever link it was named by; else OpenCV tries to play it as a film.
            self._capture = cv2.VideoCapture(os.path.realpath(source), cv2.CAP_V4L2)
        else:
            self._capture = cv2.VideoCapture(str(source))

    def close(self) -> None:
        """Frees the camera."""
        self._capture.release()

    def live(self, clock: Callable[[], float]) -> Iterator[tuple[float, "Picture"]]:
        """Takes every picture off the line, so that none is old, and looks at some."""
        import cv2

        width, height = _SIZE
        for wanted, value in (
            (cv2.CAP_PROP_FRAME_WIDTH, width),
            (cv2.CAP_PROP_FRAME_HEIGHT, height),
            (cv2.CAP_PROP_BUFFERSIZE, 1),
        ):
            self._capture.set(wanted, value)
        rate = Rate(LOOKING)
        while self._capture.grab():
            at = clock()
            if rate.due(at):
                picture = self._retrieved()
                if picture is None:
                    return
                yield at, picture

    def video(self, clock: Callable[[], float], wait: Callable[[float], object]) -> Iterator[tuple[float, "Picture"]]:
        """Plays a file once, at its own speed."""
        import cv2

        step = 1 / (self._capture.get(cv2.CAP_PROP_FPS) or _USUAL_RATE)
        rate = Rate(LOOKING)
        at = clock()
        while self._capture.grab():
            if rate.due(at):
                wait(max(0.0, at - clock()))
                picture = self._retrieved()
                if picture is None:
                    return
                yield at, picture
            at += step

    def _retrieved(self) -> "Picture | None":
        import cv2

        good, frame = self._capture.retrieve()
        if not good:
            return None
        return cast("Picture", frame if frame.ndim == 2 else cv2.cvtColor(frame, cv2.COLOR_BGR2GRAY))
