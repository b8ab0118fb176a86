"""The command line: quick to say what it can do, and true to the rooms behind it."""

import subprocess
import sys

import pytest
from click.testing import CliRunner

from kiosk import intake
from kiosk.cli import cli
from kiosk.cli.lists import PLATFORMS


def test_the_platforms_to_choose_from_are_those_that_are_read() -> None:
    assert sorted(PLATFORMS) == sorted(intake.PLATFORMS)


@pytest.mark.parametrize("command", sorted(cli.commands))
def test_every_command_has_help_with_an_example(command: str) -> None:
    done = CliRunner().invoke(cli, [command, "--help"])
    assert done.exit_code == 0
    assert f"Example: kiosk {command}" in done.output


def test_help_loads_no_room() -> None:
    program = (
        "import sys\nfrom kiosk.cli import cli\ncli.main(['--help'], standalone_mode=False)\nprint(len(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert int(done.stdout.split()[-1]) < 250
