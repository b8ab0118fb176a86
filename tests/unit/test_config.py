"""config.toml: every key documented, every mistake named with its line."""

import csv
import re
from pathlib import Path

import msgspec
import pytest

from kiosk.config import PrinterSettings, ScannerSettings, Settings, load
from kiosk.errors import ConfigError, InputError
from kiosk.intake.taking import read_all
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
        ("[badge]\n\n# a comment\ncolour = 1\n", ["line 4", "[badge] colour", "no such key", "folder, template, cuts"]),
        ("[bagde]\ncuts = 1\n", ["line 1", "bagde", "no such key", "badge"]),
        ("colour = 1\n", ["line 1", "colour", "no such key"]),
        ("[event]\nname = 3\n", ["line 2", "[event] name", "expected text in quotes, got a whole number"]),
        ("[badge]\ncuts = '1'\n", ["line 2", "[badge] cuts", "expected a whole number, got text in quotes"]),
        ("event = 3\n", ["line 1", "event: expected a section of keys"]),
        ("door.name = 3\n", ["line 1", "[door] name"]),
        ("[event]\nstarts = 2026-11-26T18:00:00\n", ["line 2", "[event] starts", "with its zone"]),
        ("[event]\nstarts = 2026-11-26\n", ["line 2", "[event] starts", "with its zone"]),
        (
            "[event]\nstarts = 2026-11-26T18:00:00Z\nends = 2026-11-26T17:00:00Z\n",
            ["line 1", "ends must be later than starts"],
        ),
        ("[matching]\nnames = 4\nmost_names = 3\n", ["line 1", "most_names (3)", "names (4)"]),
        ("[matching.topics]\nfine = ['x']\nwrong = 'x'\n", ["line 3", "[matching] topics.wrong", "a list in [ ]"]),
        ("[matching.topics]\nwrong = ['x', 1]\n", ["line 2", "topics.wrong, entry 2", "text in quotes"]),
        ("[event]\ncapacity = -1\n", ["line 2", "[event] capacity", ">= 0"]),
        ("[matching]\nturn_up = 2.0\n", ["line 2", "turn_up", "<= 1.0"]),
        ("[door]\nre_entry = 'twice'\n", ["line 2", "re_entry", "twice", "'once' or 'in_and_out'"]),
        ("[door]\nkeep_apart = [['only one']]\n", ["line 2", "keep_apart"]),
        ("[[door.do_not_admit]]\nwho = 'x'\n", ["line 1", "do_not_admit", "call"]),
        (
            "[[door.do_not_admit]]\nwho = 'x'\ncall = 'Ana'\n\n[[door.do_not_admit]]\nwho = 'y'\nwhy = 'z'\n",
            ["line 7", "do_not_admit.why, entry 2", "known: who, call"],
        ),
        ("[event\n", ["line 1"]),
        ("[door]\nprivate_file = 'nowhere.toml'\n", ["nowhere.toml", "private_file"]),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path: Path, text: str, words: list[str]) -> None:
    said = explain(tmp_path, text)
    assert all(word in said for word in words), said
    assert said.count("\n") == 0


LISTS = {"printer": PrinterSettings, "scanner": ScannerSettings}
SECTIONS = {field.encode_name: LISTS.get(field.encode_name, field.type) for field in msgspec.structs.fields(Settings)}
KEYS = [
    (section, key.encode_name)
    for section, kind in SECTIONS.items()
    if section not in LISTS
    for key in msgspec.structs.fields(kind)
]


@pytest.mark.parametrize(("section", "key"), KEYS)
def test_no_value_is_too_strange_for_any_key(tmp_path: Path, section: str, key: str) -> None:
    """Each is taken, or refused with the key and the line."""
    path = tmp_path / "config.toml"
    for value in ("3", "-1", "0.5", "'x'", "''", "true", "[]", "[[]]", "[1]", "{}", "{a = 1}", "{a = [1]}", "18:00:00"):
        path.write_text(f"# first\n[{section}]\n{key} = {value}\n")
        try:
            load(path)
        except ConfigError as error:
            # A private file that is not there is named by its own path.
            assert f"line 3, [{section}] {key}" in str(error) or key in ("private_file", "embeddings_url")


def test_a_missing_file_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="kiosk init"):
        load(tmp_path / "config.toml")


