"""The stats in words."""

from collections.abc import Sequence

from kiosk.event.overview.stats import Stats
from kiosk.language import _, plural

_BAR = 16


def headline(stats: Stats) -> str:
    """The one line that matters."""
    share = round(100 * stats.came / stats.registered) if stats.registered else 0
    said = _("{came} of {registered} have come ({share} %) · {inside} in the room")
    return said.format(came=stats.came, registered=stats.registered, share=share, inside=stats.inside)


def figures(stats: Stats) -> list[str]:
    """The figures, one a line."""
    filled = round(_BAR * stats.came / stats.registered) if stats.registered else 0
    pace = _("nobody was waiting") if stats.seconds is None else _("{n} s").format(n=round(stats.seconds))
    badges = _("{out} out · {waiting} waiting · {doubtful} ?").format(
        out=stats.badges_out, waiting=stats.badges_waiting, doubtful=stats.badges_doubtful
    )
    promises = _("{kept} kept, {open} open").format(kept=stats.promises_kept, open=stats.promises_open)
    alone = plural("{n} person", "{n} people", stats.alone).format(n=stats.alone)
    rows = [
        (_("Arrived"), "█" * filled + "░" * (_BAR - filled)),
        (_("Still expected"), _("about {n}").format(n=stats.more_expected)),
        (_("In 5 minutes"), f"{stats.rate}"),
        (_("Per person"), pace),
        (_("Walk-ins"), f"{stats.walk_ins}"),
        (_("Taken back"), f"{stats.undone}"),
        (_("Badges"), badges),
        (_("Promises"), promises),
        (_("With nobody to meet"), alone),
    ]
    width = max(len(label) for label, _value in rows) + 2
    return [f"{label:<{width}}{value}" for label, value in rows]


def lists(stats: Stats) -> list[str]:
    """Who did not come, by ticket; what people in the room speak of."""
    lines = [_("Not here yet, by ticket")]
    for kind in stats.types[:5]:
        name = kind.name or _("without a type")
        missing = kind.registered - kind.came
        lines.append(
            _("  {missing} of {registered}  {name}").format(missing=missing, registered=kind.registered, name=name)
        )
    lines += ["", _("In the room they speak of")]
    lines += [f"  {count:>3}  {topic}" for topic, count in stats.topics] or [_("  nothing yet that two people share")]
    return lines


def curve_title(stats: Stats) -> str:
    """What the curve shows."""
    most = max(stats.curve, default=0)
    return _("Arrivals per 5 minutes, {n} at most").format(n=most)


def text(stats: Stats) -> str:
    """All of it as lines."""
    return "\n".join(
        [headline(stats), "", *figures(stats), "", *lists(stats), "", curve_title(stats), blocks(stats.curve)]
    )


def blocks(curve: Sequence[int]) -> str:
    """The curve in one line of text."""
    most = max(curve, default=0) or 1
    return "".join("▁▂▃▄▅▆▇█"[min(7, 8 * count // (most + 1))] for count in curve)
