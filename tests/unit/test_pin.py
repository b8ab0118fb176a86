"""The PIN of self-service, the sounds, and what is written after a crash."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from kiosk.cli import cli
from kiosk.errors import ConfigError
from kiosk.event.door.pin import Attempts, fits, hashed
from kiosk.ui import crash_report
from kiosk.ui.look import sound
from kiosk.ui.look.sound import Sounds, samples


def test_a_pin_is_kept_as_a_hash_that_only_it_fits() -> None:
    kept = hashed("4711")
    assert "4711" not in kept and kept != hashed("4711"), "salted"
    assert fits("4711", kept) and fits(" 4711 ", kept) and not fits("4712", kept) and not fits("", kept)
    for wrong in ("4711", "scrypt:x:y", "scrypt::", "md5:YQ==:YQ=="):
        with pytest.raises(ConfigError, match="kiosk pin"):
            fits("4711", wrong)


def test_three_wrong_ones_make_it_wait_longer_and_longer() -> None:
    attempts = Attempts()
    for _ in range(2):
        attempts.failed(100.0)
        assert attempts.wait(100.0) == 0
    attempts.failed(100.0)
    assert attempts.wait(100.0) == 30 and attempts.wait(131.0) == 0
    attempts.failed(131.0)
    assert attempts.wait(131.0) == 60
    for _ in range(40):
        attempts.failed(200.0)
    assert attempts.wait(200.0) == 600
    attempts.succeeded()
    assert attempts.wait(200.0) == 0


def test_the_command_prints_the_line_to_paste() -> None:
    done = CliRunner().invoke(cli, ["pin"], input="4711\n4711\n")
    line = next(line for line in done.stdout.splitlines() if line.startswith("pin = "))
    assert fits("4711", line.removeprefix('pin = "').removesuffix('"'))
    short = CliRunner().invoke(cli, ["pin"], input="12\n12\n")
    assert "4 characters" in str(short.exception)


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


def test_a_crash_report_holds_places_and_nobodys_name(tmp_path: Path) -> None:
    name = "Annika Sole"
    try:
        try:
            raise ValueError(f"no room for {name}")
        except ValueError as error:
            raise RuntimeError(name) from error
    except RuntimeError as error:
        path = crash_report.write(error, tmp_path)
    assert path
    said = path.read_text(encoding="utf-8")
    assert "RuntimeError" in said and "ValueError" in said and "test_a_crash_report" in said
    assert name not in said and str(Path.home()) not in said and str(tmp_path) not in said
    assert crash_report.write(None, tmp_path / "not" / "there") is None
