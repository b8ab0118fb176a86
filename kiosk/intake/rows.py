"""Rows into registrations."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kiosk.event.guests.consent import without
from kiosk.intake.cells.answers import email_of, tidy
from kiosk.intake.cells.codes import Codes
from kiosk.intake.cells.lists import Reader, reader_of
from kiosk.intake.cells.names import company_of, half_of, is_nobody, lost_letters, name_of
from kiosk.intake.cells.yesno import agreed
from kiosk.intake.columns.choosing import Understood
from kiosk.intake.columns.headers import LISTS, Columns
from kiosk.intake.columns.polarity import Polarity, asks_for_veterans
from kiosk.intake.guestlist import Refusal, Row, Table
from kiosk.intake.leaves import Asked, Tally, granted
from kiosk.intake.party import any_no_wins, guest_of, second_tickets
from kiosk.intake.platforms.base import MAX_CODE, MAX_NOTE, Platform
from kiosk.intake.record import Record
from kiosk.intake.standing import ticket
from kiosk.intake.standing.checkins import YES, CheckIns, came
from kiosk.intake.standing.payments import Payments
from kiosk.intake.standing.states import REGISTERED, State
from kiosk.intake.standing.ticket import Standing
from kiosk.language import _
from kiosk.model import LEAVES, Registration
from kiosk.text import split_name

MAX_GUESTS = 20
MAX_PRONOUNS = 24
_STATUS = frozenset({"status", "paid", "blocked", "cancelled"})


@dataclass(slots=True)
class Reading:
    """One list being read: what its rows gave, and what is worth a note."""

    table: Table
    platform: Platform
    understood: Understood
    kept: Mapping[str, int] = field(default_factory=dict)
    """Columns of no field of ours that settings ask for: their place by the header that settings call them by."""
    answers: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Header in `norm` form -> the answers that mean yes by the organiser's word."""
    marked: Mapping[str, Mapping[str, bool]] = field(default_factory=dict)
    """Column -> answer -> whether the organiser took it for a yes."""
    rows: list[Row] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    skipped: int = 0
    ruined: int = 0
    lost: int = 0
    guests: int = 0
    explained: Mapping[str, str] = field(default_factory=dict)
    """The organiser's word for what states mean that are not known here."""
    nameless: int = 0
    """Tickets in the name of somebody who holds another of the same order."""
    elsewhere: int = 0
    """Who was checked in already by another system."""
    _asked: Mapping[str, Sequence[Asked]] = field(default_factory=dict)
    _late: dict[int, set[str]] = field(default_factory=dict)
    """Line -> what a later row of the same ticket refuses."""
    _codes: dict[str, int] = field(default_factory=dict)
    _readers: Mapping[str, Sequence[tuple[int, Reader]]] = field(default_factory=dict)
    codes: Codes = field(default_factory=Codes)
    _orders: Counter[str] = field(default_factory=Counter)
    standing: Standing = field(init=False)
    _payments: Payments = field(init=False)
    owed: Standing = field(init=False)
    _checkins: CheckIns = field(init=False)

    @property
    def columns(self) -> Columns:
        """Field -> the columns that hold it."""
        return self.understood.columns

    def tallies(self) -> tuple[Tally, ...]:
        """How the answers to every question for leave were read, the surest question first."""
        return tuple(each.tally() for columns in self._asked.values() for each in columns)

    def run(self) -> None:
        """Reads every row."""
        records = [Record(row.line, row.cells, self.columns) for row in self.table.rows]
        self.refused.extend(self.table.refused)
        self._readers = {
            name: [(i, reader_of(self.table, i, name, self.platform.separator)) for i in self.columns.get(name, ())]
            for name in LISTS
        }
        self._asked = {name: self._leaves(name) for name in LEAVES if name in self.columns}
        cells = [code for i in self.columns.get("code", ()) for code in self.table.column(i)]
        self.codes = Codes.among(cells, [(self._stated(record), _who(record)) for record in records])
        self._orders = Counter(record["order"] for record in records)
        self._payments = Payments(self.table, self.columns.get("paid", ()), self.columns.get("ticket_type", ()))
        self._checkins = CheckIns(self.table, self.columns.get("checked_in", ()))
        states = [record["status"] for record in records if not self.platform.skips(record)]
        self.standing = Standing(states, self.platform.state, self.explained)
        plain = self._polarity("paid") is Polarity.AGREES
        owed = [self._payments.word(row.cells) for row in self.table.rows] if plain else []
        self.owed = Standing(owed, self.platform.state, self.explained)
        # Words of both are explained, and told, in one way.
        self.owed.asked = self.standing.asked
        for record in records:
            if self.platform.skips(record):
                self.skipped += 1
            elif nobody := self._nobody(record):
                self.refused.append(Refusal(record.line, nobody))
            else:
                self._add(record)
        self.rows = [
            replace(row, registration=without(row.registration, self._late.get(row.line, ()))) for row in self.rows
        ]
        self.rows = any_no_wins(self.rows)
        self.rows, self.nameless = second_tickets(self.rows)

    def _leaves(self, name: str) -> list[Asked]:
        uses = self.understood.uses
        return [Asked.of(uses[i], self.table.header[i], self.answers, self.marked) for i in self.columns[name]]

    def _nobody(self, record: Record) -> str:
        """Why a row is no person, as far as its cells say so."""
        filled = [(cell, head) for cell, head in zip(record.cells, self.table.header, strict=True) if cell.strip()]
        said = record["name"] or record["first_name"] or (filled[0][0] if filled else "")
        if is_nobody(said) and not email_of(record["email"]) and not any(self.platform.codes(record)):
            return _("'{name}' is nobody's name").format(name=tidy(said, 40))
        return ""

    def _add(self, record: Record) -> None:
        first, last, name, beside = names(record)
        self.lost += lost_letters(record["name"] or record["last_name"] or record["first_name"])
        email = email_of(record["email"])
        codes = self._codes_of(record)
        waits_for_name = any(record[part].strip() for part in ("name", "first_name", "last_name"))
        if not (name or email or codes or waits_for_name):
            self.refused.append(Refusal(record.line, _("no name, no e-mail address and no ticket code")))
            return
        known = [code for code in codes if code in self._codes]
        if codes and len(known) == len(codes):
            first_line = self._codes[known[0]]
            self.refused.append(Refusal(record.line, _("the same ticket as line {n}").format(n=first_line)))
            self._late.setdefault(first_line, set()).update(self._refusals(record))
            return
        status, reason = self._state(record)
        order = record.text("order", MAX_CODE)
        registration = Registration(
            ref=self._ref(record, codes),
            name=name,
            first_name=first,
            last_name=last,
            pronouns=record.text("pronouns", MAX_PRONOUNS) or beside,
            email=email,
            company=company_of(record["company"]),
            role=company_of(record["role"]),
            experience=record.text("experience"),
            offers=self._list(record, "offers"),
            asks=self._list(record, "asks"),
            interests=self._list(record, "interests"),
            knows=self._list(record, "knows"),
            goals=self._list(record, "goals"),
            distance=record.text("distance"),
            coming=self._coming(record),
            paid=self._paid(record),
            consent=self._consent(record),
            print_goals=self._leave(record, "print_goals"),
            remote=self._leave(record, "remote"),
            photos=self._leave(record, "photos"),
            first_time=self._turned(record, "first_time"),
            wall=self._leave(record, "wall"),
            attention=self.platform.attention(record),
            checked_in=self._came(record),
            extras=self._extras(record),
            order=order,
            ticket_type=record.text("ticket_type"),
            status=status,
            reason=reason,
            states_status=not _STATUS.isdisjoint(self.columns),
            codes=tuple(code for code in codes if code not in known),
        )
        for code in codes:
            self._codes.setdefault(code, record.line)
        self.rows.extend(Row(record.line, one) for one in self._party(record, registration))

    def _extras(self, record: Record) -> tuple[tuple[str, str], ...]:
        answers = ((header, tidy(record.cells[index], MAX_NOTE)) for header, index in self.kept.items())
        return tuple((header, answer) for header, answer in answers if answer)

    def _leave(self, record: Record, name: str) -> bool | None:
        return granted(self._asked[name], record.cells) if name in self._asked else None

    def _refusals(self, record: Record) -> list[str]:
        """What a row refuses, counted or not: any no wins."""
        return [name for name in self._asked if self._leave(record, name) is False]

    def _polarity(self, name: str) -> Polarity:
        return self.understood.uses[self.columns[name][0]].polarity if name in self.columns else Polarity.AGREES

    def _turned(self, record: Record, name: str) -> bool | None:
        """A plain yes or no, the other way round where the question is: "Have you been here before?"."""
        answer = agreed(record[name]) if record[name] else None
        meant = self._polarity(name)
        if answer is None or meant is Polarity.UNCLEAR:
            return None
        turned = meant is not Polarity.AGREES or (name == "first_time" and asks_for_veterans(self._header(name)))
        return answer is not turned

    def _coming(self, record: Record) -> str:
        """What they said; in plain words where the question is the other way round: "Can't you make it?"."""
        answer, meant = record.text("coming"), self._polarity("coming")
        if meant is Polarity.AGREES or not answer:
            return answer
        said = agreed(answer)
        return "" if said is None or meant is Polarity.UNCLEAR else "no" if said else "yes"

    def _header(self, name: str) -> str:
        return self.table.header[self.columns[name][0]]

    def _stated(self, record: Record) -> tuple[str, ...]:
        return () if self.platform.skips(record) else tuple(filter(None, self.platform.codes(record)))

    def _codes_of(self, record: Record) -> tuple[str, ...]:
        codes, ruined = self.codes.of(self._stated(record))
        self.ruined += ruined
        return codes

    def _ref(self, record: Record, codes: tuple[str, ...]) -> str:
        """The platform's own id of the ticket behind its name; where it has none, the register tells by all else."""
        ident = self.platform.ident(record, codes)
        return f"{self.platform.name}:{'' if self.codes.spoilt.spoils(ident) else ident}"

    def _list(self, record: Record, name: str) -> tuple[str, ...]:
        readers = self._readers[name]
        if len(readers) == 1:
            index, read = readers[0]
            return read(record.cells[index]) if record.cells[index] else ()
        found = {phrase.casefold(): phrase for index, read in readers for phrase in read(record.cells[index])}
        return tuple(found.values())

    def _consent(self, record: Record) -> bool | None:
        return bool(self._leave(record, "consent")) if "consent" in self._asked else None

    def _paid(self, record: Record) -> bool | None:
        plain = self._polarity("paid") is Polarity.AGREES
        return self._payments.paid(record.cells) if plain else self._turned(record, "paid")

    def _state(self, record: Record) -> State:
        state = self._stated_by(record)
        word = self._payments.word(record.cells) if self._polarity("paid") is Polarity.AGREES else ""
        # "Paid: not yet, on Friday" is no yes: a word that nobody knows waits, as a ticket's state does.
        return self.owed.of(word, blocked=None, cancelled=None, paid=None) if word and state == REGISTERED else state

    def _stated_by(self, record: Record) -> State:
        return self.standing.of(
            record["status"],
            blocked=ticket.says_yes(record["blocked"]),
            cancelled=ticket.says_yes(record["cancelled"]),
            paid=self._paid(record),
        )

    def _came(self, record: Record) -> str:
        said = self._checkins.said(record.cells) or (YES if came(record["status"]) else "")
        self.elsewhere += bool(said)
        return said

    def _party(self, record: Record, host: Registration) -> Iterator[Registration]:
        """The person and a ticket for each guest they bring, which asks for a name at the door."""
        count = self._guests_of(record)
        self.guests += count
        order = host.order or (_booked_as(host) if count else "")
        yield replace(host, order=order) if count else host
        for number in range(1, count + 1):
            yield replace(guest_of(host), ref=f"{host.ref}+{number}", guest=number, order=order, codes=())

    def _guests_of(self, record: Record) -> int:
        number = max(_number(record["guests"]), *(name_of(record[part]).guests for part in _NAMES))
        # A quantity repeated on every ticket of an order counts people who have rows of their own.
        if self._orders[record["order"]] == 1 or not record["order"]:
            number = max(number, _number(record["quantity"]) - 1)
        return min(number, MAX_GUESTS)


