"""What an organiser is told of a list's columns: what each is used for, how leave was read, and what nothing uses."""

from collections.abc import Iterator, Sequence

from kiosk.intake.columns.polarity import Polarity
from kiosk.intake.columns.use import ColumnUse, Sure
from kiosk.intake.guestlist import GuestList
from kiosk.intake.leaves import Tally
from kiosk.text import clean

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
        doubt = " and MAY HOLD REFUSALS" if column.open else ""
        yield f"NOT USED{doubt}: '{column.header}' ({_samples(column)})"


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
    elif guests.consent_column and guests.open_columns:
        yield refusal([guests])


def refusal(lists: Sequence[GuestList]) -> str:
    """Why nobody's consent can be taken for stated beside these columns, and what to do; empty where it can."""
    found = [(guests.file, column) for guests in lists for column in guests.open_columns]
    if not found:
        return _not_there(lists)
    file, first = found[0]
    names = ", ".join(f"'{column.header}' ({_samples(column)})" for _, column in found)
    several = "columns" if len(found) > 1 else "a column"
    return (
        f"{file} has {several} not read as consent that may hold people's consent or refusal: {names}. "
        f'Say under [import.columns] in config.toml what it is: consent = "{first.header}" if a yes to it agrees to be '
        f'matched, or ignore = ["{first.header}"] if it is about something else. If a yes to it refuses, name it for '
        f'consent, and write down which answers agree: "{first.header}" = ["No"] under [import.yes].'
    )


def _not_there(lists: Sequence[GuestList]) -> str:
    """Which question for consent the organiser named and no list has; empty where all are there."""
    missing = [{header for field, header in guests.lacking if field == "consent"} for guests in lists]
    nowhere = sorted(set.intersection(*missing)) if missing else []
    if not nowhere:
        return ""
    return (
        f"[import.columns] in config.toml names '{clean(nowhere[0])}' for consent, and no list here has such a column: "
        "who refused there would be matched. Take in the list that has it, too, or take the header out of config.toml."
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
