"""Taking the last import back: as if it had never happened, as long as nobody of it has come."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kiosk.errors import NotDoneError
from kiosk.event.guests.identity.imports import last_batch
from kiosk.event.guests.naming import called
from kiosk.language import _, plural
from kiosk.model import Registrant
from kiosk.store import facts, introductions, meta, people
from kiosk.store.bodies import Admitted, Given, Left, Listed, Same, Source, Undone
from kiosk.store.facts import Fact
from kiosk.store.turns import Turn

_SHOWN = 3
"""Names in a sentence, before it only counts."""


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What an undone import leaves."""

    gone: tuple[Registrant, ...]
    """Whom only that import knew."""
    restored: tuple[Registrant, ...]
    """Who is as they were before it."""
    named: tuple[Registrant, ...]
    """Those of `gone` whom badges of others name."""


def undo_last(turn: Turn) -> TakenBack:
    """Takes back everything that the last import said, a no that came with it included.

    Raises NotDoneError where nothing was imported, or somebody whom it brought or changed came or was changed at the
    door since.
    """
    batch = last_batch(turn)
    if batch is None:
        raise NotDoneError(_("There is no import to take back."))
    written = facts.of_batch(turn.connection, batch)
    ours = {fact.id for fact in written}
    by_ticket = {ticket: facts.of_ticket(turn.connection, ticket) for ticket in _tickets(written)}
    new = {ticket for ticket, told in by_ticket.items() if _first_listing(told) in ours}
    _refuse_if_used(turn, by_ticket, new)
    before = {one.ticket: one for one in people.registrants(turn.connection) if one.ticket in by_ticket}
    people.keep_numbers(turn.connection)
    _take_back(turn, written, by_ticket, new)
    if last_batch(turn) is None:
        meta.forget_consent_choice(turn.connection)
    gone = tuple(one for ticket, one in before.items() if ticket in new)
    now = (people.by_ticket(turn.connection, ticket) for ticket in by_ticket if ticket not in new)
    named = {ident for names in introductions.all_names(turn.connection).values() for ident in names}
    return TakenBack(gone, tuple(one for one in now if one), tuple(one for one in gone if one.id in named))


def _tickets(written: Iterable[Fact]) -> list[str]:
    return list(dict.fromkeys(fact.ticket for fact in written if fact.ticket))


def _first_listing(told: Sequence[Fact]) -> str | None:
    return next((fact.id for fact in told if isinstance(fact.body, Listed)), None)


def _refuse_if_used(turn: Turn, by_ticket: dict[str, list[Fact]], new: set[str]) -> None:
    used = [ticket for ticket, told in by_ticket.items() if _was_here(told) or (ticket in new and _was_changed(told))]
    if not used:
        return
    names = [called(one) for ticket in used if (one := people.by_ticket(turn.connection, ticket))]
    shown = ", ".join(names[:_SHOWN]) + ("…" if len(names) > _SHOWN else "")
    raise NotDoneError(
        plural(
            "{n} person of that import came, or was changed at the door ({names}): it can't be taken back. Import a"
            " corrected list instead.",
            "{n} people of that import came, or were changed at the door ({names}): it can't be taken back. Import a"
            " corrected list instead.",
            len(used),
        ).format(n=len(used), names=shown)
    )


def _was_here(told: Sequence[Fact]) -> bool:
    return any(isinstance(fact.body, Admitted | Left | Given) for fact in told)


def _was_changed(told: Sequence[Fact]) -> bool:
    return any(isinstance(fact.body, Listed) and fact.body.source is not Source.IMPORT for fact in told)


def _take_back(turn: Turn, written: Sequence[Fact], by_ticket: dict[str, list[Fact]], new: set[str]) -> None:
    ours = {fact.id for fact in written}
    listed = [
        fact for ticket, told in by_ticket.items() for fact in told
        if isinstance(fact.body, Listed) and (fact.id in ours or ticket in new)
    ]  # fmt: skip
    facts.insert(turn.connection, [_undo(turn, fact) for fact in listed])
    aside = [fact for fact in written if not fact.ticket]
    facts.insert(turn.connection, [_undo(turn, fact) for fact in aside if not isinstance(fact.body, Same)])
    people.say_same(turn.connection, [_undo(turn, fact) for fact in aside if isinstance(fact.body, Same)])
    people.refresh(turn.connection, by_ticket)


def _undo(turn: Turn, fact: Fact) -> Fact:
    about = fact.body.registrant if isinstance(fact.body, Listed) else ""
    return turn.stamp(Undone(registrant=about, undoes=fact.id), fact.ticket)
