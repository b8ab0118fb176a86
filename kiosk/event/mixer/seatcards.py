"""A seating becomes cards: one for every person, one for every table, each round with a line to begin with."""

from pathlib import Path

from kiosk.config import EventFolder
from kiosk.event.guests.naming import first_name
from kiosk.event.mixer.seating import Seating
from kiosk.event.mixer.talk import table_lines
from kiosk.model import Registrant
from kiosk.text import fold
from printing import Listing, Row, draw_listing, write_pages

_PLACE = {
    "en": "Round {round} · Table {table}",
    "de": "Runde {round} · Tisch {table}",
    "fr": "Tour {round} · Table {table}",
    "es": "Ronda {round} · Mesa {table}",
}
_COMPANY = {"en": "with {names}", "de": "mit {names}", "fr": "avec {names}", "es": "con {names}"}
_ALONE = {
    "en": "on your own: rest, or join any table",
    "de": "Pause, oder setz dich irgendwo dazu",
    "fr": "une pause, ou la table de ton choix",
    "es": "un descanso, o la mesa que quieras",
}


def write_cards(seating: Seating, folder: EventFolder) -> list[Path]:
    """Everybody's card and every table's sheet as two PDF files in the event's folder. Raises OSError."""
    made = []
    for name, listings in (("cards", seat_cards(seating, folder)), ("tables", table_sheets(seating, folder))):
        path = folder.path / "rounds" / f"{name}.pdf"
        write_pages([draw_listing(each) for each in listings], path)
        made.append(path)
    return made


def seat_cards(seating: Seating, folder: EventFolder) -> list[Listing]:
    """A card per person: where they sit in every round, and with whom; by name."""
    language = folder.settings.event.language
    called, tables = names_of(seating), _tables(seating)
    lines = table_lines(seating, called, language)
    everybody = {seat.person.id: seat.person for seat in seating.seats}
    cards = []
    for person in sorted(everybody.values(), key=lambda person: (person.name.casefold(), person.number)):
        rows = []
        for seat in seating.seats:
            if seat.person.id == person.id:
                others = [called[one] for one in tables[seat.round, seat.table] if one != person.id]
                text = _COMPANY[language].format(names=", ".join(others)) if others else _ALONE[language]
                place = _PLACE[language].format(round=seat.round, table=seat.table)
                rows.append(Row(place, text, lines.get((seat.round, seat.table), "")))
        cards.append(Listing(person.name or called[person.id], folder.settings.event.name, tuple(rows)))
    return cards


def table_sheets(seating: Seating, folder: EventFolder) -> list[Listing]:
    """A sheet per table: who sits there in every round, and what they have to talk about."""
    language = folder.settings.event.language
    label, _, title = _PLACE[language].partition(" · ")
    called, tables = names_of(seating), _tables(seating)
    lines = table_lines(seating, called, language)
    sheets = []
    for table in sorted({table for _, table in tables}):
        rows = [
            Row(label.format(round=round_), ", ".join(called[one] for one in people), lines.get((round_, at), ""))
            for (round_, at), people in sorted(tables.items())
            if at == table
        ]
        sheets.append(Listing(title.format(table=table), folder.settings.event.name, tuple(rows)))
    return sheets


def _tables(seating: Seating) -> dict[tuple[int, int], list[str]]:
    found: dict[tuple[int, int], list[str]] = {}
    for seat in seating.seats:
        found.setdefault((seat.round, seat.table), []).append(seat.person.id)
    return found


def names_of(seating: Seating) -> dict[str, str]:
    """What to call everybody on cards: the first name, and more where two share it."""
    everybody = {seat.person.id: seat.person for seat in seating.seats}
    called: dict[str, list[Registrant]] = {}
    for person in everybody.values():
        called.setdefault(fold(first_name(person)), []).append(person)
    return {
        person.id: person.name if len(called[fold(first_name(person))]) > 1 else first_name(person)
        for person in everybody.values()
    }
