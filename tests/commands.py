"""Commands, run from outside as an organiser would."""

import csv
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

GUESTS = 30
TOPICS = ["python", "user research", "pottery", "sailing", "sql", "typography"]


def kiosk(folder: Path, *words: str, stdin: str = "") -> "subprocess.CompletedProcess[str]":
    """Runs a command in an event's folder, without a terminal."""
    return subprocess.run(
        [sys.executable, "-c", "from kiosk.cli import main; main()", *words],
        cwd=folder, input=stdin, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


def write_guests(path: Path, numbers: range, consent: str = "Yes") -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(["Ticket code", "Name", "Email", "Company", "What can you offer?", "What do you ask for?",
                      "May we use your answers to suggest people to meet?"])  # fmt: skip
        for n in numbers:
            offer, ask = TOPICS[n % len(TOPICS)], TOPICS[(n + 1 + n % 3) % len(TOPICS)]
            out.writerow(
                [f"GUEST{n:03}", f"Guest{n} Example", f"guest{n}@example.org", f"Firm {n}", offer, ask, consent]
            )


def scan(folder: Path, *codes: str) -> list[dict[str, Any]]:
    done = kiosk(folder, "scan", "--json", stdin="".join(f"{code}\n" for code in codes))
    assert (done.returncode, done.stderr) == (0, "")
    return [json.loads(line) for line in done.stdout.splitlines()]
