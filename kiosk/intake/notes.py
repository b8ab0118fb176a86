"""What an organiser should know of a list that was read."""

from collections.abc import Iterator

from kiosk.intake.cells.codes import codelike
from kiosk.intake.rows import MAX_GUESTS, Reading
from kiosk.text import clean

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
            f"or a date by a spreadsheet and left out. Export from {reading.platform.title} again "
            "and import that file without opening it in Excel."
        )
    for field, header in reading.understood.lacking:
        yield (
            f"There is no column '{clean(header)}' here, which [import.columns] names for {field}: if another list has "
            "it, all is well."
        )
    own = reading.platform.notes_on(reading.table, reading.columns)
    yield from own
    if not (own or reading.ruined or reading.codes.none or any(row.registration.codes for row in reading.rows)):
        yield from _no_codes(reading)
    yield from _on_codes(reading)
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
    yield from _on_states(reading)
    if reading.nameless:
        yield (
            f"{_count(reading.nameless, 'ticket')} {_was(reading.nameless)} bought in the name of somebody who holds "
            "another of the same order: the door asks who comes."
        )


def _no_codes(reading: Reading) -> Iterator[str]:
    used = [index for indexes in reading.columns.values() for index in indexes]
    columns = codelike(reading.table, used)
    looks = f" {', '.join(columns)} look like codes: if they are, name the column as code under [import.columns]."
    yield _NO_CODES + (looks if columns else "")


def _on_codes(reading: Reading) -> Iterator[str]:
    """Codes that are no tickets', and those that were made whole."""
    codes = reading.codes
    if codes.none:
        yield (
            f"The codes in this list are not the tickets' own: several people share one ({codes.examples()}). "
            "Everybody comes in, and none of these codes opens the door; if another column holds the tickets' codes, "
            "name it as code under [import.columns]."
        )
    elif codes.shared:
        yield (
            f"{_count(len(codes.shared), 'code')} {_was(len(codes.shared))} left out because different people have the "
            f"same ({codes.examples()}): find them by name."
        )
    if codes.shortened:
        yield (
            f"{_count(codes.shortened, 'code')} may have lost zeros at the beginning in a spreadsheet: the door takes "
            f"them with {codes.spoilt.length} digits, too."
        )


def _on_states(reading: Reading) -> Iterator[str]:
    """What states mean that are not known here, and who is in already elsewhere."""
    standing = reading.standing
    for word, count in standing.asked.most_common(5):
        yield (
            f"The state '{word}' of {_count(count, 'ticket')} is not known here: such tickets wait at the door until "
            f'the organiser decides. Tell what it means under [import.states] in config.toml ("{word}" = "registered", '
            "unpaid, unapproved, waitlisted or cancelled) and import again."
        )
    if standing.normal:
        yield f"The state '{standing.normal}' of most tickets is not known here: it was taken for a valid ticket's."
    if standing.ignored:
        header = clean(reading.table.header[reading.columns["status"][0]])
        yield f"The column '{header}' holds no word for a ticket's state that is known here, so it keeps nobody out."
    if reading.elsewhere:
        yield (
            f"{_count(reading.elsewhere, 'person', 'people')} {_was(reading.elsewhere)} checked in already "
            f"({reading.platform.title}): the door says so before it lets them in."
        )


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


def _was(number: int) -> str:
    return "was" if number == 1 else "were"
