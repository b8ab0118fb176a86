"""What a tried scanner does, and what to do about it, in plain words. Pure."""

from kiosk.code import canonical
from kiosk.config import ScanSettings
from kiosk.language import _
from kiosk.scan.diagnosis import Fit, Match, match
from kiosk.scan.findings import Finding, Kind, Look, Over, Read
from kiosk.scan.keyboard_layouts import NAMES, US, Lock, to_us, unsure
from kiosk.scan.setup_code import SETUP_CODE
from kiosk.text import clean

_SIGNS = "-_.:/?=&\"'{}[],+@#"
"""Signs that ticket codes hold."""
_SHOWN = 60
_SLOWEST = 500
"""The largest `[scan] max_gap_ms`."""
_FREE = ("f9", "f11", "f12")
"""Keys that a scanner may send first, because nothing on the screen listens to them."""
_KEYS = {
    "enter": "Enter",
    "ctrl+m": "Enter",
    "ctrl+j": "LF (Ctrl+J)",
    "tab": "Tab",
    "ctrl+b": "STX (Ctrl+B)",
    "ctrl+c": "ETX (Ctrl+C)",
    "ctrl+right_square_bracket": "GS (Ctrl+])",
}


def judge(read: Read, settings: ScanSettings, *, again: bool = False) -> Finding:
    """The one thing to put right first; `again` says that the same came a moment ago."""
    found = match(read.text, keyboard=read.over is Over.KEYBOARD)
    return (
        _not_the_code(read, found)
        or _letters_changed(found)
        or _wrong_layout(read, found, settings)
        or _no_end(read)
        or _twice(found, settings, again)
        or _extra(read, found, settings)
        or _slow(read, settings)
        or _works(read, found, settings)
    )


def _not_the_code(read: Read, found: Match) -> Finding | None:
    came = _("This came: {text}").format(text=clean(read.text, _SHOWN))
    if found.fit is Fit.NONE:
        do = _("Scan the setup code on this screen, and hold the scanner still until it beeps.")
        return Finding(Kind.WRONG_CODE, Look.BAD, _("This is not the setup code"), came, do)
    if found.fit is Fit.SWAPPED:
        do = _("Set the keyboard of this laptop and the country of the scanner to US English.")
        return Finding(Kind.OTHER_LAYOUT, Look.BAD, _("A keyboard layout that we don't know"), came, do)
    if found.fit is Fit.UNSHIFTED or found.fit is Fit.LOST:
        return _lost(read, found)
    return None


def _lost(read: Read, found: Match) -> Finding:
    happened = _("Of {all} characters, {missing} did not arrive.")
    if found.fit is Fit.UNSHIFTED:
        happened = _("All characters came, but some without Shift.")
    do = _("The scanner is too fast: set 5 to 10 ms between characters (“inter-character delay” in its manual).")
    if read.over is not Over.KEYBOARD:
        do = _("Check the cable, and that the speed of the line is the same on both sides.")
    said = happened.format(all=len(SETUP_CODE), missing=found.missing)
    return Finding(Kind.LOST, Look.BAD, _("Characters get lost"), said, do, found.layouts)


def _letters_changed(found: Match) -> Finding | None:
    if found.lock is not Lock.OFF:
        return Finding(
            Kind.CAPS_LOCK,
            Look.BAD,
            _("CapsLock is on"),
            _("Small letters came as capitals, and capitals as small letters."),
            _("Press CapsLock once on the keyboard."),
            found.layouts,
        )
    if found.fit in (Fit.UPPER, Fit.LOWER):
        happened = _("All letters came as capitals.") if found.fit is Fit.UPPER else _("All letters came small.")
        do = _("Switch case conversion off: look for “convert case” in the scanner's manual.")
        return Finding(Kind.CASE, Look.BAD, _("The scanner changes letters"), happened, do, found.layouts)
    return None


def _wrong_layout(read: Read, found: Match, settings: ScanSettings) -> Finding | None:
    if read.over is not Over.KEYBOARD or (settings.layout or US) in found.layouts:
        return None
    return _needless_map(found, settings) if US in found.layouts else _missing_map(found)


def _needless_map(found: Match, settings: ScanSettings) -> Finding:
    do = _("Delete the line {config} under [scan] in config.toml, and reopen the door.")
    return Finding(
        Kind.LAYOUT,
        Look.BAD,
        _("The layout in config.toml is wrong"),
        _("The scanner types what it should, and that line changes it."),
        do.format(config=f'layout = "{settings.layout}"'),
        found.layouts,
        'layout = ""',
    )


def _missing_map(found: Match) -> Finding:
    layout = found.layouts[0]
    names = _(" or ").join(_(NAMES[each]) for each in found.layouts)
    config = f'layout = "{layout}"'
    do = _(
        "Set the scanner to this country's keyboard, or write {config} under [scan] in config.toml and reopen the door."
    )
    return Finding(
        Kind.LAYOUT,
        Look.BAD,
        _("Wrong keyboard layout: {names}").format(names=names),
        _("The scanner types for a US keyboard, and this laptop reads another: {names}.").format(names=names),
        _joined(do.format(config=config), _unsure(layout)),
        found.layouts,
        config,
    )


