"""The PIN of self-service."""

import pytest
from click.testing import CliRunner

from kiosk.cli import cli
from kiosk.errors import ConfigError
from kiosk.event.door.pin import Attempts, fits, hashed


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
