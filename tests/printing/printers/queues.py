"""A queue as CUPS' commands show it, for what a real CUPS can't be brought to do: scripts in front of PATH."""

from dataclasses import dataclass
from pathlib import Path

import pytest

IDLE = 'echo "printer badge is idle.  enabled since Mon"; echo "	Alerts: none"'
_PLAIN = {
    "lp": 'cat > $D/taken; echo "request id is badge-1 (1 file(s))"',
    "lpstat": f'case "$*" in *-p*) {IDLE};; esac',
    "lpoptions": "exit 0",
    "cancel": "exit 0",
}


@dataclass(frozen=True, slots=True)
class Commands:
    """lp, lpstat, lpoptions and cancel, and what they were asked."""

    folder: Path
    """$D in the scripts."""

    def calls(self, command: str) -> list[str]:
        """With what a command was called."""
        log = self.folder / "calls"
        lines = log.read_text().splitlines() if log.exists() else []
        return [line.partition(" ")[2] for line in lines if line.partition(" ")[0] == command]


def commands(folder: Path, monkeypatch: pytest.MonkeyPatch, **scripts: str) -> Commands:
    """An idle queue that takes everything and has it out at once, unless `scripts` say otherwise."""
    for name, body in {**_PLAIN, **scripts}.items():
        script = folder / name
        script.write_text(f'#!/bin/sh\nD={folder}\necho "{name} $*" >> $D/calls\n{body}\n')
        script.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder), prepend=":")
    return Commands(folder)
