"""A sound per answer, so that a volunteer need not look at the screen: tones where the computer can play them."""

import array
import math
import shutil
import subprocess
import sys
import tempfile
import wave
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path

_RATE = 22_050
_TONES: dict[str, Sequence[tuple[int, float]]] = {
    "welcome": ((660, 0.09), (880, 0.14)),
    "quiet": ((660, 0.08),),
    "caution": ((520, 0.12), (0, 0.05), (520, 0.12)),
    "stop": ((330, 0.16), (220, 0.3)),
}
"""By the look of an answer: (hertz, seconds), 0 hertz is silence. Rising is good, falling is not."""
_PLAYERS = (("pw-play",), ("paplay",), ("aplay", "-q"), ("afplay",))
"""What plays a file, on Linux and macOS; the first that is there."""
_playing: list[subprocess.Popen[bytes]] = []
"""Kept until they have ended, so that none is left behind."""
RINGS = {"caution": 1, "stop": 2}
"""How often the terminal's bell rings instead."""


class Sounds:
    """Plays what the settings ask for; never waits, and never fails."""

    def __init__(self, kind: str, ring: Callable[[], None]) -> None:
        self._kind = kind
        self._ring = ring

    def play(self, look: str) -> None:
        """The sound of an answer: welcome, quiet, caution or stop."""
        if self._kind == "tones" and _play(look):
            return
        if self._kind != "off":
            for _ in range(RINGS.get(look, 0)):
                self._ring()


def _play(look: str) -> bool:
    if look not in _TONES:
        return True
    try:
        if sys.platform == "win32":
            import winsound

            winsound.PlaySound(str(_file(look)), winsound.SND_FILENAME | winsound.SND_ASYNC)
            return True
        player = _player()
        if not player:
            return False
        quiet = subprocess.DEVNULL
        _playing[:] = [each for each in _playing if each.poll() is None]
        _playing.append(subprocess.Popen([*player, str(_file(look))], stdin=quiet, stdout=quiet, stderr=quiet))
    except OSError:
        return False
    return True


@lru_cache
def _player() -> tuple[str, ...] | None:
    return next((command for command in _PLAYERS if shutil.which(command[0])), None)


@lru_cache
def _file(look: str) -> Path:
    path = Path(tempfile.mkdtemp(prefix="mixer-kiosk-")) / f"{look}.wav"
    with wave.open(str(path), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(_RATE)
        out.writeframes(samples(look).tobytes())
    return path


def samples(look: str) -> "array.array[int]":
    """The tones as 16-bit samples; each fades in and out, because a hard edge clicks."""
    found = array.array("h")
    for hertz, seconds in _TONES[look]:
        count = int(_RATE * seconds)
        fade = max(1, count // 8)
        for n in range(count):
            loud = min(1.0, n / fade, (count - n) / fade) * 0.4
            found.append(int(32_767 * loud * math.sin(2 * math.pi * hertz * n / _RATE)))
    return found
