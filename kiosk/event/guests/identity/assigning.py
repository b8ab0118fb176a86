"""Whose ticket is each row of a list? An assignment: the surest signs first, every ticket at most once.

Where rows or columns stand in the file decides nothing. Within one sign, where several rows could mean several tickets,
those are paired that agree in most answers.
"""

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import fields

from kiosk.event.guests.identity.claims import Claim
from kiosk.event.guests.identity.likeness import Likeness, likeness
from kiosk.model import Registration

Keys = Callable[[Claim], Iterable[Hashable]]
Fits = Callable[[Claim, Claim], bool]
_FIELDS = tuple(f.name for f in fields(Registration) if f.name not in ("guest", "host"))
_MOST = 300
"""Rows of one sign among which agreement is weighed; of more, nobody could tell them apart either."""


def assign(rows: Mapping[int, Claim], known: Mapping[str, Claim], kin: Collection[str]) -> dict[int, str]:
    """The ticket of each row that certainly has one.

    `kin` are tickets that earlier exports of this very list named: there a name by itself means the same person.
    """
    task = _Assignment(rows, known)
    task.pair(lambda claim: claim.refs, _anything)
    task.pair(lambda claim: claim.codes, _not_another_id)
    task.pair(lambda claim: {who for who in claim.who if all(who)}, _not_another_ticket)
    task.pair(lambda claim: {(claim.order, name) for name in claim.names if claim.order}, _not_another_ticket)
    task.pair(lambda claim: {(claim.company, name) for name in claim.names if claim.company}, _not_another_person)
    recurring = _Assignment(task.free_rows, {ticket: claim for ticket, claim in task.free.items() if ticket in kin})
    recurring.pair(lambda claim: claim.names, _not_another_person)
    recurring.pair(lambda claim: claim.emails, _renamed, several=False)
    return task.found | recurring.found


class _Assignment:
    """Rows and tickets, and who has found each other so far."""

    def __init__(self, rows: Mapping[int, Claim], known: Mapping[str, Claim]) -> None:
        self._rows, self._known = rows, known
        self.found: dict[int, str] = {}

    @property
    def free_rows(self) -> dict[int, Claim]:
        """Rows that mean nobody yet."""
        return {row: claim for row, claim in self._rows.items() if row not in self.found}

    @property
    def free(self) -> dict[str, Claim]:
        """Tickets that no row means yet."""
        taken = set(self.found.values())
        return {ticket: claim for ticket, claim in self._known.items() if ticket not in taken}

    def pair(self, keys: Keys, fits: Fits, *, several: bool = True) -> None:
        """Pairs rows and tickets that have a key in common; `several`: also where not each has only the other."""
        edges = self._edges(keys, fits)
        claimed = Counter(ticket for tickets in edges.values() for ticket in tickets)
        knots = {}
        for row, tickets in edges.items():
            if len(tickets) == 1 and claimed[tickets[0]] == 1:
                self.found[row] = tickets[0]
            else:
                knots[row] = tickets
        for some in _components(knots) if several else ():
            self.found.update(self._agreeing(some, knots))

    def _edges(self, keys: Keys, fits: Fits) -> dict[int, list[str]]:
        at: dict[Hashable, list[str]] = {}
        for ticket, claim in self.free.items():
            for key in keys(claim):
                at.setdefault(key, []).append(ticket)
        found = {}
        for row, claim in self.free_rows.items():
            near = dict.fromkeys(ticket for key in keys(claim) for ticket in at.get(key, ()))
            if tickets := [ticket for ticket in near if fits(claim, self._known[ticket])]:
                found[row] = tickets
        return found

    def _agreeing(self, rows: Sequence[int], edges: Mapping[int, list[str]]) -> dict[int, str]:
        """The pairing in which most answers agree; what stands where in the file makes no difference."""
        ordered = sorted(rows, key=lambda row: repr(self._rows[row].said))
        tickets = sorted({ticket for row in rows for ticket in edges[row]})
        if len(rows) > _MOST or len(tickets) > _MOST:
            return {}
        from scipy.optimize import linear_sum_assignment

        never = -1000
        worth = [
            [_agreement(self._rows[row], self._known[ticket]) if ticket in edges[row] else never for ticket in tickets]
            for row in ordered
        ]
        pairs = zip(*linear_sum_assignment(worth, maximize=True), strict=True)
        return {ordered[i]: tickets[j] for i, j in pairs if worth[i][j] > never}


def _components(edges: Mapping[int, list[str]]) -> list[list[int]]:
    """Rows that could mean the same tickets, taken together."""
    rows_of: dict[str, list[int]] = {}
    for row, tickets in edges.items():
        for ticket in tickets:
            rows_of.setdefault(ticket, []).append(row)
    found, seen = [], set()
    for start in edges:
        some, waiting = [], [start]
        while waiting:
            row = waiting.pop()
            if row not in seen:
                seen.add(row)
                some.append(row)
                waiting += [other for ticket in edges[row] for other in rows_of[ticket]]
        if some:
            found.append(some)
    return found


def _agreement(row: Claim, ticket: Claim) -> int:
    pairs = ((getattr(row.said, name), getattr(ticket.said, name)) for name in _FIELDS)
    same = sum(1 for one, other in pairs if one and one == other)
    return same + 20 * (row.order == ticket.order) + 20 * bool(row.codes & ticket.codes)


def _anything(row: Claim, ticket: Claim) -> bool:
    return True


def _not_another_id(row: Claim, ticket: Claim) -> bool:
    """Whether a list has not given the two different ids of its own."""
    platforms = {ref.partition(":")[0] for ref in ticket.refs}
    return bool(row.refs & ticket.refs) or not any(ref.partition(":")[0] in platforms for ref in row.refs)


def _not_another_ticket(row: Claim, ticket: Claim) -> bool:
    orders = (row.order, ticket.order)
    return _not_another_id(row, ticket) and (not all(orders) or orders[0] == orders[1])


def _not_another_person(row: Claim, ticket: Claim) -> bool:
    addresses, companies = (row.emails, ticket.emails), (row.company, ticket.company)
    return (
        _not_another_ticket(row, ticket)
        and (not all(addresses) or bool(addresses[0] & addresses[1]))
        and (not all(companies) or companies[0] == companies[1])
    )


def _renamed(row: Claim, ticket: Claim) -> bool:
    """Whether the same list now spells the name at this address otherwise, or has one at last."""
    if not _not_another_ticket(row, ticket):
        return False
    if not row.called or not ticket.called:
        return not (row.said.guest or ticket.said.guest)
    return any(likeness(one, other) is not Likeness.OTHER for one in row.called for other in ticket.called)
