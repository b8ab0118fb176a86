"""What an organiser should know of a list that was read."""

from collections.abc import Iterator

from kiosk.intake.rows import MAX_GUESTS, Reading

_NO_CODES = "This list holds no ticket codes: find people by name, or hand out your own codes with 'kiosk tickets'."


_NAMES = frozenset({"name", "first_name", "last_name", "badge_name"})


def notes_on(reading: Reading) -> tuple[str, ...]:
    """One sentence or two for each thing, the most important first."""
    return tuple(_notes(reading))


def _notes(reading: Reading) -> Iterator[str]:
    if _NAMES.isdisjoint(reading.columns):
        yield (
            "No column of this list holds names: people are called by their e-mail addresses. If one does, name it "
            "under [import.columns] as name."
        )
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
    if reading.nameless:
        yield (
            f"{_count(reading.nameless, 'ticket')} {_was(reading.nameless)} bought in the name of somebody who holds "
            "another of the same order: the door asks who comes."
        )
    if reading.twice:
        yield (
            f"{_count(reading.twice, 'person', 'people')} answered more than once: what any of the answers refuses "
            "is refused."
        )
    if reading.elsewhere:
        yield (
            f"{_count(reading.elsewhere, 'person', 'people')} {_was(reading.elsewhere)} checked in already by "
            "another system: here they are not in yet."
        )


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


def _was(number: int) -> str:
    return "was" if number == 1 else "were"
