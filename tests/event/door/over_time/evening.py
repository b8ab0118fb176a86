"""Everything that people do on an evening, in whatever order, beside a model of a few lines.

After each step the answer is what the model expects; and disk, room, export, search, tray and paper agree.
"""

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from kiosk.errors import InputError
from kiosk.event.badges.cards import introduce_all, remember
from kiosk.event.door import inbox
from kiosk.event.door.paperlist import Came
from kiosk.model import Consent, FoundBy, Outcome, Registration, Status
from kiosk.store.turns import open_turns
from tests.event.door.over_time.agreement import Promise, papers_agree
from tests.event.door.over_time.desk import Desk
from tests.event.door.over_time.guest import FIRST_LIST, LATE_LIST, Guest, registration
from tests.event.evening import TOPICS
from tests.event.failing import in_room, room_of

codes = st.sampled_from([one.codes[0] for one in (*FIRST_LIST, *LATE_LIST)])
troubles = st.one_of(
    st.none(), st.none(), st.none(), st.none(), st.just("gives up"), st.integers(min_value=0, max_value=16)
)
"""What goes wrong with a use case: nothing, its caller gives up, or the disk refuses a statement."""


class Evening(Desk):
    """One evening."""

    def __init__(self) -> None:
        super().__init__()
        self.promise = Promise()

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
        guest = self.one(data)
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

    def one(self, data: st.DataObject) -> Guest:
        return self.guests[data.draw(st.sampled_from(sorted(self.guests)))]

    @rule(data=st.data(), trouble=troubles)
    def let_in(self, data: st.DataObject, trouble: Any) -> None:
        guest = self.one(data)
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
        guest = self.one(data)
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
        guest = self.one(data)
        changes = {"consent": consent, "offers": (topic,)}
        done, _ = self.do(lambda: self.door.crew.edit(guest.code, changes), trouble)
        if done:
            guest.consent = consent

    @rule(data=st.data(), trouble=troubles)
    def print_again(self, data: st.DataObject, trouble: Any) -> None:
        guest = self.one(data)
        before = self.told_of(guest)
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
                self.admitted(guest)
            elif result:
                assert {each.registrant for each in result.introductions} <= before, "nobody new"

    @rule(data=st.data(), trouble=troubles)
    def write_by_hand(self, data: st.DataObject, trouble: Any) -> None:
        guest = self.one(data)
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
        guest = self.one(data)
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
        guest = self.one(data)
        before = self.told_of(guest)
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
        rows = [*LATE_LIST, *([registration(9, status=Status.CANCELLED, reason="cancelled")] if cancelled else [])]
        ninth = self.guests["CODE0009"]
        done, _ = self.do(lambda: self.door.take(rows, choice=Consent.ASK, replace_edits=over), trouble)
        if not done:
            return
        for one in LATE_LIST:
            self.guests.setdefault(one.codes[0], Guest(one.codes[0], one.name, late=True))
        if cancelled:
            ninth.status, ninth.reason = Status.CANCELLED, "cancelled"

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

    @precondition(lambda self: hasattr(self, "door"))
    @invariant()
    def everything_agrees(self) -> None:
        rows = self.exported()
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
        papers_agree(self.event.database, rows, room)
        self.promise.holds(rows, self.card_names)
