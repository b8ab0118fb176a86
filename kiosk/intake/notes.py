"""What an organiser should know of a list that was read."""

from collections.abc import Iterator

from kiosk.intake.cells.codes import codelike
from kiosk.intake.rows import MAX_GUESTS, Reading
from kiosk.language import _, plural
from kiosk.text import clean

_NAMES = frozenset({"name", "first_name", "last_name", "badge_name"})


def notes_on(reading: Reading) -> tuple[str, ...]:
    """One sentence or two for each thing, the most important first."""
    return tuple(_notes(reading))


def _notes(reading: Reading) -> Iterator[str]:
    if _NAMES.isdisjoint(reading.columns):
        yield _(
            "No column of this list holds names: people are called by their e-mail addresses. If one does, name it "
            "under [import.columns] as name."
        )
    if reading.ruined:
        yield plural(
            "{n} ticket code was turned into a number or a date by a spreadsheet and left out. Export from "
            "{platform} again and import that file without opening it in Excel.",
            "{n} ticket codes were turned into a number or a date by a spreadsheet and left out. Export from "
            "{platform} again and import that file without opening it in Excel.",
            reading.ruined,
        ).format(n=reading.ruined, platform=_source(reading))
    for field, header in reading.understood.lacking:
        yield _(
            "There is no column '{header}' here, which [import.columns] names for {field}: if another list has it, all "
            "is well."
        ).format(header=clean(header), field=field)
    own = reading.platform.notes_on(reading.table, reading.columns)
    yield from own
    if not (own or reading.ruined or reading.codes.none or any(row.registration.codes for row in reading.rows)):
        yield _no_codes(reading)
    yield from _on_codes(reading)
    yield from _on_people(reading)
    yield from _on_states(reading)
    if reading.nameless:
        yield plural(
            "{n} ticket was bought in the name of somebody who holds another of the same order: the door asks who "
            "comes.",
            "{n} tickets were bought in the name of somebody who holds another of the same order: the door asks who "
            "comes.",
            reading.nameless,
        ).format(n=reading.nameless)


def _source(reading: Reading) -> str:
    """Where the list comes from, as people write it."""
    return _(reading.platform.title)


def _on_people(reading: Reading) -> Iterator[str]:
    """Whose names are spoilt, who was left out, and who brings somebody."""
    if reading.lost:
        yield plural(
            "{n} name lost letters to question marks when the list was saved: export from {platform} again, as UTF-8 "
            "and without Excel.",
            "{n} names lost letters to question marks when the list was saved: export from {platform} again, as UTF-8 "
            "and without Excel.",
            reading.lost,
        ).format(n=reading.lost, platform=_source(reading))
    if reading.skipped:
        yield _(reading.platform.skipped).format(n=reading.skipped)
    if reading.guests:
        yield plural(
            "{n} guest comes with somebody else and has no name yet: the door asks for it (at most {most} for one "
            "person).",
            "{n} guests come with somebody else and have no name yet: the door asks for it (at most {most} for one "
            "person).",
            reading.guests,
        ).format(n=reading.guests, most=MAX_GUESTS)


def _no_codes(reading: Reading) -> str:
    used = [index for indexes in reading.columns.values() for index in indexes]
    columns = codelike(reading.table, used)
    said = _("This list holds no ticket codes: find people by name, or hand out your own codes with 'kiosk tickets'.")
    looks = _(" {columns} look like codes: if they are, name the column as code under [import.columns].")
    return said + (looks.format(columns=", ".join(columns)) if columns else "")


def _on_codes(reading: Reading) -> Iterator[str]:
    """Codes that are no tickets', and those that were made whole."""
    codes = reading.codes
    if codes.none:
        yield _(
            "The codes in this list are not the tickets' own: several people share one ({codes}). Everybody comes in, "
            "and none of these codes opens the door; if another column holds the tickets' codes, name it as code under "
            "[import.columns]."
        ).format(codes=codes.examples())
    elif codes.shared:
        yield plural(
            "{n} code was left out because different people have the same ({codes}): find them by name.",
            "{n} codes were left out because different people have the same ({codes}): find them by name.",
            len(codes.shared),
        ).format(n=len(codes.shared), codes=codes.examples())
    if codes.shortened:
        yield plural(
            "{n} code may have lost zeros at the beginning in a spreadsheet: the door takes them with {digits} "
            "digits, too.",
            "{n} codes may have lost zeros at the beginning in a spreadsheet: the door takes them with {digits} "
            "digits, too.",
            codes.shortened,
        ).format(n=codes.shortened, digits=codes.spoilt.length)


def _on_states(reading: Reading) -> Iterator[str]:
    """What states mean that are not known here, and who is in already elsewhere."""
    standing = reading.standing
    for word, count in standing.asked.most_common(5):
        yield plural(
            "The state '{word}' of {n} ticket is not known here: such tickets wait at the door until the organiser "
            'decides. Tell what it means under [import.states] in config.toml ("{word}" = "registered", unpaid, '
            "unapproved, waitlisted or cancelled) and import again.",
            "The state '{word}' of {n} tickets is not known here: such tickets wait at the door until the organiser "
            'decides. Tell what it means under [import.states] in config.toml ("{word}" = "registered", unpaid, '
            "unapproved, waitlisted or cancelled) and import again.",
            count,
        ).format(word=word, n=count)
    for words, field in ((standing, "status"), (reading.owed, "paid")):
        if words.normal:
            said = _("The state '{word}' of most tickets is not known here: it was taken for a valid ticket's.")
            yield said.format(word=words.normal)
        if words.ignored:
            header = clean(reading.table.header[reading.columns[field][0]])
            said = _(
                "The column '{header}' holds no word for a ticket's state that is known here, so it keeps nobody out."
            )
            yield said.format(header=header)
    if reading.elsewhere:
        yield plural(
            "{n} person was checked in already ({platform}): the door says so before it lets them in.",
            "{n} people were checked in already ({platform}): the door says so before it lets them in.",
            reading.elsewhere,
        ).format(n=reading.elsewhere, platform=_source(reading))
