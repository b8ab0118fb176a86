"""What an organiser should know of a list that was read."""

from collections.abc import Iterator

from kiosk.intake.columns.headers import norm
from kiosk.intake.rows import MAX_GUESTS, Reading
from kiosk.text import clean

_NO_CODES = "This list holds no ticket codes: find people by name, or hand out your own codes with 'kiosk tickets'."


def notes_on(reading: Reading) -> tuple[str, ...]:
    """One sentence or two for each thing, the most important first."""
    return tuple(_notes(reading))


def _notes(reading: Reading) -> Iterator[str]:
    if reading.ruined:
        yield (
            f"{_count(reading.ruined, 'ticket code')} {_was(reading.ruined)} turned into a number "
            f"by a spreadsheet and left out. Export from {reading.platform.title} again "
            "and import that file without opening it in Excel."
        )
    own = reading.platform.notes_on(reading.table, reading.columns)
    yield from own
    if not own and not reading.ruined and not any(row.registration.codes for row in reading.rows):
        yield _NO_CODES
    if reading.lost:
        yield (
            f"{_count(reading.lost, 'name')} lost letters to question marks when the list was saved: "
            f"export from {reading.platform.title} again, as UTF-8 and without Excel."
        )
    if reading.skipped:
        yield reading.platform.skipped.format(n=reading.skipped)
    if reading.guests:
        yield (
            f"{_count(reading.guests, 'guest')} come with somebody else and have no name yet: the door asks for it "
            f"(at most {MAX_GUESTS} for one person)."
        )
    for word, count in reading.unknown_states.most_common(5):
        yield f"The state '{word}' of {_count(count, 'ticket')} is not known here: they may come in."
    for word, count in reading.unknown_answers.most_common(5):
        yield (
            f"The answer '{word}' of {_count(count, 'person', 'people')} to the consent question is neither yes "
            "nor no: it counts as no."
        )
    yield from _unclear(reading)


def _unclear(reading: Reading) -> Iterator[str]:
    """A bare "Consent" that was not taken for consent to be matched."""
    if "consent" in reading.columns:
        return
    for header in reading.table.header:
        if norm(header) in {"consent", "einwilligung", "consentement", "consentimiento"}:
            yield (
                f"The column '{clean(header)}' doesn't say what people agreed to, so it was not used; "
                "if it is about being matched, name it under [import.columns] as consent."
            )


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


def _was(number: int) -> str:
    return "was" if number == 1 else "were"
