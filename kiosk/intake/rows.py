"""Rows into registrations."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kiosk.intake.cells.answers import agreed, email_of, lost_letters, name_of, tidy
from kiosk.intake.cells.codes import Codes
from kiosk.intake.cells.lists import Reader, reader_of
from kiosk.intake.columns.headers import LISTS, Columns, hides, is_refusal
from kiosk.intake.guestlist import Refusal, Row, Table
from kiosk.intake.platforms.base import MAX_CODE, MAX_NOTE, Platform
from kiosk.intake.record import Record
from kiosk.intake.standing import ticket
from kiosk.intake.standing.checkins import YES, CheckIns, came
from kiosk.intake.standing.payments import Payments
from kiosk.intake.standing.states import State
from kiosk.intake.standing.ticket import Standing
from kiosk.model import Registration
from kiosk.text import fold, split_name

MAX_GUESTS = 20
MAX_PRONOUNS = 24
_STATUS = frozenset({"status", "paid", "blocked", "cancelled"})


@dataclass(slots=True)
class Reading:
    """One list being read: what its rows gave, and what is worth a note."""

    table: Table
    platform: Platform
    columns: Columns
    kept: Mapping[str, int] = field(default_factory=dict)
    """Columns of no field of ours that settings ask for: their place by the header that settings call them by."""
    rows: list[Row] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    skipped: int = 0
    ruined: int = 0
    lost: int = 0
    guests: int = 0
    explained: Mapping[str, str] = field(default_factory=dict)
    """The organiser's word for what states mean that are not known here."""
    elsewhere: int = 0
    """Who was checked in already by another system."""
    unknown_answers: Counter[str] = field(default_factory=Counter)
    _refs: Counter[str] = field(default_factory=Counter)
    _codes: dict[str, int] = field(default_factory=dict)
    _readers: Mapping[str, Sequence[tuple[int, Reader]]] = field(default_factory=dict)
    codes: Codes = field(default_factory=Codes)
    _orders: Counter[str] = field(default_factory=Counter)
    standing: Standing = field(init=False)
    _payments: Payments = field(init=False)
    _checkins: CheckIns = field(init=False)

    def run(self) -> None:
        """Reads every row."""
        used = {index for indexes in self.columns.values() for index in indexes}
        if status := ticket.status_column(self.table, self.columns.get("status", ()), used, self.platform.state):
            self.columns = {**self.columns, "status": status}
        records = [Record(row.line, row.cells, self.columns) for row in self.table.rows]
        self.refused.extend(self.table.refused)
        self._readers = {
            name: [(i, reader_of(self.table, i, name, self.platform.separator)) for i in self.columns.get(name, ())]
            for name in LISTS
        }
        cells = [code for i in self.columns.get("code", ()) for code in self.table.column(i)]
        self.codes = Codes.among(cells, [(self._stated(record), _who(record)) for record in records])
        self._orders = Counter(record["order"] for record in records)
        self._payments = Payments(self.table, self.columns.get("paid", ()), self.columns.get("ticket_type", ()))
        self._checkins = CheckIns(self.table, self.columns.get("checked_in", ()))
        states = [record["status"] for record in records if not self.platform.skips(record)]
        self.standing = Standing(states, self.platform.state, self.explained)
        for record in records:
            if self.platform.skips(record):
                self.skipped += 1
            else:
                self._add(record)

    def _add(self, record: Record) -> None:
        first, last, name = names(record)
        self.lost += lost_letters(record["name"] or record["last_name"] or record["first_name"])
        email = email_of(record["email"])
        codes = self._codes_of(record)
        waits_for_name = any(record[part].strip() for part in ("name", "first_name", "last_name"))
        if not (name or email or codes or waits_for_name):
            self.refused.append(Refusal(record.line, "no name, no e-mail address and no ticket code"))
            return
        known = [code for code in codes if code in self._codes]
        if codes and len(known) == len(codes):
            self.refused.append(Refusal(record.line, f"the same ticket as line {self._codes[known[0]]}"))
            return
        status, reason = self._state(record)
        order = record.text("order", MAX_CODE)
        registration = Registration(
            ref=self._ref(record, codes, email or name),
            name=name,
            first_name=first,
            last_name=last,
            pronouns=record.text("pronouns", MAX_PRONOUNS),
            email=email,
            company=record.text("company"),
            role=record.text("role"),
            experience=record.text("experience"),
            offers=self._list(record, "offers"),
            asks=self._list(record, "asks"),
            interests=self._list(record, "interests"),
            knows=self._list(record, "knows"),
            goals=self._list(record, "goals"),
            distance=record.text("distance"),
            coming=record.text("coming"),
            paid=self._payments.paid(record.cells),
            consent=self._consent(record),
            print_goals=agreed(record["print_goals"]) if record["print_goals"] else None,
            remote=agreed(record["remote"]) if record["remote"] else None,
            photos=self._photos(record),
            first_time=agreed(record["first_time"]) if record["first_time"] else None,
            wall=self._wall(record),
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

    def _photos(self, record: Record) -> bool | None:
        answer = agreed(record["photos"]) if record["photos"] else None
        refusal = is_refusal(self.table.header[self.columns["photos"][0]]) if "photos" in self.columns else False
        return answer if answer is None else answer is not refusal

    def _wall(self, record: Record) -> bool | None:
        """Only a plain yes: who does not ask to be hidden has not asked to be shown."""
        answer = agreed(record["wall"]) if record["wall"] else None
        if "wall" in self.columns and hides(self.table.header[self.columns["wall"][0]]):
            return False if answer else None
        return answer

    def _stated(self, record: Record) -> tuple[str, ...]:
        return () if self.platform.skips(record) else tuple(filter(None, self.platform.codes(record)))

    def _codes_of(self, record: Record) -> tuple[str, ...]:
        codes, ruined = self.codes.of(self._stated(record))
        self.ruined += ruined
        return codes

    def _ref(self, record: Record, codes: tuple[str, ...], who: str) -> str:
        """The platform's id of the ticket, else what stays the same from one copy of a list to the next."""
        ident = self.platform.ident(record, codes)
        lasting = ident if ident and not self.codes.spoilt.spoils(ident) else fold(who) or "nameless"
        base = f"{self.platform.name}:{lasting}"
        self._refs[base] += 1
        return base if self._refs[base] == 1 else f"{base}#{self._refs[base]}"

    def _list(self, record: Record, name: str) -> tuple[str, ...]:
        readers = self._readers[name]
        if len(readers) == 1:
            index, read = readers[0]
            return read(record.cells[index]) if record.cells[index] else ()
        found = {phrase.casefold(): phrase for index, read in readers for phrase in read(record.cells[index])}
        return tuple(found.values())

    def _consent(self, record: Record) -> bool | None:
        if "consent" not in self.columns:
            return None
        answer = record["consent"]
        if not answer:
            return False
        said = agreed(answer)
        if said is None:
            self.unknown_answers[tidy(answer, 40)] += 1
        return bool(said)

    def _state(self, record: Record) -> State:
        return self.standing.of(
            record["status"],
            blocked=ticket.says_yes(record["blocked"]),
            cancelled=ticket.says_yes(record["cancelled"]),
            paid=self._payments.paid(record.cells),
        )

    def _came(self, record: Record) -> str:
        said = self._checkins.said(record.cells) or (YES if came(record["status"]) else "")
        self.elsewhere += bool(said)
        return said

    def _party(self, record: Record, host: Registration) -> Iterator[Registration]:
        """The person and a ticket for each guest they bring, which asks for a name at the door."""
        count = self._guests_of(record)
        self.guests += count
        order = host.order or (host.ref if count else "")
        yield replace(host, order=order) if count else host
        for number in range(1, count + 1):
            yield Registration(
                ref=f"{host.ref}+{number}",
                order=order,
                ticket_type=host.ticket_type,
                status=host.status,
                reason=host.reason,
                states_status=host.states_status,
            )

    def _guests_of(self, record: Record) -> int:
        number = _number(record["guests"])
        # A quantity repeated on every ticket of an order counts people who have rows of their own.
        if self._orders[record["order"]] == 1 or not record["order"]:
            number = max(number, _number(record["quantity"]) - 1)
        return min(number, MAX_GUESTS)


def names(record: Record) -> tuple[str, str, str]:
    """First name, last name and the whole; what they want on the badge goes before what they signed up with."""
    badge = name_of(record["badge_name"])
    if badge:
        return (*split_name(badge), badge)
    first, last, name = name_of(record["first_name"]), name_of(record["last_name"]), name_of(record["name"])
    if email_of(name) == name.lower():
        name = ""
    return first, last, name or tidy(f"{first} {last}")


def _who(record: Record) -> str:
    """Whom a row is about, as far as it says: two rows of one person may well state one code."""
    said = (record[field] for field in ("name", "first_name", "last_name", "email"))
    return " ".join(" ".join(said).casefold().split())


def _number(text: str) -> int:
    digits = text.strip().lstrip("+")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 4 else 0
