"""A printer's SNMP agent on the loopback: answers what it is told to, in the protocol's own encoding."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest


class _Agent(asyncio.DatagramProtocol):
    """Fills in the values of a GET."""

    def __init__(self, errors: bytes, state: int) -> None:
        self._values: dict[str, Any] = {"1.3.6.1.2.1.25.3.5.1.2.1": errors, "1.3.6.1.2.1.25.3.5.1.1.1": state}

    def connection_made(self, transport: Any) -> None:
        self._transport = transport

    def datagram_received(self, data: bytes, addr: Any) -> None:
        from pyasn1.codec.ber import decoder, encoder
        from pysnmp.proto import api

        protocol: Any = api.PROTOCOL_MODULES[api.decodeMessageVersion(data)]
        asked, _ = decoder.decode(data, asn1Spec=protocol.Message())
        answer = protocol.apiMessage.get_response(asked)
        pdu = protocol.apiMessage.get_pdu(answer)
        found = []
        for name, _ in protocol.apiPDU.get_varbinds(protocol.apiMessage.get_pdu(asked)):
            value = self._values[str(name)]
            found.append((name, protocol.OctetString(value) if isinstance(value, bytes) else protocol.Integer(value)))
        protocol.apiPDU.set_varbinds(pdu, found)
        self._transport.sendto(encoder.encode(answer), addr)


@asynccontextmanager
async def agent(errors: bytes, state: int) -> AsyncIterator[int]:
    """Its port."""
    pytest.importorskip("pysnmp")
    loop = asyncio.get_running_loop()
    transport, _ = await loop.create_datagram_endpoint(lambda: _Agent(errors, state), local_addr=("127.0.0.1", 0))
    try:
        yield int(transport.get_extra_info("sockname")[1])
    finally:
        transport.close()