def _unsure(layout: str) -> str:
    """A sentence on the signs that the map may not bring back, if there are any."""
    signs = " ".join(sign for sign in unsure(layout) if sign in _SIGNS) if layout else ""
    said = _("Even with {config} these signs may come wrong: {signs}")
    return said.format(config=f'layout = "{layout}"', signs=signs) if signs else ""


def _no_end(read: Read) -> Finding | None:
    if read.end or read.over is not Over.KEYBOARD:
        return None
    return Finding(
        Kind.NO_END,
        Look.BAD,
        _("Nothing ends the code"),
        _("The code came, and no Enter after it: at the door it would wait in the search field."),
        _("Program the scanner to send Enter after each code: look for “suffix”, “CR” or “Enter” in its manual."),
    )


def _twice(found: Match, settings: ScanSettings, again: bool) -> Finding | None:
    joined = found.fit is Fit.TWICE
    if not joined and not again:
        return None
    do = _("Switch the scanner to one read per press of the trigger: look for “trigger mode” or “same code delay”.")
    happened = _("The code came twice in one line.") if joined else _("The same code came again within two seconds.")
    if not joined and settings.repeat_seconds:
        happened += " " + _("The door passes over a repeat within {n} s.").format(n=f"{settings.repeat_seconds:g}")
    return Finding(Kind.TWICE, Look.BAD if joined else Look.MINOR, _("Sent twice"), happened, do, found.layouts)


def _extra(read: Read, found: Match, settings: ScanSettings) -> Finding | None:
    mark = to_us(found.before, settings.layout)
    before = " ".join(filter(None, (*map(_key, read.leading), mark)))
    after = " ".join(filter(None, (to_us(found.after, settings.layout), *map(_key, read.stray))))
    if not before and not after:
        return None
    parts = [_("Before the code: {what}").format(what=clean(before, _SHOWN))] if before else []
    parts += [_("After the code: {what}").format(what=clean(after, _SHOWN))] if after else []
    kind, look, happened = Kind.EXTRA, Look.BAD, " · ".join(parts)
    if before == mark and not after and canonical(mark + SETUP_CODE) == SETUP_CODE:
        do = _("The door leaves this mark out. To switch it off, look for “AIM” or “code ID” in the scanner's manual.")
        return Finding(kind, Look.MINOR, _("Works, with a mark in front"), happened, do, found.layouts)
    if read.leading and read.leading[0] in _FREE and not mark and not after:
        config = f'prefix = "{read.leading[0]}"'
        do = _("Write {config} under [scan] in config.toml: then no scan is ever taken for typing.")
        return Finding(
            kind, look, _("A prefix to make known"), happened, do.format(config=config), found.layouts, config
        )
    do = _("Clear prefix and suffix as the scanner's manual says, then add Enter as its only suffix.")
    return Finding(kind, look, _("More than the code"), happened, do, found.layouts)


def _slow(read: Read, settings: ScanSettings) -> Finding | None:
    gap = round(read.gap * 1000)
    if gap <= settings.max_gap_ms:
        return None
    happened = _("Up to {gap} ms passed between two keys; the door takes more than {most} ms for typing by hand.")
    do = _("Set the scanner's delay between characters to 0.")
    # Half as much again, for an evening has slower moments than a test.
    wanted = -(-gap * 3 // 20) * 10
    config = f"max_gap_ms = {wanted}" if wanted <= _SLOWEST else ""
    if config:
        do += " " + _("If it has none, write {config} under [scan] in config.toml.").format(config=config)
    return Finding(
        Kind.SLOW, Look.BAD, _("Slow keys"), happened.format(gap=gap, most=settings.max_gap_ms), do, config=config
    )


def _works(read: Read, found: Match, settings: ScanSettings) -> Finding:
    kind, look, n = Kind.WORKS, Look.GOOD, len(SETUP_CODE)
    if read.over is not Over.KEYBOARD:
        title = _("Works, over serial") if read.over is Over.SERIAL else _("Works, by camera")
        return Finding(kind, look, title, _("All {n} characters came; no keyboard layout is in between.").format(n=n))
    took, end = round((read.ended - read.began) * 1000), _key(read.end)
    happened = _("All {n} characters came in {took} ms, ended by {end}.").format(n=n, took=took, end=end)
    title, better = _("Works"), ""
    if read.prefix:
        title = _("Works, with the prefix {key}").format(key=_key(read.prefix))
    elif settings.prefix:
        better = _("Better still: let it send {key} before each code; then no scan is ever taken for typing.")
    do = _joined(better.format(key=_key(settings.prefix)), _unsure(settings.layout))
    return Finding(kind, look, title, happened, do, found.layouts)


def _joined(*sentences: str) -> str:
    return " ".join(filter(None, sentences))


def _key(name: str) -> str:
    """A key as people call it."""
    return _KEYS.get(name, name.upper() if name[1:].isdigit() else name)
