"""Evenings before the evening: the command `simulate`."""

import json
from pathlib import Path

import pytest
from PIL import Image

from tests.commands import kiosk

KEYS = {
    "people", "came", "names_per_badge", "names_that_show", "mutual_share", "same_paper_share", "useful_share",
    "promise_kept", "most_named", "nobody_present_share", "nobody_either_way_share", "no_mutual_registrants",
    "no_mutual_walkins", "by_tenth", "own_p10", "one_ask", "four_asks", "decision_p99_ms",
}  # fmt: skip


def test_evenings_of_invented_people(tmp_path: Path) -> None:
    done = kiosk(tmp_path, "simulate", "--people", "40", "--seeds", "2", "--turnup", "0.5", "--names", "2-4", "--json")
    assert done.returncode == 0, done.stderr
    values = json.loads(done.stdout)
    assert {key for key in KEYS if key in values and f"{key}_se" in values} == KEYS
    assert values["people"] == 40 and values["promise_kept"] == 1 and values["at_time"]["names_that_show"] == 1
    table = kiosk(tmp_path, "simulate", "--people", "30", "--seeds", "1", "--names", "3")
    assert table.returncode == 0 and "badges at the door" in table.stdout and "nan" not in table.stdout


def test_evenings_of_a_real_list(tmp_path: Path) -> None:
    from importlib.resources import files

    (tmp_path / "people.csv").write_bytes((files("kiosk.demo") / "people.csv").read_bytes())
    done = kiosk(tmp_path, "simulate", "people.csv", "--seeds", "2", "--json")
    assert done.returncode == 0, done.stderr
    values = json.loads(done.stdout)
    assert 40 < values["people"] < 60 and values["promise_kept"] == 1 and values["one_ask"] > 0


@pytest.mark.parametrize("name", ["evening.png", "evening.svg"])
def test_a_picture_of_evenings(tmp_path: Path, name: str) -> None:
    done = kiosk(tmp_path, "simulate", "--people", "20", "--seeds", "2", "--plot", name)
    assert done.returncode == 0, done.stderr
    path = tmp_path / name
    if name.endswith("png"):
        with Image.open(path) as picture:
            assert picture.width > 800 and len(picture.convert("L").getcolors(256) or []) > 2
    else:
        assert "badges at the door" in path.read_text() or "<svg" in path.read_text()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("simulate", "--plot", "evening.gif"), "name it .png or .svg"),
        (("simulate", "--plot", "nowhere/evening.png"), "There is no folder"),
        (("simulate", "--names", "5-2"), "give MIN-MAX between 1 and 5"),
        (("simulate", "missing.csv"), "does not exist"),
        (("simulate", "--mean", "2", "--names", "3-5"), "can't have 2 on average"),
        (("simulate", "short.csv"), "a simulation needs 5"),
    ],
    ids=str,
)
def test_what_can_not_be_simulated_is_one_sentence(tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    (tmp_path / "short.csv").write_text("Name,What can you offer?\nAna,Python\n")
    done = kiosk(tmp_path, *words)
    assert done.returncode == 2 and said in done.stderr and "Traceback" not in done.stderr
