"""What the crew puts right at the door: answers, substitutes, groups, tickets that wait for a decision.

Plain functions on the writer's thread, like the other use cases.
"""

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from kiosk import code
from kiosk.errors import InputError
from kiosk.event.badges.badge import badge
from kiosk.event.door import decide
from kiosk.event.door.admitting import Admitting
from kiosk.event.guests import finding
from kiosk.event.guests import register as intake
from kiosk.event.guests.naming import called
from kiosk.event.matching import told
from kiosk.event.matching.told import Misled
from kiosk.language import _, plural
from kiosk.model import FoundBy, Outcome, Registrant, Registration, ScanResult, Status
from kiosk.store import facts, introductions, jobs, people
from kiosk.store.database import transaction
from kiosk.store.facts import FactKind

RELEASED: dict[str, Any] = {"status": Status.REGISTERED.value, "reason": ""}
_EVERYDAY = (
    "programming",
    "design",
    "writing",
    "cooking",
    "photography",
    "music",
    "gardening",
    "cycling",
    "languages",
)
_SHOWN = 5
"""Names in a sentence, before it only counts."""


class Crew(Admitting):
    """Everything that the crew changes about somebody who is known."""

    def topics(self, limit: int) -> list[str]:
        """What walk-ins may pick from: the organiser's choice, else what is common on the list."""
        chosen = self._folder.settings.door.topics or (*self._room.topics(limit), *_EVERYDAY)
        return list(dict.fromkeys(chosen))[:limit]

    def edit(self, connection: sqlite3.Connection, handle: str, changes: Mapping[str, Any]) -> Registrant:
        """Writes down what somebody says of themselves; it counts for matching at once, a badge stays as it is."""
        before = self._known(connection, handle).registrant
        news = {key: value for key, value in changes.items() if getattr(before, key) != value}
        if not news:
            return before
        after = transaction(connection, lambda connection: intake.edit(connection, self.scribe, before, news))
        self._room.relearn(after)
        return after

    def card(self, connection: sqlite3.Connection, handle: str) -> ScanResult:
        """Prints a pocket card with the people that an attendee was not told about yet."""
        known = self._known(connection, handle)
        person = known.registrant
        if not known.presence.admission:
            raise InputError(_("{who} is not in yet: admit them first.").format(who=called(person)))
        before = told.last_names(connection, person.ticket)
        plan = self._room.propose(person.id)
        new = tuple(each for each in plan.introductions if each.registrant not in {one.registrant for one in before})
        if not new:
            raise InputError(_("There is nobody new to introduce {who} to yet.").format(who=called(person)))
        card_id = code.new_badge_id()
        drawn = badge(
            card_id, person, replace(plan, introductions=new), self._folder.settings, self._room.wording, card_only=True
        ).to_json()
        everybody = (*before, *new)
        introduced = self._fact(FactKind.INTRODUCED, person, card=card_id, introductions=introductions.ids(everybody))

        def work(connection: sqlite3.Connection) -> None:
            facts.insert(connection, [introduced])
            introductions.save_words(connection, introduced, introductions.words(everybody))
            jobs.insert(connection, person.ticket, card_id, drawn, jobs.next_revision(connection, person.ticket))

        transaction(connection, work)
        self._room.apply(person.id, new)
        return self._result(
            Outcome.ALREADY_IN, person, plan=replace(plan, introductions=new), first=finding.first(known.presence),
            badge=known.presence.badge, fact=introduced, reason=_("A card with the people to meet is printed."),
        )  # fmt: skip

    def substitute(self, connection: sqlite3.Connection, handle: str, registration: Registration) -> ScanResult:
        """Admits somebody on another's ticket: the ticket stays, the other's answers and consent do not."""
        known = self._known(connection, handle)
        absent = known.registrant
        if known.presence.admission:
            raise InputError(
                _("{who} is in already: take that back first if it was somebody else.").format(who=called(absent))
            )
        named = replace(absent, name=registration.name, email=registration.email)
        answer = decide.about_known(replace(known, registrant=named), self._folder.settings, self._private)
        if answer.outcome is not Outcome.ADMITTED:
            return self._refused(connection, known, answer, "")
        newcomer = transaction(connection, lambda c: intake.substitute(c, self.scribe, absent, registration))
        self._room.substitute(absent.id, newcomer)
        misled = told.naming(connection, absent.id)
        result = self._admit(connection, newcomer, known.presence, "", FoundBy.SEARCH)
        return replace(result, reason=_instead(absent, misled))

    def let_in(self, connection: sqlite3.Connection, handle: str, why: str) -> ScanResult:
        """Admits somebody whose ticket waits for a payment or a decision, or was cancelled; `why` is kept."""
        known = self._known(connection, handle)
        person = known.registrant
        if person.status is Status.REGISTERED:
            return self._answer(connection, known, "", FoundBy.SEARCH, can_ask=False)
        if not decide.may_let_in(person, self._folder.settings.door.may_let_in):
            why = _(person.reason or person.status.value)
            raise InputError(
                _("Tickets that are {why} are not let in at this door: ask the organiser.").format(why=why)
            )
        released = self._release(connection, person, why)
        return self._answer(connection, replace(known, registrant=released), "", FoundBy.SEARCH, can_ask=False)

    def release(self, connection: sqlite3.Connection, reason: str) -> int:
        """Lets everybody in who waits for the same decision, from now on; returns how many."""
        waiting = [
            one for one in people.registrants(connection) if (one.status, one.reason) == (Status.PENDING, reason)
        ]
        for person in waiting:
            self._release(connection, person, "")
        return len(waiting)

    def _release(self, connection: sqlite3.Connection, person: Registrant, why: str) -> Registrant:
        def work(connection: sqlite3.Connection) -> Registrant:
            listed = people.listed_body(person.id, person.person, person.number, people.Source.DOOR)
            fact = self.scribe.fact(FactKind.LISTED, person.ticket, {**listed, **RELEASED}, self.scribe.tick())
            people.save_listings(connection, [(fact, {})], fresh=False)
            facts.save_note(connection, fact, why)
            return self._known(connection, person.id).registrant

        released = transaction(connection, work)
        self._room.revise(released)
        return released

    def together(self, connection: sqlite3.Connection, handles: Sequence[str]) -> list[ScanResult]:
        """Admits people who came together: they know each other, so no badge introduces them."""
        group = [self._known(connection, handle) for handle in handles]
        ids = list(dict.fromkeys(known.registrant.id for known in group))
        if len(ids) > 1:
            fact = self._fact(FactKind.TOGETHER, None, registrants=ids)
            transaction(connection, lambda connection: facts.insert(connection, [fact]))
            self._room.acquaint(ids)
        return [
            self._answer(connection, self._known(connection, ident), "", FoundBy.SEARCH, can_ask=False) for ident in ids
        ]


def _instead(absent: Registrant, misled: Sequence[Misled]) -> str:
    """What to tell, and whom."""
    said = _("Here in place of {who}.").format(who=called(absent))
    if not misled:
        return said
    names = ", ".join(f"{each.reader.name} (No {each.reader.number})" for each in misled[:_SHOWN])
    more = "…" if len(misled) > _SHOWN else ""
    told = plural("Tell {names}, whose badge names {who}.", "Tell {names}, whose badges name {who}.", len(misled))
    return f"{said} {told.format(names=names + more, who=called(absent))}"
