"""config.toml: every key documented, every mistake named with its line."""

from pathlib import Path

import msgspec
import pytest

from kiosk.config import Settings, load
from kiosk.errors import ConfigError, InputError
from kiosk.template import write

ROOT = Path(__file__).parents[2]


def explain(tmp_path: Path, text: str) -> str:
    (tmp_path / "config.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load(tmp_path / "config.toml")
    return str(caught.value)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[badge]\ncuts = 3\n", ["line 2", "[badge] cuts", "3"]),
        ("[badge]\n\n# a comment\ncolour = 1\n", ["line 4", "[badge] colour", "no such key", "folder, cuts"]),
        ("[bagde]\ncuts = 1\n", ["line 1", "bagde", "no such key", "badge"]),
        ("colour = 1\n", ["line 1", "colour", "no such key"]),
        ("[event]\nname = 3\n", ["line 2", "[event] name", "`str`"]),
        ("[event]\ncapacity = -1\n", ["line 2", "[event] capacity", ">= 0"]),
        ("[matching]\nturn_up = 2.0\n", ["line 2", "turn_up", "<= 1.0"]),
        ("[door]\nre_entry = 'twice'\n", ["line 2", "re_entry", "twice"]),
        ("[door]\nkeep_apart = [['only one']]\n", ["line 2", "keep_apart"]),
        ("[[door.do_not_admit]]\nwho = 'x'\n", ["line 1", "do_not_admit", "call"]),
        ("[event\n", ["line 1"]),
        ("[door]\nprivate_file = 'nowhere.toml'\n", ["nowhere.toml"]),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path: Path, text: str, words: list[str]) -> None:
    said = explain(tmp_path, text)
    assert all(word in said for word in words), said
    assert said.count("\n") == 0


def test_a_missing_file_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="kiosk init"):
        load(tmp_path / "config.toml")


def test_the_documented_file_is_the_default() -> None:
    assert load(ROOT / "config.toml").settings == Settings()
    assert (ROOT / "config.toml").read_text() == (ROOT / "kiosk" / "template" / "config.toml").read_text()


def test_every_key_is_documented() -> None:
    text = (ROOT / "config.toml").read_text()
    for section in msgspec.structs.fields(Settings):
        assert f"[{section.encode_name}" in text
        for key in msgspec.structs.fields(section.type):
            assert f"{key.encode_name} = " in text or f"[{section.encode_name}.{key.encode_name}]" in text, key.name


def test_the_private_file_joins_in(tmp_path: Path) -> None:
    (tmp_path / "private.toml").write_text("keep_apart = [['a', 'b']]\n[[do_not_admit]]\nwho = 'x'\ncall = 'Ana'\n")
    (tmp_path / "config.toml").write_text("[door]\nprivate_file = 'private.toml'\nkeep_apart = [['c', 'd']]\n")
    door = load(tmp_path / "config.toml").settings.door
    assert door.keep_apart == (("c", "d"), ("a", "b")) and door.do_not_admit[0].call == "Ana"


@pytest.mark.parametrize(
    ("folder", "name"), [("spring-meetup", "Spring meetup"), ('a "quoted" one', "A quoted one"), ("é", "É")]
)
def test_a_new_event_is_named_after_its_folder(tmp_path: Path, folder: str, name: str) -> None:
    paths = write(tmp_path / folder, folder)
    assert [path.name for path in paths] == ["config.toml", "questions.md"]
    assert load(paths[0]).settings.event.name == name
    with pytest.raises(InputError, match="an event already"):
        write(tmp_path / folder, folder)
