"""The commands, from outside: a whole evening, and one clear sentence for everything that goes wrong."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from tests.commands import GUESTS, kiosk, scan, write_guests


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    done = kiosk(tmp_path, "init", "spring-meetup")
    assert done.returncode == 0, done.stderr
    event = tmp_path / "spring-meetup"
    with (event / "config.toml").open("a", encoding="utf-8") as file:
        file.write("")
    write_guests(event / "guests.csv", range(1, GUESTS + 1))
    return event


def test_a_whole_evening(folder: Path) -> None:
    """Import, forty scans with refusals among them, late sign-ups, a restart in the middle, export."""
    done = kiosk(folder, "import", "guests.csv", "--json")
    assert done.returncode == 0, done.stderr
    (report,) = json.loads(done.stdout)["files"]
    assert (report["platform"], report["new"], report["refused"]) == ("generic", GUESTS, [])
    assert (report["matchable"], report["total"]) == (GUESTS, GUESTS)

    first = scan(folder, *(f"GUEST{n:03}" for n in range(1, 16)), "WHO", "", "GUEST001", "GUEST002")
    assert [each["outcome"] for each in first] == ["admitted"] * 15 + ["unknown", "repeat", "repeat"]
    write_guests(folder / "late.csv", range(GUESTS + 1, GUESTS + 21))
    late = kiosk(folder, "import", "late.csv", "guests.csv", "--json")
    counts = [(each["new"], each["unchanged"]) for each in json.loads(late.stdout)["files"]]
    assert counts == [(20, 0), (0, GUESTS)]

    second = scan(folder, *(f"GUEST{n:03}" for n in [*range(10, 31), *range(40, 43)]))
    assert [each["outcome"] for each in second] == ["already_in"] * 6 + ["admitted"] * 18
    walk_in = json.loads(kiosk(folder, "walkin", "Mia Lind", "--offers", "sailing", "--agree", "--json").stdout)
    assert walk_in["outcome"] == "admitted" and walk_in["introductions"]
    undone = json.loads(kiosk(folder, "undo", "GUEST003", "--json").stdout)
    assert undone["outcome"] == "left"
    again = json.loads(kiosk(folder, "reprint", walk_in["badge"], "--json").stdout)
    assert again["introductions"] == walk_in["introductions"]

    told = {each["person"]["id"]: each for each in first + second if each["outcome"] == "admitted"}
    for ident, badge in told.items():
        for each in badge["introductions"]:
            other = told.get(each["registrant_id"])
            if each["kind"] == "coming" and other:
                assert ident in [name["registrant_id"] for name in other["introductions"]], "the promise"

    pictures = sorted(path.name for path in (folder / "badges").glob("*.png"))
    assert len(pictures) == 35 and len(list((folder / "badges").glob("*.pdf"))) == 35

    for name in ("out.csv", "out.xlsx", "out.json"):
        done = kiosk(folder, "export", name)
        assert done.returncode == 0 and "33 of 51" in done.stdout, done.stdout + done.stderr
    rows = json.loads((folder / "out.json").read_text("utf-8"))
    came = [row for row in rows if row["came"]]
    assert len(came) == 33 and {row["found_by"] for row in came} == {"scan", "walkin"}
    (three,) = [row for row in rows if row["email"] == "guest3@example.org"]
    assert (three["came"], three["undone"]) == (False, 1)
    with (folder / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        table = list(csv.DictReader(file))
    assert [row["name"] for row in table] == [row["name"] for row in rows]
    sheet = openpyxl.load_workbook(folder / "out.xlsx").active
    assert sheet is not None and sheet.max_row == len(rows) + 1


def test_a_later_no_says_whose_badges_name_them(folder: Path) -> None:
    assert kiosk(folder, "import", "guests.csv").returncode == 0
    told = next(each for each in scan(folder, "GUEST001", "GUEST002", "GUEST003") if each["introductions"])
    named = told["introductions"][0]["name"]
    lines = (folder / "guests.csv").read_text("utf-8").splitlines()
    said_no = [line.removesuffix("Yes") + "No" if f",{named}," in line else line for line in lines]
    (folder / "guests.csv").write_text("\n".join(said_no), "utf-8")
    again = kiosk(folder, "import", "guests.csv")
    assert again.returncode == 0
    assert f"(about {named})" in again.stderr


def test_people_without_codes_get_tickets_that_admit(folder: Path) -> None:
    (folder / "form.csv").write_text("Name,Email\nAna Sousa,ana@example.org\nBo Lund,bo@example.org\n")
    kiosk(folder, "import", "form.csv", "--consent", "ask")
    done = kiosk(folder, "tickets", "qr")
    assert done.returncode == 0, done.stderr
    with (folder / "qr" / "tickets.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["name"] for row in rows] == ["Ana Sousa", "Bo Lund"]
    assert [each["outcome"] for each in scan(folder, *(row["code"].lower() for row in rows))] == ["admitted"] * 2
    kiosk(folder, "tickets", "qr")
    with (folder / "qr" / "tickets.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["code"] for row in csv.DictReader(file)] == [row["code"] for row in rows]


def test_a_list_that_asked_nobody_matches_nobody_until_told(folder: Path) -> None:
    (folder / "plain.csv").write_text("Name,Email,What can you offer?\nAna Sousa,ana@example.org,python\n")
    done = kiosk(folder, "import", "plain.csv", "--json")
    assert done.returncode == 0 and "--consent stated" in done.stderr
    assert json.loads(done.stdout)["files"][0]["matchable"] == 0
    done = kiosk(folder, "import", "plain.csv", "--consent", "stated", "--json")
    assert json.loads(done.stdout)["files"][0] | {"notes": [], "columns": []} == {
        "file": "plain.csv", "platform": "generic", "new": 0, "updated": 1, "unchanged": 0, "refused": [],
        "matchable": 1, "total": 1, "notes": [], "columns": [], "unused": [], "leaves": [],
            "perhaps_same": [], "vanished": [], "cancelled": [],
    }  # fmt: skip


def test_every_column_is_accounted_for(folder: Path) -> None:
    ask = "May we use your answers to suggest people to meet?"
    (folder / "odd.csv").write_text(
        f"Name,Email,{ask},Spirit animal,T-shirt size\n"
        'Ana Sousa,ana@example.org,Yes,otter,M\nBo Lund,bo@example.org,"Yes, but not my surname",heron,S\n'
    )
    report = json.loads(kiosk(folder, "import", "odd.csv", "--json").stdout)["files"][0]
    assert [(each["header"], each["used_for"], each["sure"]) for each in report["columns"]] == [
        ("Name", "name", "exact"), ("Email", "email", "exact"), (ask, "consent", "meaning"), ("Spirit animal", None,
         None),
        ("T-shirt size", "ignored", "meaning"),
    ]  # fmt: skip
    assert report["columns"][3]["samples"] == ["otter", "heron"] and report["unused"] == ["Spirit animal"]
    assert report["leaves"] == [
        {"header": ask, "field": "consent", "a_yes": "agrees", "yes": 1, "no": 0, "blank": 0,
         "not_understood": [{"answer": "Yes, but not my surname", "people": 1}]}
    ]  # fmt: skip
    text = kiosk(folder, "import", "odd.csv").stdout
    assert f"consent is read from '{ask}': 1 yes, 0 no, 1 not understood" in text
    assert "NOT USED: 'Spirit animal' (otter; heron)" in text


def test_consent_is_not_taken_for_stated_beside_a_column_that_may_refuse(folder: Path) -> None:
    (folder / "doubt.csv").write_text("Name,Email,Data sharing\nAna Sousa,ana@example.org,No\n")
    done = kiosk(folder, "import", "doubt.csv", "--consent", "stated", "--json")
    assert done.returncode == 2 and done.stdout == ""
    assert all(words in done.stderr for words in ('consent = "Data sharing"', 'ignore = ["Data sharing"]'))
    assert kiosk(folder, "search", "ana").returncode != 0 or "Ana" not in kiosk(folder, "search", "ana").stdout
    asked = kiosk(folder, "import", "doubt.csv", "--dry-run")
    assert "Nobody" not in asked.stdout + asked.stderr and "Data sharing" in asked.stderr
    config = folder / "config.toml"
    config.write_text(config.read_text() + 'ignore = ["Data sharing"]\n')
    done = kiosk(folder, "import", "doubt.csv", "--consent", "stated", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["files"][0]["columns"][2]["used_for"] == "ignored"


def test_the_organiser_says_which_answers_agree(folder: Path) -> None:
    header = "Don't you want to opt out of being introduced?"
    (folder / "turned.csv").write_text(
        f"Name,Email,{header}\nAna Sousa,ana@example.org,nope\nBo Lund,bo@example.org,yep\n"
    )
    assert json.loads(kiosk(folder, "import", "turned.csv", "--dry-run", "--json").stdout)["files"][0]["leaves"] == [
        {"header": header, "field": "consent", "a_yes": "unclear", "yes": 0, "no": 0, "blank": 0,
         "not_understood": [{"answer": "nope", "people": 1}, {"answer": "yep", "people": 1}]}
    ]  # fmt: skip
    config = folder / "config.toml"
    config.write_text(config.read_text().replace("[import.yes]", f'[import.yes]\n"{header}" = ["Nope"]\n#'))
    (leave,) = json.loads(kiosk(folder, "import", "turned.csv", "--json").stdout)["files"][0]["leaves"]
    assert (leave["yes"], leave["no"]) == (1, 1)


def test_a_second_list_that_asks_nobody_is_asked_about_again(folder: Path) -> None:
    kiosk(folder, "import", "guests.csv")
    (folder / "plain.csv").write_text("Name,Email,What can you offer?\nAna Sousa,ana@example.org,python\n")
    done = kiosk(folder, "import", "plain.csv", "--json")
    assert "--consent stated" in done.stderr and json.loads(done.stdout)["files"][0]["matchable"] == 0


def test_names_of_the_world_leave_through_any_pipe(folder: Path) -> None:
    (folder / "names.csv").write_text("Ticket code,Name\nL0001,Łukasz Żółć\n", encoding="utf-8")
    kiosk(folder, "import", "names.csv", "--consent", "ask")
    done = subprocess.run(
        [sys.executable, "-c", "from kiosk.cli import main; main()", "scan"],
        cwd=folder, input=b"L0001\n", capture_output=True, check=True, env={**os.environ, "PYTHONIOENCODING": "cp1252"},
    )  # fmt: skip
    assert "Łukasz Żółć" in done.stdout.decode("utf-8")


def test_a_dry_run_changes_nothing(folder: Path) -> None:
    done = kiosk(folder, "import", "guests.csv", "--dry-run", "--json")
    assert json.loads(done.stdout)["files"][0]["new"] == GUESTS
    assert not (folder / "event.db").exists()
    assert kiosk(folder, "search", "guest1").returncode == 2


def test_refused_rows_are_listed_and_exit_with_1(folder: Path) -> None:
    (folder / "mixed.csv").write_text("Name,Email\nAna Sousa,ana@example.org\n,\n , \n", encoding="utf-8")
    done = kiosk(folder, "import", "mixed.csv", "--consent", "ask")
    assert done.returncode in (0, 1)
    assert "1 new" in done.stdout


BAD = {
    "no such file": ("import", "nowhere.csv"),
    "not a list": ("import", "config.toml"),
    "no such platform": ("import", "guests.csv", "--platform", "nonesuch"),
    "no such command": ("frobnicate",),
    "no guest list yet": ("search", "ana"),
    "no such config": ("--config", "elsewhere.toml", "scan"),
    "nobody by that code": ("undo", "NOBODY"),
    "no such format": ("export", "attendance.docx"),
    "an event already there": ("init", "."),
    "a name of nothing": ("walkin", "\u200b"),
}


@pytest.mark.parametrize("words", BAD.values(), ids=BAD.keys())
def test_bad_input_is_one_sentence_and_exit_2(folder: Path, words: tuple[str, ...]) -> None:
    done = kiosk(folder, *words)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "Traceback" not in done.stderr and 10 < len(done.stderr) < 600


def test_all_or_nothing_over_several_files(folder: Path) -> None:
    (folder / "broken.csv").write_bytes(b"\x00\x01\x02" * 50)
    assert kiosk(folder, "import", "guests.csv", "broken.csv").returncode == 2
    assert kiosk(folder, "search", "guest").returncode == 2


def test_a_wrong_key_is_named_with_its_line(folder: Path) -> None:
    (folder / "config.toml").write_text("[badge]\n\ncolour = 'red'\n")
    done = kiosk(folder, "scan")
    assert done.returncode == 2 and "line 3" in done.stderr and "colour" in done.stderr


def test_nobody_else_writes_while_the_door_is_open(folder: Path) -> None:
    kiosk(folder, "import", "guests.csv")
    door = subprocess.Popen(
        [sys.executable, "-c", "from kiosk.cli import main; main()", "scan", "--json"],
        cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1,
    )  # fmt: skip
    assert door.stdin and door.stdout
    door.stdin.write("GUEST001\n")
    assert json.loads(door.stdout.readline())["outcome"] == "admitted"
    for words in (("scan",), ("import", "guests.csv"), ("walkin", "Mia"), ("undo", "GUEST001"), ("tickets", "qr")):
        refused = kiosk(folder, *words)
        assert refused.returncode == 2 and f"open in process {door.pid}: do it there" in refused.stderr
    found = kiosk(folder, "search", "guest30 ex", "--json")
    assert json.loads(found.stdout)[0]["name"] == "Guest30 Example"
    assert kiosk(folder, "export", "out.json").returncode == 0
    door.stdin.close()
    door.stdout.close()
    door.wait()


def test_who_says_yes_after_an_answer_that_was_not_understood_is_named(folder: Path) -> None:
    header = "Name,E-mail,May we introduce you to other guests?\n"
    (folder / "l.csv").write_text(f"{header}Ada Lind,ada@example.org,Go for it maybe\nBo Bux,bo@example.org,Yes\n")
    assert "not understood" in kiosk(folder, "import", "l.csv").stdout
    (folder / "l.csv").write_text(f"{header}Ada Lind,ada@example.org,Yes\nBo Bux,bo@example.org,Yes\n")
    told = kiosk(folder, "import", "l.csv").stdout
    assert "1 person says yes here and stays at no" in told and "Ada Lind" in told and "Bo Bux" not in told


def test_words_in_a_payment_column_that_nobody_knows_wait(folder: Path) -> None:
    rows = "".join(f"Guest{chr(97 + n)} Abel,g{n}@example.org,{paid}\n" for n, paid in enumerate(
        ["yes", "no", "noch offen", "at the door", "weiß nicht", "yes", "ja", "will pay at the door", "cash?"]
    ))  # fmt: skip
    (folder / "l.csv").write_text(f"Name,E-mail,Paid?\n{rows}", encoding="utf-8")
    told = kiosk(folder, "import", "l.csv").stdout
    assert "paid: 'Paid?'" in told and "'weiß nicht' of 1 ticket" in told and "'cash?' of 1 ticket" in told
    (folder / "out.json").unlink(missing_ok=True)
    assert kiosk(folder, "export", "out.json").returncode == 0
    states = {row["name"]: row["status"] for row in json.loads((folder / "out.json").read_text("utf-8"))}
    assert [states[f"Guest{chr(97 + n)} Abel"] for n in range(9)] == [
        "registered", "pending", "pending", "pending", "pending", "registered", "registered", "pending", "pending",
    ]  # fmt: skip


def test_a_word_that_most_payments_have_is_said(folder: Path) -> None:
    rows = "".join(f"Guest{chr(97 + n)} Abel,g{n}@example.org,{'PayPal' if n else 'yes'}\n" for n in range(6))
    (folder / "l.csv").write_text(f"Name,E-mail,Paid\n{rows}", encoding="utf-8")
    assert "The state 'PayPal' of most tickets is not known here" in kiosk(folder, "import", "l.csv").stdout
