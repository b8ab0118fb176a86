"""What an organiser is told of a list's columns: what each is used for, how leave was read, and what nothing uses."""

from collections.abc import Iterator, Sequence

from kiosk.intake.columns.polarity import Polarity
from kiosk.intake.columns.use import ColumnUse, Sure
from kiosk.intake.guestlist import GuestList
from kiosk.intake.leaves import Tally
from kiosk.language import _, later, plural
from kiosk.text import clean

_UNCLEAR_SHOWN = 8
_SAMPLE = 40
_SURE = {
    Sure.ORGANISER: later("as you said"),
    Sure.EXACT: later("certain"),
    Sure.MEANING: later("by its meaning"),
    Sure.GUESS: later("a guess"),
}
_TURNED = {
    Polarity.AGREES: "",
    Polarity.REFUSES: later(" (a yes to it refuses)"),
    Polarity.WITHDRAWS: later(" (a tick refuses)"),
    Polarity.UNCLEAR: "",
}


def about_columns(guests: GuestList) -> Iterator[str]:
    """A line for every use, and one for every column that nothing uses."""
    used: dict[str, list[ColumnUse]] = {}
    for column in guests.columns:
        if not column.unused and column not in guests.ignored:
            used.setdefault(column.used_for, []).append(column)
    for field, columns in used.items():
        yield f"{field}: " + ", ".join(f"'{each.header}' ({_(_SURE[each.sure])})" for each in columns)
    if guests.ignored:
        headers = ", ".join(f"'{each.header}'" for each in guests.ignored)
        yield _("not about people's profiles: {headers}").format(headers=headers)
    for column in guests.unused:
        said = _("NOT USED and MAY HOLD REFUSALS: {column}") if column.open else _("NOT USED: {column}")
        yield said.format(column=f"'{column.header}' ({_samples(column)})")


def about_leave(guests: GuestList) -> Iterator[str]:
    """How the answers to every question for leave were read; always something about consent to be matched."""
    for tally in guests.leaves:
        yield _read_from(tally)
        if tally.polarity is Polarity.UNCLEAR and tally.field == "consent" and tally.unclear:
            yield _(
                "It is not certain what a yes to '{header}' means, so nobody is matched by it. "
                'If a yes agrees, name it: consent = "{header}" under [import.columns]; '
                'else write down which answers agree: "{header}" = ["..."] under [import.yes].'
            ).format(header=tally.header)
    if not any(tally.field == "consent" for tally in guests.leaves) and not guests.open_columns:
        yield _("Nobody was asked in this list whether they agree to be matched.")
    elif guests.consent_column and guests.open_columns:
        yield refusal([guests])


def refusal(lists: Sequence[GuestList]) -> str:
    """Why nobody's consent can be taken for stated beside these columns, and what to do; empty where it can."""
    found = [(guests.file, column) for guests in lists for column in guests.open_columns]
    if not found:
        return _not_there(lists)
    file, first = found[0]
    names = ", ".join(f"'{column.header}' ({_samples(column)})" for _, column in found)
    said = plural(
        "{file} has a column not read as consent that may hold people's consent or refusal: {names}.",
        "{file} has columns not read as consent that may hold people's consent or refusal: {names}.",
        len(found),
    )
    todo = _(
        'Say under [import.columns] in config.toml what it is: consent = "{header}" if a yes to it agrees to be '
        'matched, or ignore = ["{header}"] if it is about something else. If a yes to it refuses, name it for consent, '
        'and write down which answers agree: "{header}" = ["No"] under [import.yes].'
    )
    return f"{said.format(file=file, names=names)} {todo.format(header=first.header)}"


def _not_there(lists: Sequence[GuestList]) -> str:
    """Which question for consent the organiser named and no list has; empty where all are there."""
    missing = [{header for field, header in guests.lacking if field == "consent"} for guests in lists]
    nowhere = sorted(set.intersection(*missing)) if missing else []
    if not nowhere:
        return ""
    return _(
        "[import.columns] in config.toml names '{header}' for consent, and no list here has such a column: who refused "
        "there would be matched. Take in the list that has it, too, or take the header out of config.toml."
    ).format(header=clean(nowhere[0]))


def _read_from(tally: Tally) -> str:
    unclear = sum(count for _, count in tally.unclear)
    turned = _TURNED[tally.polarity]
    text = _("{field} is read from '{header}'{turned}: {yes} yes, {no} no, {unclear} not understood").format(
        field=tally.field, header=tally.header, turned=_(turned) if turned else "", yes=tally.yes, no=tally.no,
        unclear=unclear,
    )  # fmt: skip
    if tally.blank:
        text += _(", {n} without an answer").format(n=tally.blank)
    shown = [f"'{answer}' ({count})" for answer, count in tally.unclear[:_UNCLEAR_SHOWN]]
    if len(tally.unclear) > len(shown):
        shown.append(_("and {n} more").format(n=len(tally.unclear) - len(shown)))
    answers = _(" Not understood counts as no: {answers}.").format(answers=", ".join(shown)) if shown else ""
    return f"{text}.{answers}"


def _samples(column: ColumnUse) -> str:
    return "; ".join(sample[:_SAMPLE] for sample in column.samples) or _("empty")