_NAMES = ("name", "first_name", "last_name")


def _booked_as(host: Registration) -> str:
    """What those have in common who come with somebody, where their list has no orders."""
    return (host.email or host.name) if host.ref.endswith(":") else host.ref


def names(record: Record) -> tuple[str, str, str, str]:
    """First name, last name, the whole and pronouns beside it; what they want on the badge goes first."""
    badge = name_of(record["badge_name"])
    first = half_of(record["first_name"], record["last_name"])
    last = half_of(record["last_name"], record["first_name"])
    whole = name_of(record["name"])
    beside = badge.pronouns or whole.pronouns or first.pronouns or last.pronouns
    if badge.text:
        return (*split_name(badge.text), badge.text, beside)
    surname = tidy(f"{last.text} {name_of(record['last_name_2']).text}")
    name = "" if email_of(whole.text) == whole.text.lower() else whole.text
    return first.text, surname, name or tidy(f"{first.text} {surname}"), beside


def _who(record: Record) -> str:
    """Whom a row is about, as far as it says: two rows of one person may well state one code."""
    said = (record[field] for field in ("name", "first_name", "last_name", "email"))
    return " ".join(" ".join(said).casefold().split())


def _number(text: str) -> int:
    digits = text.strip().lstrip("+")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 4 else 0
