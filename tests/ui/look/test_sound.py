"""A sound per answer: the bell where there is no player, and tones that click nowhere."""

import pytest

from kiosk.ui.look import sound
from kiosk.ui.look.sound import Sounds, samples


def test_the_bell_rings_where_somebody_has_to_look(monkeypatch: pytest.MonkeyPatch) -> None:
    rung: list[int] = []
    for kind in ("bell", "off"):
        for look in ("welcome", "quiet", "caution", "stop"):
            Sounds(kind, lambda: rung.append(1)).play(look)
        assert len(rung) == 3, "once for caution, twice for stop, never when off"
    monkeypatch.setattr(sound, "_player", lambda: None)
    monkeypatch.setattr("sys.platform", "linux")
    Sounds("tones", lambda: rung.append(1)).play("stop")
    assert len(rung) == 5, "without a player the bell rings"


@pytest.mark.parametrize("look", ["welcome", "quiet", "caution", "stop"])
def test_tones_are_short_and_begin_and_end_in_silence(look: str) -> None:
    tones = samples(look)
    assert 0.05 * 22_050 < len(tones) < 0.6 * 22_050
    assert abs(tones[0]) < 200 and abs(tones[-1]) < 600 and max(tones) > 8_000