def test_the_documented_file_is_the_default() -> None:
    assert load(ROOT / "config.toml").settings == Settings()
    assert (ROOT / "config.toml").read_text() == (ROOT / "kiosk" / "template" / "config.toml").read_text()


def test_every_key_is_documented() -> None:
    text = (ROOT / "config.toml").read_text()
    for section, kind in SECTIONS.items():
        assert f"[{section}" in text
        for key in msgspec.structs.fields(kind):
            assert f"{key.encode_name} = " in text or f"[{section}.{key.encode_name}]" in text, key.name


def test_printers_are_told_with_their_line(tmp_path: Path) -> None:
    said = explain(tmp_path, "[[printer]]\nkind = 'cups'\naddress = 'a'\n\n[[printer]]\nkind = 'laser'\n")
    assert "line 6" in said and "[printer] kind, entry 2" in said and "'brother'" in said
    assert "needs an address" in explain(tmp_path, "[[printer]]\nkind = 'zebra'\n")
    for address in ("tcp://", "192.168.1.20", "tcp://desk:printer", "http://desk"):
        assert "neither tcp://host" in explain(tmp_path, f"[[printer]]\nkind = 'zebra'\naddress = '{address}'\n")
    for address in ("tcp://10.0.0.5:91000", "tcp://[::1]:65536", "tcp://desk:0"):
        assert "a port is 1 to 65535" in explain(tmp_path, f"[[printer]]\nkind = 'zebra'\naddress = '{address}'\n")
    for address in ("tcp://desk", "tcp://192.168.1.20:9101", "tcp://[::1]:9100", "/dev/usb/lp0"):
        (tmp_path / "config.toml").write_text(f"[[printer]]\nkind = 'zebra'\naddress = '{address}'\n")
        assert load(tmp_path / "config.toml").settings.printer[0].address == address


def test_the_private_file_joins_in(tmp_path: Path) -> None:
    (tmp_path / "private.toml").write_text("keep_apart = [['a', 'b']]\n[[do_not_admit]]\nwho = 'x'\ncall = 'Ana'\n")
    (tmp_path / "config.toml").write_text("[door]\nprivate_file = 'private.toml'\nkeep_apart = [['c', 'd']]\n")
    door = load(tmp_path / "config.toml").settings.door
    assert door.keep_apart == (("c", "d"), ("a", "b")) and door.do_not_admit[0].call == "Ana"


@pytest.mark.parametrize(
    ("folder", "name"),
    [("spring-meetup", "Spring meetup"), ('a "quoted" one', "A quoted one"), ("é", "É"), ("a\\b\x7f\x1b[1m", "Ab[1m")],
)
def test_a_new_event_is_named_after_its_folder(tmp_path: Path, folder: str, name: str) -> None:
    paths = write(tmp_path / folder, folder)
    assert [path.name for path in paths] == ["config.toml", "questions.md"]
    assert load(paths[0]).settings.event.name == name
    with pytest.raises(InputError, match="an event already"):
        write(tmp_path / folder, folder)


def test_the_folder_one_stands_in_names_the_event(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "spring-meetup").mkdir()
    monkeypatch.chdir(tmp_path / "spring-meetup")
    config, _ = write(Path("."), Path(".").name)
    assert load(config).settings.event.name == "Spring meetup"


def test_what_somebody_wrote_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "questions.md").write_text("mine")
    with pytest.raises(InputError, match=r"questions\.md"):
        write(tmp_path, "x")
    assert [path.name for path in tmp_path.iterdir()] == ["questions.md"]


def test_the_questions_are_the_ones_that_the_import_recognises(tmp_path: Path) -> None:
    _, questions = write(tmp_path / "e", "e")
    asked = re.findall(r"^\d\. \*\*(.+?)\*\*", questions.read_text("utf-8"), re.MULTILINE)
    with (tmp_path / "list.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["Name", *asked], ["Ana Sousa", "maps", "knitting", "chess", "Yes"]])
    (guests,) = read_all([tmp_path / "list.csv"], load(tmp_path / "e" / "config.toml"), None)
    (row,) = guests.rows
    person = row.registration
    assert (person.offers, person.asks, person.interests) == (("maps",), ("knitting",), ("chess",))
    assert person.consent is True
