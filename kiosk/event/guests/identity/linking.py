"""Who is one person: said by lists where it is certain, by people everywhere else, and taken back by people."""

from collections.abc import Sequence

from kiosk.errors import NotDoneError
from kiosk.event.guests.identity.likeness import name_key
from kiosk.event.guests.naming import called
from kiosk.language import _
from kiosk.model import Registrant
from kiosk.store import facts, people
from kiosk.store.bodies import Same, Undone
from kiosk.store.facts import Fact
from kiosk.store.turns import Turn


def link_certain(turn: Turn, tickets: Sequence[str], batch: str) -> None:
    """Says of new tickets that they belong to one person where e-mail address and name are the same."""
    if not tickets:
        return
    parted = people.persons(turn.connection).parted
    new = set(tickets)
    first: dict[tuple[str, str], str] = {}
    said: list[Fact] = []
    # Those who were known before come first.
    for one in sorted(people.listings(turn.connection), key=lambda each: each.registrant.ticket in new):
        person, own = one.registrant, one.marks.own
        if not (person.email and name_key(person.name)):
            continue
        known = first.setdefault((person.email.casefold(), name_key(person.name)), own)
        if known != own and person.ticket in new and frozenset((known, own)) not in parted:
            said.append(turn.stamp(Same(one=known, other=own, batch=batch)))
    people.say_same(turn.connection, said)


def link(turn: Turn, one: Registrant, other: Registrant) -> list[Registrant]:
    """Says that two are one person; returns all their tickets, the one that stands for them first.

    Raises NotDoneError where they are already.
    """
    one, other = _again(turn, one), _again(turn, other)
    if one.person == other.person:
        raise NotDoneError(_("{one} and {other} are one person already.").format(one=_who(one), other=_who(other)))
    owns = [people.marks_of(turn.connection, each.ticket).own for each in (one, other)]
    people.say_same(turn.connection, [turn.stamp(Same(one=owns[0], other=owns[1]))])
    return people.of_person(turn.connection, _again(turn, one).person)


def part(turn: Turn, one: Registrant, other: Registrant) -> list[Registrant]:
    """Says that two are two people, and takes back what made them one; returns both as they are then.

    Raises NotDoneError where one event file of earlier versions has made them one for good.
    """
    one, other = _again(turn, one), _again(turn, other)
    owns = [people.marks_of(turn.connection, each.ticket).own for each in (one, other)]
    if owns[0] == owns[1]:
        raise NotDoneError(
            _("{one} and {other} came with one e-mail address and one name: change the name of one of them.").format(
                one=_who(one), other=_who(other)
            )
        )
    between = _between(_standing(turn), *owns)
    if not any({body.one, body.other} == set(owns) for _fact, body in between):
        # Written and taken back, so that nobody is asked again, and no list says otherwise.
        body = Same(one=owns[0], other=owns[1])
        between.append((turn.write(body), body))
    undone = [turn.stamp(Undone(registrant=one.id, undoes=fact.id)) for fact, _body in between]
    people.say_same(turn.connection, undone)
    return [_again(turn, one), _again(turn, other)]


Link = tuple[Fact, Same]


def _standing(turn: Turn) -> list[Link]:
    undone = facts.undone_elsewhere(turn.connection)
    said = [(fact, fact.body) for fact in facts.all_same(turn.connection) if fact.id not in undone]
    return [(fact, body) for fact, body in said if isinstance(body, Same)]


def _between(said: Sequence[Link], one: str, other: str) -> list[Link]:
    """What has to be taken back, so that two are two: whatever joins them straight, then the last word on every way.

    Who became one person with either of them by something else stays so.
    """
    kept, found = list(said), list[Link]()
    while way := _way(kept, one, other):
        straight = [link for link in way if {link[1].one, link[1].other} == {one, other}]
        last = (straight or [max(way, key=kept.index)])[0]
        kept.remove(last)
        found.append(last)
    return found


def _way(said: Sequence[Link], one: str, other: str) -> list[Link]:
    """The shortest way from one to the other by what was said; empty where there is none."""
    ways: dict[str, list[Link]] = {one: []}
    reached = [one]
    for at in reached:
        for link in said:
            ends = (link[1].one, link[1].other)
            if at in ends and (there := ends[1] if ends[0] == at else ends[0]) not in ways:
                ways[there] = [*ways[at], link]
                reached.append(there)
    return ways.get(other, [])


def _again(turn: Turn, one: Registrant) -> Registrant:
    found = people.by_id(turn.connection, one.id)
    assert found is not None
    return found


def _who(one: Registrant) -> str:
    return f"{called(one)} (No {one.number})"
