"""`kiosk import` at a terminal: looked at first, kept for the next list, and skipped where all is certain."""

import os
import select
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from kiosk.errors import ConfigError
from kiosk.intake.choices.open_list import open_lists
from kiosk.intake.choices.remembered import FILE, Chosen, for_headers, remember, remembered
from kiosk.intake.taking import read_all
from kiosk.model import Consent
from kiosk.ui.importing import looking
from kiosk.ui.importing.app import ImportApp
from kiosk.ui.importing.looking import looked_at
from tests.commands import kiosk
from tests.ui.importing.pages import event, table

ASK = "May we use your answers to suggest people to meet?"
ROWS = [("Ines Faro", "Yes", "knots"), ("Olu Bade", "No", "tides")]


def at_terminal(folder: Path, words: list[str], keys: bytes, *, wait_for: bytes) -> tuple[int, str]:
    """Runs a command on a terminal of its own and presses keys once something stands on it."""
    ours, theirs = os.openpty()
    env = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24"}
    command = [sys.executable, "-c", "from kiosk.cli import main; main()", *words]
    with subprocess.Popen(command, cwd=folder, stdin=theirs, stdout=theirs, stderr=theirs, env=env) as running:
        os.close(theirs)
        shown, sent, end = b"", False, time.monotonic() + 90
        while time.monotonic() < end:
            if not sent and wait_for in shown:
                os.write(ours, keys)
                sent = True
            if select.select([ours], [], [], 0.1)[0]:
                try:
                    shown += os.read(ours, 65536)
                except OSError:
                    break
            elif running.poll() is not None:
                break
        try:
            # The terminal closes a moment before its program ends.
            running.wait(60)
        except subprocess.TimeoutExpired:
            running.kill()
    os.close(ours)
    return running.returncode, shown.decode("utf-8", "replace")


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo terminals")
def test_nothing_is_recorded_before_somebody_has_seen_it(tmp_path: Path) -> None:
    event(tmp_path)
    table(tmp_path / "l.csv", ["Name", ASK, "Wind in the sails"], ROWS)
    before = sorted(tmp_path.iterdir())
    code, shown = at_terminal(tmp_path, ["import", "l.csv"], b"\x1b", wait_for=b"Esc leave")
    assert code == 2 and "Nothing was taken in" in shown and sorted(tmp_path.iterdir()) == before
    code, shown = at_terminal(tmp_path, ["import", "l.csv", "--yes"], b"\x13", wait_for=b"Not everything is certain")
    assert code == 0 and "Not everything is certain" in shown and "2 new" in shown
    assert (tmp_path / FILE).exists() and "Ines" in kiosk(tmp_path, "search", "ines").stdout
    code, shown = at_terminal(tmp_path, ["import", "l.csv", "--yes"], b"", wait_for=b"never")
    assert code == 0 and "2 unchanged" in shown and "Esc leave" not in shown, "the form is known by now"


def test_without_a_terminal_no_page_opens_and_choices_count(tmp_path: Path) -> None:
    event(tmp_path)
    file = table(tmp_path / "l.csv", ["Name", ASK, "Wind in the sails"], ROWS)
    remember(tmp_path, [Chosen(("Name", ASK, "Wind in the sails"), {"Wind in the sails": "offers"})])
    done = kiosk(tmp_path, "import", file.name)
    assert done.returncode == 0 and "offers: 'Wind in the sails' (as you said)" in done.stdout


def test_yes_skips_the_page_only_where_all_is_certain(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, opened = event(tmp_path), list[Sequence[str]]()

    def show(app: ImportApp) -> None:
        opened.append(app.why)

    monkeypatch.setattr(looking, "show", show)
    certain = table(tmp_path / "sure.csv", ["Name", "Email", ASK], [("Ines Faro", "i@example.org", "Yes")])
    agreed = looked_at(folder, open_lists([certain], folder), None, yes=True)
    assert agreed and agreed.lists[0].rows[0].registration.consent and not opened
    unsure = {
        "nothing uses": (["Name", ASK, "Wind in the sails"], ("Ines Faro", "Yes", "knots")),
        "not understood": (["Name", ASK], ("Ines Faro", "Yes, but only my first name")),
        "no question asks": (["Name", "Email"], ("Ines Faro", "i@example.org")),
        "names or e-mail": (["Skipper of the day"], ("Ines Faro",)),
    }
    for n, (why, (header, row)) in enumerate(unsure.items()):
        file = table(tmp_path / f"{n}.csv", header, [row])
        assert looked_at(folder, open_lists([certain, file], folder), None, yes=True) is None
        first, second = opened.pop()
        assert not first and (why in second or "nothing uses" in second), (why, second)
    assert looked_at(folder, open_lists([certain], folder), Consent.ASK, yes=False) is None and opened


def test_config_has_the_last_word_over_what_was_chosen(tmp_path: Path) -> None:
    header = ["Name", ASK, "Wind in the sails", "State of the tide"]
    file = table(tmp_path / "l.csv", header, [(*row, "ebb") for row in ROWS])
    remember(tmp_path, [Chosen(tuple(header), {header[2]: "offers", header[3]: "ignore"}, {ASK: {"No": "yes"}})])
    (guests,) = read_all([file], event(tmp_path), None)
    assert [row.registration.consent for row in guests.rows] == [True, True] and not guests.unused
    settings = f'[import.columns]\ninterests = "{header[2]}"\n[import.yes]\n"{ASK}" = "Yes"\n'
    (guests,) = read_all([file], event(tmp_path, settings), None)
    assert [row.registration.consent for row in guests.rows] == [True, False]
    assert guests.rows[0].registration.interests == ("knots",) and not guests.rows[0].registration.offers


@pytest.mark.parametrize(
    "text", ["[[list]", "[[list]]\nheaders = 3\n", '[[list]]\n[list.columns]\nA = "shoes"\n', "[other]\n", "\udcff"]
)
def test_choices_that_are_none_are_named(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE).write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(ConfigError, match=FILE):
        remembered(tmp_path)


def test_choices_are_kept_per_form_and_replaced_for_the_same_form(tmp_path: Path) -> None:
    first = Chosen(("Name", "Motto"), {"Motto": "ignore"}, {"Motto": {'"yes"\n': "no"}}, {"Moored": "waitlisted"})
    other = Chosen(("Name", "Song"), {"Song": "interests"})
    remember(tmp_path, [first, other])
    assert remembered(tmp_path) == (first, other)
    again = Chosen(("MOTTO!", "name"), {"Motto": "offers"})
    remember(tmp_path, [again])
    assert remembered(tmp_path) == (other, again)
    assert for_headers(remembered(tmp_path), ["Name", "motto"]) == again
    assert for_headers(remembered(tmp_path), ["Name", "Motto", "Motto"]) is None


def test_two_columns_of_one_header_are_told_apart(tmp_path: Path) -> None:
    header = ["Name", "Mark", "Mark"]
    file = table(tmp_path / "l.csv", header, [("Ines Faro", "knots", "Tern Ltd")])
    remember(tmp_path, [Chosen(("Name", "Mark", "Mark (2)"), {"Mark": "offers", "Mark (2)": "company"})])
    (guests,) = read_all([file], event(tmp_path), None)
    assert guests.rows[0].registration.offers == ("knots",) and guests.rows[0].registration.company == "Tern Ltd"
