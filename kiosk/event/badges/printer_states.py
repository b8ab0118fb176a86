"""How printers are, in the language of the screen: what they say of themselves stays as it is."""

from kiosk.language import _
from printing.status import WORDS, Status


def how_it_is(status: Status) -> str:
    """A printer's state in words."""
    words = _(WORDS[status.state]) if status.state in WORDS else ""
    if not words or status.words == status.detail:
        return status.words
    return f"{words} ({status.detail})" if status.detail else words


def what_to_try(kind: str, address: str, status: Status) -> tuple[str, ...]:
    """What may help, the likeliest first; nothing for a printer that is well."""
    from printing.printers.hints import hints

    return tuple(map(_, hints(kind, address, status, how_it_is(status))))
