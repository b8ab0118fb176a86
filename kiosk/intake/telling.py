"""What an organiser is told of a list's columns: what each is used for, how leave was read, and what nothing uses."""

from collections.abc import Iterator, Sequence

from kiosk.intake.columns.polarity import Polarity
from kiosk.intake.columns.use import ColumnUse, Sure
from kiosk.intake.guestlist import GuestList
from kiosk.intake.leaves import Tally

_UNCLEAR_SHOWN = 8
_SAMPLE = 40
_SURE = {Sure.ORGANISER: "as you said", Sure.EXACT: "certain", Sure.MEANING: "by its meaning", Sure.GUESS: "a guess"}
_TURNED = {
    Polarity.AGREES: "",
    Polarity.REFUSES: " (a yes to it refuses)",
    Polarity.WITHDRAWS: " (a tick refuses)",
    Polarity.UNCLEAR: "",
}


def about_columns(guests: GuestList) -> Iterator[str]:
    """A line for every use, and one for every column that nothing uses."""
    used: dict[str, list[ColumnUse]] = {}
    for column in guests.columns:
        if not column.unused and column not in guests.ignored:
            used.setdefault(column.used_for, []).append(column)
    for field, columns in used.items():
        yield f"{field}: " + ", ".join(f"'{each.header}' ({_SURE[each.sure]})" for each in columns)
    if guests.ignored:
        yield "not about people's profiles: " + ", ".join(f"'{each.header}'" for each in guests.ignored)
    for column in guests.unused:
        yield f"NOT USED: '{column.header}' ({_samples(column)})"


def about_leave(guests: GuestList) -> Iterator[str]:
    """How the answers to every question for leave were read; always something about consent to be matched."""
    for tally in guests.leaves:
        yield _read_from(tally)
        if tally.polarity is Polarity.UNCLEAR and tally.field == "consent" and tally.unclear:
            yield (
                f"It is not certain what a yes to '{tally.header}' means, so nobody is matched by it. "
                f'If a yes agrees, name it: consent = "{tally.header}" under [import.columns]; '
                f'else write down which answers agree: "{tally.header}" = ["..."] under [import.yes].'
            )
    if not any(tally.field == "consent" for tally in guests.leaves) and not guests.open_columns:
        yield "Nobody was asked in this list whether they agree to be matched."


def refusal(lists: Sequence[GuestList]) -> str:
    """Why nobody's consent can be taken for stated beside these columns, and what to do; empty where it can."""
    found = [(guests.file, column) for guests in lists for column in guests.open_columns]
    if not found:
        return ""
    file, first = found[0]
    names = ", ".join(f"'{column.header}' ({_samples(column)})" for _, column in found)
    several = "columns" if len(found) > 1 else "a column"
    return (
        f"{file} has {several} that nothing uses and that may hold people's consent or refusal: {names}. "
        f'Say under [import.columns] in config.toml what it is: consent = "{first.header}" if it asks whether people '
        f'agree to be matched, or ignore = ["{first.header}"] if it is about something else.'
    )


def _read_from(tally: Tally) -> str:
    unclear = sum(count for _, count in tally.unclear)
    text = (
        f"{tally.field} is read from '{tally.header}'{_TURNED[tally.polarity]}: "
        f"{tally.yes} yes, {tally.no} no, {unclear} not understood"
    )
    if tally.blank:
        text += f", {tally.blank} without an answer"
    shown = [f"'{answer}' ({count})" for answer, count in tally.unclear[:_UNCLEAR_SHOWN]]
    if len(tally.unclear) > len(shown):
        shown.append(f"and {len(tally.unclear) - len(shown)} more")
    return f"{text}. Not understood counts as no: {', '.join(shown)}." if shown else f"{text}."


def _samples(column: ColumnUse) -> str:
    return "; ".join(sample[:_SAMPLE] for sample in column.samples) or "empty"
