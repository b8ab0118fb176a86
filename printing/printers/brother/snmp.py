"""How a network printer is, by SNMP: for printers that take badges on port 9100 and never answer there."""

import asyncio
from typing import Any

from printing.status import State, Status

PORT, SECONDS = 161, 1.0
_ERRORS, _STATE = "1.3.6.1.2.1.25.3.5.1.2.1", "1.3.6.1.2.1.25.3.5.1.1.1"
"""hrPrinterDetectedErrorState and hrPrinterStatus of the Host Resources MIB (RFC 2790)."""
_BITS = (
    (0x40, State.PAPER_OUT),
    (0x08, State.COVER_OPEN),
    (0x04, State.PAUSED),
    (0x02, State.PAUSED),
    (0x01, State.PAUSED),
)
"""Of the first byte of errors: no paper, door open, jammed, offline, service requested."""
_PRINTING = 4


async def status(host: str, port: int = PORT) -> Status:
    """What the printer's agent tells within a second; UNKNOWN where it has none, or our library for it is missing."""
    try:
        question = await asyncio.to_thread(_question)
    except ImportError:
        return Status(State.UNKNOWN, "to ask it by network, install the extra 'brother'")
    try:
        async with asyncio.timeout(SECONDS):
            errors, state = _values(await _exchange(host, port, question))
    except (OSError, TimeoutError, ValueError, LookupError):
        return Status(State.UNKNOWN, "it does not say by network")
    return status_of(errors, state)


class _Mailbox(asyncio.DatagramProtocol):
    """Takes one datagram."""

    def __init__(self) -> None:
        self.answer: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()

    def datagram_received(self, data: bytes, addr: object) -> None:
        """Keeps the first."""
        if not self.answer.done():
            self.answer.set_result(data)

    def error_received(self, error: Exception) -> None:
        """Nobody listens there."""
        if not self.answer.done():
            self.answer.set_exception(error)


async def _exchange(host: str, port: int, question: bytes) -> bytes:
    transport, mailbox = await asyncio.get_running_loop().create_datagram_endpoint(_Mailbox, remote_addr=(host, port))
    try:
        transport.sendto(question)
        return await mailbox.answer
    finally:
        transport.close()


def _question() -> bytes:
    """A GET of both values for everybody ("public"). Raises ImportError; slow the first time."""
    # Only its encoding: its engine takes a tenth of a second of the interpreter for every question.
    from pyasn1.codec.ber import encoder
    from pysnmp.proto.api import v1

    asked: Any = v1.GetRequestPDU()
    v1.apiPDU.set_defaults(asked)
    v1.apiPDU.set_varbinds(asked, [(name, v1.Null("")) for name in (_ERRORS, _STATE)])
    message: Any = v1.Message()
    v1.apiMessage.set_defaults(message)
    v1.apiMessage.set_community(message, "public")
    v1.apiMessage.set_pdu(message, asked)
    encoded: bytes = encoder.encode(message)
    return encoded


def _values(answer: bytes) -> tuple[bytes, int]:
    """Both values of an answer. Raises ValueError or LookupError for anything else."""
    from pyasn1.codec.ber import decoder
    from pyasn1.error import PyAsn1Error
    from pysnmp.proto.api import v1

    try:
        message, _ = decoder.decode(answer, asn1Spec=v1.Message())
        pdu = v1.apiMessage.get_pdu(message)
        if int(v1.apiPDU.get_error_status(pdu)):
            raise ValueError("the agent does not know these values")
        (_, errors), (_, state) = v1.apiPDU.get_varbinds(pdu)
        return bytes(errors), int(state)
    except (PyAsn1Error, TypeError) as error:
        raise ValueError("not an answer") from error


def status_of(errors: bytes, state: int) -> Status:
    """What hrPrinterDetectedErrorState and hrPrinterStatus tell."""
    first = errors[0] if errors else 0
    fault = next((found for bit, found in _BITS if first & bit), None)
    if fault:
        return Status(fault)
    return Status(State.PRINTING if state == _PRINTING else State.READY)
