"""What is written into an event file keeps its names: other versions, and other doors, read it."""

from pathlib import Path

import pytest

from kiosk.model import FoundBy, Kind, Outcome, Status
from kiosk.store import bodies
from kiosk.store.bodies import (
    Admitted,
    Body,
    Given,
    Imported,
    Introduced,
    Joined,
    Left,
    Listed,
    Parted,
    Planned,
    Prepared,
    Refused,
    Reprinted,
    Reviewed,
    RoundBegun,
    Same,
    Source,
    Together,
    Undone,
    Unknown,
)  # fmt: skip
from kiosk.store.facts import VERSION, new_id
from kiosk.store.turns import open_turns

WRITTEN: dict[str, tuple[Body, str]] = {
    "listed": (
        Listed(registrant="r", person="p", number=1, source=Source.IMPORT, replace=True,
               status=Status.PENDING, reason="x", list_id="l", batch="b"),
        '{"registrant":"r","person":"p","number":1,"source":"import","replace":true,"status":"pending","reason":"x",'
        '"list_id":"l","batch":"b"}',
    ),
    "imported": (
        Imported(list_id="l", batch="b", platform="luma", columns=("h",), tickets=("t",), vanished=("v",), ends=("e",)),
        '{"list_id":"l","batch":"b","platform":"luma","columns":["h"],"tickets":["t"],"vanished":["v"],"ends":["e"]}',
    ),
    "same": (Same(one="p", other="q", batch="b"), '{"one":"p","other":"q","batch":"b"}'),
    "admitted": (
        Admitted(registrant="r", found_by=FoundBy.SCAN, badge="b", introductions=(("o", Kind.HERE),), released="f"),
        '{"registrant":"r","found_by":"scan","badge":"b","introductions":[["o","here"]],"released":"f"}',
    ),
    "refused": (Refused(outcome=Outcome.FORGED, registrant="r"), '{"outcome":"forged","registrant":"r"}'),
    "left": (Left(registrant="r"), '{"registrant":"r"}'),
    "undone": (Undone(registrant="r", undoes="f"), '{"registrant":"r","undoes":"f"}'),
    "reprinted": (
        Reprinted(registrant="r", badge="b", replaces="a", introductions=(("o", Kind.MUTUAL),)),
        '{"registrant":"r","badge":"b","replaces":"a","introductions":[["o","mutual"]]}',
    ),
    "introduced": (
        Introduced(registrant="r", introductions=(("o", Kind.COMING),), card="c"),
        '{"registrant":"r","introductions":[["o","coming"]],"card":"c"}',
    ),
    "reviewed": (Reviewed(verdict="keep"), '{"verdict":"keep"}'),
    "prepared": (Prepared(registrant="r", badge="b"), '{"registrant":"r","badge":"b"}'),
    "given": (Given(registrant="r", how="tray", badge="b"), '{"registrant":"r","how":"tray","badge":"b"}'),
    "joined": (Joined(registrant="r"), '{"registrant":"r"}'),
    "parted": (Parted(registrant="r"), '{"registrant":"r"}'),
    "planned": (
        Planned(size=2, rounds=1, minutes=5, plan=((("r", "o"),),)),
        '{"size":2,"rounds":1,"minutes":5,"plan":[[["r","o"]]]}',
    ),
    "round": (RoundBegun(round=1, ends_ms=9), '{"round":1,"ends_ms":9}'),
    "together": (Together(registrants=("r", "o")), '{"registrants":["r","o"]}'),
}  # fmt: skip


@pytest.mark.parametrize("kind", WRITTEN)
def test_a_kind_is_written_so_and_read_again(kind: str) -> None:
    body, raw = WRITTEN[kind]
    assert (body.kind, bodies.encode(body)) == (kind, raw) and bodies.decode(kind, raw) == body


def test_there_is_no_other_kind_and_what_is_not_said_is_not_written() -> None:
    assert bodies.KINDS.keys() == WRITTEN.keys()
    bare = [
        Listed(registrant="r", person="p", number=1, source=Source.DOOR),
        Admitted(registrant="r", found_by=FoundBy.PAPER),
        Refused(outcome=Outcome.UNKNOWN), Reprinted(registrant="r", badge="b", replaces="a"),
        Introduced(registrant="r", introductions=()), Given(registrant="r", how="hand"),
    ]  # fmt: skip
    said = [bodies.encode(body) for body in bare]
    assert said == [
        '{"registrant":"r","person":"p","number":1,"source":"door"}', '{"registrant":"r","found_by":"paper"}',
        '{"outcome":"unknown"}', '{"registrant":"r","badge":"b","replaces":"a"}',
        '{"registrant":"r","introductions":[]}', '{"registrant":"r","how":"hand"}',
    ]  # fmt: skip
    assert [bodies.decode(body.kind, raw) for body, raw in zip(bare, said, strict=True)] == bare
    assert Listed(registrant="r", person="p", number=1, source=Source.DOOR).replace is False
    assert [each.value for each in Source] == ["import", "door", "walkin"] and VERSION == 1


def test_what_another_version_wrote_stays_as_it_is() -> None:
    for kind, raw in (("sung", '{"song":1}'), ("left", "{}"), ("left", "no json")):
        found = bodies.decode(kind, raw)
        assert found == Unknown(kind, raw) and bodies.encode(found) == raw


async def test_facts_are_numbered_without_a_gap_by_door(tmp_path: Path) -> None:
    path = tmp_path / "event.db"
    for door in ("main", "side", "main"):
        async with open_turns(path, door) as turns:
            for _ in range(2):
                await turns.take(lambda turn: [turn.write(Left(registrant="r"), "t") for _ in range(2)])
    async with open_turns(path, "other") as turns:
        rows = await turns.read(lambda c: c.execute("SELECT door, door_n, at_ms, v FROM fact ORDER BY n").fetchall())
        assert turns.clock is turns.scribe.clock
    assert [n for door, n, *_ in rows if door == "main"] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert [n for door, n, *_ in rows if door == "side"] == [1, 2, 3, 4] and {v for *_, v in rows} == {1}
    moments = [at for _door, _n, at, _v in rows]
    assert moments == sorted(moments) and len(set(moments)) == 6, "one moment for each turn, each later than the last"


async def test_who_was_at_the_door_stands_on_every_fact(tmp_path: Path) -> None:
    async with open_turns(tmp_path / "event.db", "main") as turns:
        turns.scribe.operator = "mk"
        fact = await turns.take(lambda turn: turn.write(Left(registrant="r"), "t", note="why"))
        later = await turns.take(lambda turn: turn.stamp(Left(registrant="r"), "t", at_ms=0, unc_ms=7))
        noted = await turns.read(lambda c: c.execute("SELECT fact, body FROM note_text").fetchall())
    assert (fact.operator, fact.door, fact.boot, fact.unc_ms) == ("mk", "main", turns.clock.boot, 0)
    assert (later.at_ms, later.unc_ms) == (0, 7) and noted == [(fact.id, "why")]
    assert abs(fact.wall_ms - fact.at_ms) < 60_000 and fact.mono_ns > 0
    assert new_id() < new_id()
