"""What a Brother QL says of itself over USB: 32 bytes, on request and after each label."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from printing.printers import after_printing
from printing.status import State, Status

if TYPE_CHECKING:
    from printing.printers.transport import Line

_LENGTH = 32
_HEAD = b"\x80\x20\x42"
_ASK = bytes(200) + b"\x1b@\x1biS"
_FIRST = ((0x01, State.PAPER_OUT), (0x02, State.PAPER_OUT), (0x04, State.PAUSED), (0x10, State.PRINTING))
_SECOND = ((0x10, State.COVER_OPEN), (0x01, State.WRONG_MEDIA), (0x40, State.PAPER_OUT), (0x80, State.PAUSED))
"""Bits of the two bytes of errors: no labels, end of labels, cutter, busy; cover, wrong labels, feed, system."""
_REPLY, _DONE, _ERROR, _PHASE = 0x00, 0x01, 0x02, 0x06


@dataclass(frozen=True, slots=True)
class Loaded:
    """A roll in millimetres; length 0 = continuous."""

    width: int
    length: int

    def __str__(self) -> str:
        return f"{self.width} x {self.length} mm" if self.length else f"{self.width} mm continuous"


async def ask(to: "Line", wanted: Loaded | None) -> Status:
    """How the printer is, and whether the right roll is in it; None does not look at the roll."""
    said = _reports(await to.ask(_ASK, _has_reply))
    # What it reported late of an earlier label is no answer.
    replies = [report for report in said if report[18] == _REPLY] or said
    return status_of(replies[-1] if replies else b"", wanted)


async def finished(to: "Line", labels: int) -> Status:
    """What it reports by itself when every label is out or it can't go on; else what it says when asked after that."""
    said = await to.ask(
        b"", lambda answer: _tells_the_end(answer, labels), min(after_printing.OUT * labels, after_printing.LONGEST)
    )
    faults = [told for told in (status_of(report, None) for report in _reports(said)) if told.fault]
    if faults:
        return faults[0]
    return Status(State.READY) if _tells_the_end(said, labels) else await ask(to, None)


def _reports(said: bytes) -> list[bytes]:
    return [said[at : at + _LENGTH] for at in range(0, len(said) - _LENGTH + 1, _LENGTH)]


def _has_reply(answer: bytes) -> bool:
    return any(report[18] == _REPLY for report in _reports(answer))


def _tells_the_end(answer: bytes, labels: int) -> bool:
    kinds = [report[18] for report in _reports(answer)]
    return _ERROR in kinds or kinds.count(_DONE) >= labels


def status_of(answer: bytes, wanted: Loaded | None) -> Status:
    """What 32 bytes tell; UNKNOWN for anything else. `wanted` None does not look at the roll."""
    if len(answer) < _LENGTH or not answer.startswith(_HEAD):
        return Status(State.UNKNOWN, "no answer")
    for byte, meanings in ((answer[8], _FIRST), (answer[9], _SECOND)):
        for bit, state in meanings:
            if byte & bit and state is not State.PRINTING:
                return Status(state)
    loaded = Loaded(answer[10], answer[17])
    if wanted and loaded.width and loaded != wanted:
        return Status(State.WRONG_MEDIA, f"{loaded} in it, {wanted} wanted")
    busy = answer[8] & 0x10 or (answer[18] == _PHASE and answer[19] == 0x01)
    return Status(State.PRINTING if busy else State.READY)
