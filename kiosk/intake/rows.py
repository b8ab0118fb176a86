"""Rows into registrations."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kiosk.intake.cells.answers import agreed, email_of, lost_letters, name_of, tidy
from kiosk.intake.cells.lists import Reader, reader_of
from kiosk.intake.cells.ruined import Ruined
from kiosk.intake.columns.headers import LISTS, Columns, hides, is_refusal
from kiosk.intake.guestlist import Refusal, Row, Table
from kiosk.intake.platforms.base import MAX_CODE, Platform
from kiosk.intake.platforms.states import BLOCKED, CANCELLED, REGISTERED, UNPAID, State
from kiosk.intake.record import Record
from kiosk.model import Registration
from kiosk.text import fold, split_name

MAX_GUESTS = 20
MAX_PRONOUNS = 24
MAX_NOTE = 200
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
    unknown_states: Counter[str] = field(default_factory=Counter)
    unknown_answers: Counter[str] = field(default_factory=Counter)
    _refs: Counter[str] = field(default_factory=Counter)
    _codes: dict[str, int] = field(default_factory=dict)
    _readers: Mapping[str, Sequence[tuple[int, Reader]]] = field(default_factory=dict)
    _spoilt: Ruined = field(default_factory=Ruined)
    _orders: Counter[str] = field(default_factory=Counter)

    def run(self) -> None:
        """Reads every row."""
        records = [Record(row.line, row.cells, self.columns) for row in self.table.rows]
        self.refused.extend(self.table.refused)
        self._readers = {
            name: [(i, reader_of(self.table, i, name, self.platform.separator)) for i in self.columns.get(name, ())]
            for name in LISTS
        }
        self._spoilt = Ruined.among([code for i in self.columns.get("code", ()) for code in self.table.column(i)])
        self._orders = Counter(record["order"] for record in records)
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
            paid=agreed(record["paid"]) if record["paid"] else None,
            consent=self._consent(record),
            print_goals=agreed(record["print_goals"]) if record["print_goals"] else None,
            remote=agreed(record["remote"]) if record["remote"] else None,
            photos=self._photos(record),
            first_time=agreed(record["first_time"]) if record["first_time"] else None,
            wall=self._wall(record),
            attention=record.text("attention", MAX_NOTE),
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

    def _codes_of(self, record: Record) -> tuple[str, ...]:
        codes = [code for code in self.platform.codes(record) if code]
        whole = [code for code in codes if not self._spoilt.spoils(code)]
        self.ruined += len(whole) < len(codes)
        return tuple(dict.fromkeys(whole))

    def _ref(self, record: Record, codes: tuple[str, ...], who: str) -> str:
        """The platform's id of the ticket, else what stays the same from one copy of a list to the next."""
        ident = self.platform.ident(record, codes)
        base = f"{self.platform.name}:{ident if ident and not self._spoilt.spoils(ident) else fold(who) or 'nameless'}"
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
        if agreed(record["blocked"]):
            return BLOCKED
        if agreed(record["cancelled"]):
            return CANCELLED
        text = record["status"]
        state = self.platform.state(text) if text else None
        if text and state is None:
            self.unknown_states[tidy(text, 40)] += 1
        if (state is None or state == REGISTERED) and agreed(record["paid"]) is False:
            return UNPAID
        return state or REGISTERED

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


def _number(text: str) -> int:
    digits = text.strip().lstrip("+")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 4 else 0
