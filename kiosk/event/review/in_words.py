"""What the review says about a phrase: the same on the screen and in the list."""

from kiosk.event.review.in_context import Printed
from kiosk.event.review.phrases import Phrase
from kiosk.language import _, plural
from kiosk.store.verdicts import Decision, Verdict

_NAMED = 3
"""Writers of a phrase who are named before the rest is counted."""


def wrote(phrase: Phrase) -> str:
    """Who wrote it, and where."""
    names, rest = ", ".join(phrase.writers[:_NAMED]), phrase.people - _NAMED
    who = _("{names} and {n} more").format(names=names, n=rest) if rest > 0 else names
    places = [(phrase.offers, _("offered: {n}")), (phrase.asks, _("asked for: {n}")),
              (phrase.interests, _("interest: {n}"))]  # fmt: skip
    said = ", ".join(text.format(n=count) for count, text in places if count)
    return _("Written by {who} ({said})").format(who=who, said=said)


def carried(phrase: Phrase) -> str:
    """How many badges would carry it."""
    lines, chests = len(phrase.places.lines), len(phrase.places.chests)
    if lines and not phrase.places.surely:
        told = _("On no badge of the rehearsal; it could be:")
    elif lines:
        told = plural("Would stand on {n} badge of somebody else:", "Would stand on {n} badges of others:", lines)
        told = told.format(n=lines)
    elif chests:
        told = _("On nobody else's badge.")
    elif phrase.decision and phrase.decision.verdict in (Verdict.STRIKE, Verdict.MATCH_ONLY):
        told = _("Is printed nowhere, as was decided.")
    else:
        told = _("Is printed nowhere: it is private, says nothing, or fits nobody who is on the list.")
    return told


def badge_of(printed: Printed) -> str:
    """One line in its place: whose badge, about whom, what it says."""
    return _("Badge of {reader} about {other}: “{line}”").format(
        reader=printed.reader, other=printed.about, line=printed.why
    )


def card_of(printed: Printed) -> str:
    """What the pocket card says beside it."""
    return _("Pocket card: “{lines}”").format(lines=" ".join(printed.card))


def chests(phrase: Phrase) -> str:
    """Whose own chest asks about it; empty where nobody's does."""
    if not phrase.places.chests:
        return ""
    name, words = phrase.places.chests[0]
    first = _("On {name}'s own chest: “Ask me about {words}”").format(name=name, words=words)
    rest = len(phrase.places.chests) - 1
    return _("{first}, and on {n} more").format(first=first, n=rest) if rest else first


def risk(phrase: Phrase) -> str:
    """How risky it is, and why."""
    score = round(100 * phrase.risk.score)
    if not phrase.risk.why:
        return _("Risk {n} of 100: nothing speaks against it.").format(n=score)
    return _("Risk {n} of 100, look twice: {why}.").format(n=score, why="; ".join(phrase.risk.told()))


def verdict(decision: Decision | None) -> str:
    """What was decided; empty where nothing was."""
    if decision is None:
        return ""
    said = {
        Verdict.KEEP: _("Will be printed as it is."),
        Verdict.STRIKE: _("Struck everywhere: neither printed nor matched."),
        Verdict.MATCH_ONLY: _("Used for matching, never printed."),
        Verdict.SHORTEN: _("Will be printed as: {words}").format(words=decision.instead),
    }
    return said[decision.verdict]
