"""An evening at the door as a state machine, beside a model of a few lines: whatever is done, in whatever order.

After each step the answer is what the model expects; and disk, room, export, search, tray and paper agree.
"""

import asyncio
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from kiosk.config import load
from kiosk.errors import DiskError, InputError
from kiosk.event.badges.cards import introduce_all, remember
from kiosk.event.door import inbox
from kiosk.event.door.door import Door
from kiosk.event.door.opening import open_door
from kiosk.event.door.paperlist import Came
from kiosk.event.overview.attendance import Attendance, attendance
from kiosk.model import Consent, FoundBy, Kind, Outcome, Registration, ScanResult, Status
from kiosk.store import people
from kiosk.store.clock import Clock
from kiosk.store.turns import open_turns
from printing.badge import Badge
from tests.event.evening import TOPICS, make_event
from tests.event.failing import DERIVED, FailingConnection, failing_disks, in_room, on_disk, room_of

T = TypeVar("T")
MOST_NAMED, RESCUE, ON_PAPER = 5, 1, 5


@dataclass(frozen=True, slots=True)
class HandClock(Clock):
    """A clock that a test sets."""

    hands: list[int] = field(default_factory=lambda: [1_800_000_000_000, 10**12])
    """Milliseconds since 1970; nanoseconds since the boot."""

    def wall_ms(self) -> int:
        return self.hands[0]

    def mono_ns(self) -> int:
        return self.hands[1]


@dataclass
class Guest:
    """What the model knows of one ticket's holder."""

    code: str
    name: str
    status: Status = Status.REGISTERED
    reason: str = ""
    consent: bool = True
    note: str = ""
    admitted: bool = False
    inside: bool = False
    was_in: bool = False
    """Admitted at least once, undone or not: there is a badge."""
    on_paper: bool = False
    """Came by the paper list, and nothing was printed since."""
    forced: bool = False
    by_hand: bool = False
    given: set[str] = field(default_factory=set)
    undone: int = 0
    late: bool = False
    """Not on the first list."""
    moves: list[str] = field(default_factory=list)
    """Admissions and exits that stand, the latest last."""
    waited: str = ""
    """What the ticket waited for before it was let in all the same."""


def _registration(n: int, **more: Any) -> Registration:
    said = Registration(
        ref=f"t:{n}", name=f"Guest{n} Number{n}", email=f"g{n}@example.org", codes=(f"CODE{n:04}",), consent=True,
        offers=(TOPICS[n % 4],), asks=(TOPICS[(n + 1) % 4],), interests=(TOPICS[4 + n % 3],),
    )  # fmt: skip
    return replace(said, **more)


FIRST_LIST = [
    *(_registration(n) for n in range(1, 10)),
    _registration(10, consent=False),
    _registration(11, attention="Has a parcel at the desk"),
    _registration(12, status=Status.PENDING, reason="unpaid"),
    _registration(13, status=Status.PENDING, reason="waitlisted"),
    _registration(14, status=Status.CANCELLED, reason="cancelled"),
]
LATE_LIST = [_registration(n) for n in (15, 16)]


def _templates(folder: Path) -> dict[str, Path]:
    made = {}
    for how in ("once", "in_and_out"):
        config = f"[door]\nre_entry = '{how}'\n[event]\nname = 'Over time'\n"
        event = asyncio.run(make_event(folder / how, FIRST_LIST, config))

        async def learn(event: Any = event) -> None:
            async with open_door(event):
                pass

        asyncio.run(learn())
        made[how] = event.path
    return made


_SCRATCH = tempfile.TemporaryDirectory(prefix="mixer-kiosk-")
_MADE: dict[str, Path] = {}

codes = st.sampled_from([one.codes[0] for one in (*FIRST_LIST, *LATE_LIST)])
troubles = st.one_of(
    st.none(), st.none(), st.none(), st.none(), st.just("gives up"), st.integers(min_value=0, max_value=16)
)
"""What goes wrong with a use case: nothing, its caller gives up, or the disk refuses a statement."""


class Evening(RuleBasedStateMachine):
    """One door, from opening to closing."""

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.disks = failing_disks()
        self.disks.__enter__()
        self.clock = HandClock()
        self.folder = Path(tempfile.mkdtemp(dir=_SCRATCH.name))
        self.guests = {
            one.codes[0]: Guest(
                one.codes[0], one.name, one.status, one.reason, consent=bool(one.consent), note=one.attention
            )
            for one in FIRST_LIST
        }
        self.recent: dict[str, int] = {}
        self.walk_ins = 0
        self.former: list[str] = []
        self.acquainted: set[frozenset[str]] = set()
        self.card_names: dict[str, set[str]] = {}
        """By registrant, whom the cards for everybody named."""
        self._ever_withdrawn: set[str] = set()

    @initialize(how=st.sampled_from(["once", "in_and_out"]))
    def open(self, how: str) -> None:
        """The doors open."""
        if not _MADE:
            _MADE.update(_templates(Path(_SCRATCH.name)))
        shutil.copytree(_MADE[how], self.folder / "event")
        self.once = how == "once"
        self.event = load(self.folder / "event" / "config.toml")
        self._open()

    def _open(self) -> None:
        self.opening = open_door(self.event, clock=self.clock)
        self.door: Door = self.wait(self.opening.__aenter__())

    def wait(self, work: Coroutine[Any, Any, T]) -> T:
        """Runs one use case to its end."""
        return self.loop.run_until_complete(work)

    def teardown(self) -> None:
        """The doors close, and whoever opens them again finds everything as it was."""
        if hasattr(self, "door"):
            self.reopen()
            self.wait(self.opening.__aexit__(None, None, None))
        self.disks.__exit__(None, None, None)
        self.loop.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    # -- doing something, with what may go wrong

    def do(self, case: Callable[[], Coroutine[Any, Any, T]], trouble: Any) -> tuple[bool, T | None]:
        """(whether it happened, the answer where there is one); what the disk refuses leaves nothing behind."""
        if trouble is None:
            return True, self.wait(case())
        if trouble == "gives up":
            return self.wait(self._given_up(case)), None
        before, room = self.wait(self.door.turns.read(on_disk)), in_room(room_of(self.door))
        FailingConnection.statements_left = trouble
        try:
            result = self.wait(case())
        except DiskError:
            failed = True
        else:
            failed = isinstance(result, ScanResult) and result.outcome is Outcome.ERROR
            if not failed:
                return True, result
        finally:
            FailingConnection.statements_left = None
        assert self.wait(self.door.turns.read(on_disk)) == before and in_room(room_of(self.door)) == room
        return False, None

    async def _given_up(self, case: Callable[[], Coroutine[Any, Any, Any]]) -> bool:
        asked = asyncio.ensure_future(case())
        await asyncio.sleep(0)
        begun = set(self.door.turns._running)
        asked.cancel()
        await asyncio.gather(asked, return_exceptions=True)
        await asyncio.gather(*begun, return_exceptions=True)
        # What was refused was refused, whoever waited for it.
        for turn in begun:
            if error := turn.exception():
                raise error
        return bool(begun)

    def admitted(self, guest: Guest, move: str = "in") -> None:
        guest.moves.append(move)
        guest.inside = move != "out"
        if move != "out":
            guest.admitted = guest.was_in = True

    def noted(self, code: str) -> None:
        self.recent[code] = self.clock.hands[1]

    def stutters(self, code: str) -> bool:
        return code in self.recent and self.clock.hands[1] - self.recent[code] < 2 * 10**9

    def expected(self, guest: Guest) -> Outcome:
        if guest.status is Status.CANCELLED:
            return Outcome.CANCELLED
        if guest.status is Status.PENDING:
            return Outcome.PENDING
        if guest.admitted and self.once:
            return Outcome.ALREADY_IN
        return Outcome.LEFT if guest.inside else Outcome.ADMITTED

    def expected_of_crew(self, guest: Guest) -> Outcome:
        """What the crew is told: who only lets people in puts nobody out."""
        outcome = self.expected(guest)
        return Outcome.ALREADY_IN if outcome is Outcome.LEFT else outcome

    def happens(self, guest: Guest, outcome: Outcome) -> None:
        if outcome is Outcome.ADMITTED:
            self.admitted(guest)
        elif outcome is Outcome.LEFT:
            self.admitted(guest, "out")

    # -- what people do

    @rule(seconds=st.sampled_from([0, 1, 3, 600]), stepped=st.sampled_from([0, 0, 0, -86_400, 3600]))
    def time_passes(self, seconds: int, stepped: int) -> None:
        """... and sometimes somebody sets the laptop's clock."""
        self.clock.hands[0] += (seconds + stepped) * 1000
        self.clock.hands[1] += seconds * 10**9

    @rule(code=codes, ask=st.booleans(), trouble=troubles)
    def scan(self, code: str, ask: bool, trouble: Any) -> None:
        guest = self.guests.get(code)
        stutter = self.stutters(code)
        done, result = self.do(lambda: self.door.scan(code, can_ask=ask), trouble)
        if not done:
            return
        if guest is None:
            assert result is None or result.outcome is Outcome.UNKNOWN
            return
        expected = Outcome.REPEAT if stutter else self.expected(guest)
        asks = ask and guest.note and expected is Outcome.ADMITTED and not guest.admitted
        if asks:
            expected = Outcome.PENDING
        if result:
            assert result.outcome is expected, (result.outcome, expected)
            assert bool(result.ask) is bool(asks) or stutter
        if not asks and not stutter:
            self.happens(guest, expected)
            if expected in (Outcome.ADMITTED, Outcome.LEFT, Outcome.ALREADY_IN):
                self.noted(code)

    @rule(code=codes, trouble=troubles)
    def admit_by_search(self, code: str, trouble: Any) -> None:
        guest = self.guests.get(code)
        if guest is None:
            return
        done, result = self.do(lambda: self.door.admit(code, found_by=FoundBy.SEARCH), trouble)
        if done:
            expected = self.expected(guest)
            assert result is None or result.outcome is expected
            self.happens(guest, expected)

    @rule(consent=st.booleans(), trouble=troubles)
    def walk_in(self, consent: bool, trouble: Any) -> None:
        number = self.walk_ins = self.walk_ins + 1
        name = f"Walker{number} In{number}"
        said = Registration(ref="", name=name, offers=(TOPICS[number % 4],), asks=(TOPICS[(number + 2) % 4],),
                            consent=consent)  # fmt: skip
        done, result = self.do(lambda: self.door.walk_in(said), trouble)
        if done:
            assert result is None or result.outcome is Outcome.ADMITTED
            (found,) = self.wait(self.door.guests.search_exact(name))
            guest = Guest(found.registrant.id, name, consent=consent, late=True)
            self.guests[guest.code] = guest
            self.admitted(guest)

    @rule(data=st.data(), trouble=troubles)
    def undo(self, data: st.DataObject, trouble: Any) -> None:
        guest = self._one(data)
        try:
            done, result = self.do(lambda: self.door.undo(guest.code, "not them"), trouble)
        except InputError:
            assert not guest.moves
            return
        if not done:
            return
        assert guest.moves
        taken = guest.moves.pop()
        if taken != "out":
            guest.undone += 1
        guest.admitted = any(move != "out" for move in guest.moves)
        guest.inside = guest.admitted and guest.moves[-1] != "out"
        if taken == "forced":
            guest.status, guest.reason, guest.forced = Status.PENDING, guest.waited, False
        if result:
            assert result.outcome is (Outcome.ADMITTED if taken == "out" else Outcome.LEFT)
        self.recent.clear()

    def _one(self, data: st.DataObject) -> Guest:
        return self.guests[data.draw(st.sampled_from(sorted(self.guests)))]

    @rule(data=st.data(), trouble=troubles)
    def let_in(self, data: st.DataObject, trouble: Any) -> None:
        guest = self._one(data)
        before = guest.status, guest.reason
        try:
            done, result = self.do(lambda: self.door.crew.let_in(guest.code, "said so"), trouble)
        except InputError:
            assert guest.status is Status.CANCELLED, "only these are the organiser's to let in"
            return
        if not done:
            return
        waiting = guest.status is Status.PENDING
        if waiting:
            guest.status, guest.reason = Status.REGISTERED, ""
        expected = self.expected_of_crew(guest)
        assert result is None or result.outcome is expected
        if waiting and expected is Outcome.ADMITTED and not guest.admitted:
            self.admitted(guest, "forced")
            guest.forced, guest.waited = True, before[1]
        else:
            self.happens(guest, expected)

    @rule(trouble=troubles)
    def release(self, trouble: Any) -> None:
        waiting = [g for g in self.guests.values() if (g.status, g.reason) == (Status.PENDING, "waitlisted")]
        done, count = self.do(lambda: self.door.crew.release("waitlisted"), trouble)
        if done:
            assert count is None or count == len(waiting)
            for guest in waiting:
                guest.status, guest.reason = Status.REGISTERED, ""

    @rule(data=st.data(), trouble=troubles)
    def substitute(self, data: st.DataObject, trouble: Any) -> None:
        guest = self._one(data)
        name = f"Stand{len(self.former)} In{len(self.former)}"
        said = Registration(ref="", name=name, consent=True, offers=(TOPICS[1],), asks=(TOPICS[2],))
        expected = self.expected(guest)
        try:
            done, result = self.do(lambda: self.door.crew.substitute(guest.code, said), trouble)
        except InputError:
            assert guest.admitted
            return
        if not done:
            return
        assert result is None or result.outcome is expected
        if expected is Outcome.ADMITTED:
            self.former.append(guest.name)
            guest.name, guest.consent, guest.note, guest.late = name, True, "", True
            guest.by_hand = False
            self.admitted(guest)

    @rule(data=st.data(), trouble=troubles)
    def together(self, data: st.DataObject, trouble: Any) -> None:
        some = data.draw(st.lists(st.sampled_from(sorted(self.guests)), min_size=1, max_size=3, unique=True))
        done, results = self.do(lambda: self.door.crew.together(some), trouble)
        if not done:
            return
        outcomes = [self.expected_of_crew(self.guests[code]) for code in some]
        assert results is None or [each.outcome for each in results] == outcomes
        for code, outcome in zip(some, outcomes, strict=True):
            self.happens(self.guests[code], outcome)
        ids = [found.registrant.id for code in some if (found := self.wait(self.door.guests.find(code)))]
        self.acquainted |= {frozenset((a, b)) for a in ids for b in ids if a != b}

    @rule(data=st.data(), consent=st.booleans(), topic=st.sampled_from(TOPICS[:4]), trouble=troubles)
    def edit(self, data: st.DataObject, consent: bool, topic: str, trouble: Any) -> None:
        guest = self._one(data)
        changes = {"consent": consent, "offers": (topic,)}
        done, _ = self.do(lambda: self.door.crew.edit(guest.code, changes), trouble)
        if done:
            guest.consent = consent

    @rule(data=st.data(), trouble=troubles)
    def print_again(self, data: st.DataObject, trouble: Any) -> None:
        guest = self._one(data)
        before = self._told(guest)
        try:
            done, result = self.do(lambda: self.door.badges.print_again(guest.code), trouble)
        except InputError:
            assert not guest.was_in and not (guest.admitted and guest.on_paper)
            return
        if done:
            first_print = guest.on_paper and guest.admitted
            assert guest.was_in
            guest.by_hand = False
            if first_print:
                guest.on_paper = False
                guest.moves.append("in")
            elif result:
                assert {each.registrant for each in result.introductions} <= before, "nobody new"

    @rule(data=st.data(), trouble=troubles)
    def write_by_hand(self, data: st.DataObject, trouble: Any) -> None:
        guest = self._one(data)
        try:
            done, _ = self.do(lambda: self.door.badges.write_by_hand(guest.code), trouble)
        except InputError:
            assert not guest.admitted
            return
        if done:
            guest.by_hand = True

    @rule(data=st.data(), trouble=troubles)
    def hand_over(self, data: st.DataObject, trouble: Any) -> None:
        tray = self.wait(self.door.badges.tray())
        if not tray.coming:
            return
        badge = data.draw(st.sampled_from(tray.coming))
        given = tray.given
        for _ in range(2):
            self.do(lambda: self.door.badges.hand(badge.id), trouble)
        inbox.tell_given(self.event.path, badge.id)
        self.wait(self.door.badges.take_told())
        assert self.wait(self.door.badges.tray()).given == given + 1

    @rule(data=st.data(), trouble=troubles)
    def enter_from_paper(self, data: st.DataObject, trouble: Any) -> None:
        guest = self._one(data)
        came = Came(self.clock.hands[0] - 600_000, 300_000)
        done, result = self.do(lambda: self.door.enter(guest.code, came), trouble)
        if not done:
            return
        expected = Outcome.ALREADY_IN if guest.admitted else self.expected(guest)
        assert result is None or result.outcome is expected
        if expected is Outcome.ADMITTED and not guest.admitted:
            # Written down with the time on paper: an exit that was scanned since stays the last word.
            guest.on_paper = not guest.was_in
            self.admitted(guest, "paper")

    @rule(data=st.data(), trouble=troubles)
    def card(self, data: st.DataObject, trouble: Any) -> None:
        guest = self._one(data)
        before = self._told(guest)
        try:
            done, result = self.do(lambda: self.door.crew.card(guest.code), trouble)
        except InputError:
            return
        if done:
            assert guest.admitted
            guest.on_paper = False
            assert result is None or not {each.registrant for each in result.introductions} & before

    @rule(cancelled=st.booleans(), over=st.booleans(), trouble=troubles)
    def take_late_list(self, cancelled: bool, over: bool, trouble: Any) -> None:
        """Two more have signed up; and somebody may have cancelled elsewhere."""
        rows = [*LATE_LIST, *([_registration(9, status=Status.CANCELLED, reason="cancelled")] if cancelled else [])]
        ninth = self.guests["CODE0009"]
        done, _ = self.do(lambda: self.door.take(rows, choice=Consent.ASK, replace_edits=over), trouble)
        if not done:
            return
        for one in LATE_LIST:
            self.guests.setdefault(one.codes[0], Guest(one.codes[0], one.name, late=True))
        if cancelled:
            ninth.status, ninth.reason = Status.CANCELLED, "cancelled"

    @rule()
    def reopen(self) -> None:
        """The laptop restarts: the room is what it was, and what is derived can be derived anew."""
        room = in_room(room_of(self.door))
        self.wait(self.opening.__aexit__(None, None, None))
        self.recent.clear()
        self._open()
        found = in_room(room_of(self.door))
        for part in ("people", "came", "here", "away", "badges", "named_by", "acquainted"):
            assert found[part] == room[part], (part, found[part], room[part])
        before = self.wait(self.door.turns.read(on_disk))
        self.wait(self.door.turns.database.write(people.replay))
        after = self.wait(self.door.turns.read(on_disk))
        for table in DERIVED:
            assert sorted(after[table], key=str) == sorted(before[table], key=str), table

    @rule()
    def cards_for_all(self) -> None:
        """The door is closed for a moment, and everybody inside gets a card."""
        if sum(guest.inside for guest in self.guests.values()) < 2:
            return
        self.wait(self.opening.__aexit__(None, None, None))
        self.recent.clear()

        async def introduce() -> None:
            async with open_turns(self.event.database, "main", clock=self.clock) as turns:
                cards = await introduce_all(turns.database, self.event)
                await turns.take(lambda turn: remember(turn, cards))
                for card in cards:
                    told = self.card_names.setdefault(card.person.id, set())
                    told |= {each.registrant for each in card.told.introductions}

        self.wait(introduce())
        self._open()

    # -- what must hold

    def _told(self, guest: Guest) -> set[str]:
        found = self.wait(self.door.guests.find(guest.code))
        assert found
        return {each.registrant for each in self._exported()[found.registrant.id].introductions}

    def _exported(self) -> dict[str, Attendance]:
        return {row.registrant.id: row for row in self.wait(attendance(self.door.turns.database))}

    @precondition(lambda self: hasattr(self, "door"))
    @invariant()
    def everything_agrees(self) -> None:
        rows = self._exported()
        by_name = {row.registrant.name: row for row in rows.values()}
        room = in_room(room_of(self.door))
        counts = self.wait(self.door.counts())
        guests = self.guests.values()
        assert counts.inside == sum(guest.inside for guest in guests)
        assert counts.admitted == sum(guest.admitted for guest in guests)
        assert counts.registered == sum(guest.status is Status.REGISTERED for guest in guests)
        assert len(rows) == len(self.guests) + len(self.former)
        for guest in guests:
            row = by_name[guest.name]
            assert (row.came, row.status, row.undone) == (guest.admitted, guest.status, guest.undone), guest
            assert bool(row.forced) is guest.forced, guest
            ident = row.registrant.id
            assert (ident in room["came"]) is guest.admitted, guest
            assert (ident in room["here"]) is guest.inside, guest
            assert (ident in room["away"]) is (guest.admitted and not guest.inside), guest
        for name in self.former:
            assert not by_name[name].came and by_name[name].status is Status.CANCELLED
        self._papers_agree(rows, room)
        self._promise_holds(rows)

    def _papers_agree(self, rows: dict[str, Attendance], room: dict[str, Any]) -> None:
        with sqlite3.connect(self.event.database) as connection:
            jobs = connection.execute("SELECT ticket, badge, settled FROM print_job ORDER BY n").fetchall()
        connection.close()
        waiting: dict[str, list[Badge]] = {}
        for ticket, drawn, settled in jobs:
            if not settled:
                waiting.setdefault(ticket, []).append(Badge.from_json(drawn))
        for row in rows.values():
            person, told = row.registrant, {each.registrant for each in row.introductions}
            assert {who for who, _kind in room["badges"].get(person.id, ())} <= told | {None}, person.name
            badges = [each for each in waiting.get(person.ticket, ()) if not each.card_only]
            assert len(badges) <= 1, "an older badge still waits"
            for badge in badges:
                assert (badge.id, badge.number) == (row.badge, person.number)
            for each in waiting.get(person.ticket, ()):
                numbers = {one.number for one in each.people}
                assert numbers <= {one.number for one in row.introductions}, "paper and export agree"

    def _promise_holds(self, rows: dict[str, Attendance]) -> None:
        """If the person you were told about comes, they were told about you; and nobody is named too often."""
        withdrawn = {
            row.registrant.id for row in rows.values()
            if row.status is not Status.REGISTERED or row.registrant.consent is not True
        }  # fmt: skip
        named: dict[str, set[str]] = {}
        for row in rows.values():
            reader = row.registrant.id
            for each in row.introductions:
                if each.registrant in self.card_names.get(reader, set()):
                    continue
                named.setdefault(each.registrant, set()).add(reader)
                other = rows.get(each.registrant)
                if each.kind is Kind.HERE or other is None or not other.badge or not self._printed(other):
                    continue
                if {reader, each.registrant} & (withdrawn | self._ever_withdrawn):
                    continue
                told = {one.registrant for one in other.introductions}
                assert reader in told, f"{row.registrant.name} was told of {other.registrant.name}, who was not"
            assert len(row.introductions) <= ON_PAPER + RESCUE + len(self.card_names.get(reader, ()))
        self._ever_withdrawn |= withdrawn
        for who, readers in named.items():
            assert len(readers) <= MOST_NAMED + RESCUE, rows[who].registrant.name if who in rows else who

    @staticmethod
    def _printed(row: Attendance) -> bool:
        return row.came and row.found_by is not FoundBy.PAPER
